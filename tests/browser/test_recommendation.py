"""A recommendation from its words to the letter, the answer and the measure."""

import pytest
from playwright.sync_api import Page

from forums.bodies.models import Body
from tests.browser.looking import Inspector
from tests.browser.visitors import PHONE, Town
from tests.browser.writing import link_mailed_to, too_wide

SECRETARY, ADDRESSEE = "secretary@example.bg", "clerk@example.bg"
TITLE = "Чешма на площада пред гимназията"


@pytest.fixture(scope="module")
def sent(own_town: Town) -> tuple[Town, str]:
    """A town whose secretary has written a recommendation down and sent it; its public id."""
    with own_town.portal.database_here():
        body = Body.objects.public().get(template="youth").public_id
    with own_town.visit(SECRETARY) as page:
        page.goto(f"/recommendations/desk/body/{body}/new/")
        fill(page)
        page.locator("main form[action$='/send/'] button").click()
        page.wait_for_load_state()
        public_id = page.url.rstrip("/").rpartition("/")[2]
    return own_town, public_id


def fill(page: Page) -> None:
    """Forgets first why it was decided outside of a meeting; nothing typed is lost."""
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=text]").fill("Кметът да постави чешма с питейна вода.")
    page.locator("[name=addressee][value=mayor]").check()
    page.locator("[name=addressee_email]").fill(ADDRESSEE)
    page.locator("[name=origin][value=outside]").check()
    page.locator("main form [type=submit]").click()
    page.wait_for_load_state()
    assert page.locator("[name=title]").input_value() == TITLE
    page.locator("[name=origin_reason]").fill("Решено писмено от всички членове.")
    page.locator("main form [type=submit]").click()


def test_everybody_reads_what_was_sent_and_by_when_it_is_due(sent: tuple[Town, str]) -> None:
    town, public_id = sent
    with town.visit(viewport=PHONE) as page:
        page.goto(f"/recommendations/{public_id}/")
        assert TITLE in page.locator("h1").inner_text()
        assert "АПК, чл. 118, ал. 1" in page.locator("main").inner_text()
        assert not too_wide(page)
        page.goto("/recommendations/unanswered/")
        assert TITLE in page.locator("main").inner_text()


def test_the_addressee_comes_by_the_letter_answers_and_says_what_is_done(
    sent: tuple[Town, str],
) -> None:
    town, public_id = sent
    link = link_mailed_to(town, ADDRESSEE, f"/recommendations/{public_id}/answer/")
    with town.visit(ADDRESSEE) as page:
        page.goto(link)
        page.locator("[name=outcome][value=partly]").check()
        page.locator("[name=reasons]").fill("През пролетта, след ремонта на водопровода.")
        page.locator("main form [type=submit]").click()
        page.wait_for_url("**/measures/")
        page.locator("[name=text]").fill("Проект за чешмата")
        page.locator("[name=owner_name]").fill("Отдел „Строителство“")
        page.locator("[name=due_on]").fill("2099-05-04")
        page.locator("main form [type=submit]").click()
        page.wait_for_load_state()
    link_mailed_to(town, SECRETARY, f"/recommendations/{public_id}/")
    with town.visit() as page:
        page.goto(f"/recommendations/{public_id}/")
        shown = page.locator("main").inner_text()
    for words in ("след ремонта на водопровода", "Проект за чешмата"):
        assert words in shown


def test_every_page_of_it_is_sound_in_both_languages(sent: tuple[Town, str]) -> None:
    town, public_id = sent
    with town.portal.database_here():
        body = Body.objects.public().get(template="youth")
        report = body.yearly_reports.first()
    pages = [
        "/recommendations/",
        "/recommendations/unanswered/",
        f"/recommendations/{public_id}/",
        f"/bodies/{body.public_id}/",
        "/calendar/",
        *([report.get_absolute_url()] if report else []),
    ]
    with town.visit() as page:
        inspector = Inspector(page, "visitor")
        for address in pages:
            inspector.open(address)
            inspector.open(f"/en{address}")
    with town.visit(SECRETARY) as page:
        desk = Inspector(page, "secretary")
        for address in (
            "/desk/",
            "/recommendations/desk/",
            f"/recommendations/desk/{public_id}/",
            f"/recommendations/desk/{public_id}/links/",
            f"/recommendations/desk/body/{body.public_id}/new/",
            f"/recommendations/{public_id}/answer/",
            f"/recommendations/{public_id}/measures/",
            f"/bodies/reports/{body.public_id}/desk/",
        ):
            desk.open(address)
    assert inspector.faults + desk.faults == []
