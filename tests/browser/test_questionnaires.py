"""The desk of questionnaires in a real browser: whole pages, and editing without any script."""

import pytest
from playwright.sync_api import Page, expect

from feedback.questionnaires.models import Questionnaire
from tests.browser.looking import Inspector
from tests.browser.visitors import Town

CLERK = "clerk@example.bg"
PATH = "/questionnaires/"


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_page_of_the_desk_is_whole(town: Town, language: str) -> None:
    at = "/en" if language == "en" else ""
    with town.portal.database_here():
        made = Questionnaire.objects.get(title_en="How was the discussion of the green areas?")
    with town.visit(CLERK) as page:
        inspector = Inspector(page, f"clerk-{language}")
        inspector.open(f"{at}{PATH}")
        inspector.open(f"{at}{PATH}new/")
        inspector.open(f"{at}{PATH}{made.public_id}/")
        inspector.open(f"{at}{PATH}{made.public_id}/1/")
        page.locator("main form button[type=submit]").last.click()
        inspector.watch.complaints.clear()
        inspector.look("the preview with errors", None)
        page.goto(f"{at}{PATH}{made.public_id}/")
        page.locator("form[action$='/version/'] button").click()
        copy = f"{at}{PATH}{made.public_id}/edit/"
        inspector.open(copy)
        inspector.open(f"{copy}words/")
        inspector.open(f"{copy}section/again/")
        for key in ("overall", "statements", "repeat", "question1", "recommend"):
            inspector.open(f"{copy}question/{key}/")
        page.goto(f"{at}{PATH}{made.public_id}/")
        page.locator("form[action$='/drop/'] button").click()
        inspector.look("the page of a published one", None)
    assert inspector.faults == []


def test_a_clerk_makes_a_questionnaire_without_any_script(town: Town) -> None:
    with town.visit(CLERK, java_script_enabled=False) as page:
        page.goto(f"/en{PATH}new/")
        page.locator("[name=blank-title]").fill("Библиотеката в събота")
        page.get_by_role("button", name="Begin it empty").click()
        page.get_by_role("link", name="Edit", exact=True).click()
        page.locator("[name=section-title]").fill("Часовете")
        page.get_by_role("button", name="Add the section").click()
        ask(page, "single", "Идвате ли в събота?", ("да", "не"))
        ask(page, "long_text", "Какво четете?", ())
        page.get_by_role("link", name="Какво четете?").click()
        page.get_by_label("Идвате ли в събота?: да").check()
        page.get_by_role("button", name="Save the question").click()
        expect(page.locator("main")).to_contain_text("asked only after certain answers")
        page.get_by_role("link", name="Done editing").click()
        page.get_by_role("button", name="Publish this version").click()
        expect(page.locator("main")).to_contain_text("published")
    with town.portal.database_here():
        made = Questionnaire.objects.get(title="Библиотеката в събота").published
    assert made is not None
    condition = made.asks.question("question2").condition
    assert condition is not None
    assert (condition.question, condition.options) == ("question1", ("option1",))


def ask(page: Page, kind: str, words: str, options: tuple[str, ...]) -> None:
    """Adds a question, with these options where it has any."""
    page.locator("[name=question-kind]").select_option(kind)
    page.locator("[name=question-words]").fill(words)
    page.get_by_role("button", name="Add the question").click()
    for number, option in enumerate(options, 1):
        page.locator(f"[name=line-new-{number}-bg]").fill(option)
    page.get_by_role("button", name="Save the question").click()
