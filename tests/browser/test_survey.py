"""A citizen answers on a phone from the mail's link to the thanks; a clerk types in twenty paper forms."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

from feedback.surveys.models import PaperBatch, Survey
from feedback.surveys.stages import SurveyStage
from tests.browser.looking import Inspector
from tests.browser.visitors import PHONE, Town, leave_by
from tests.browser.writing import link_mailed_to, too_wide

CLERK = "clerk@example.bg"
FORMS = 20
MOST_SCREENS = 12
GROUPS = """() => [...new Set([...document.querySelectorAll('main input[type=radio]')].map((one) => one.name))]
    .map((name) => document.querySelector(`main input[name="${CSS.escape(name)}"]`).id)"""
STOPS = "() => new Set([...document.querySelectorAll('main input[type=radio]')].map((one) => one.name)).size"


def _open_survey(town: Town) -> tuple[str, str]:
    """The survey of the example content that is open, and who was invited to it in Bulgarian."""
    with town.portal.database_here():
        survey = Survey.objects.get(stage=SurveyStage.OPEN, invited__gt=0)
        invitation = survey.invitations.select_related("user").filter(language="bg")[0]
        return survey.public_id, invitation.user.email if invitation.user else invitation.address


def test_a_citizen_goes_from_the_mail_to_the_thanks_on_a_phone(own_town: Town) -> None:
    survey, address = _open_survey(own_town)
    link = urlsplit(link_mailed_to(own_town, address, f"/surveys/{survey}/")).path
    with own_town.visit(viewport=PHONE, java_script_enabled=False) as page:
        inspector = Inspector(page, "citizen")
        page.goto(link)
        if "/answer/" not in page.url:
            leave_by(page.locator("main .button--primary").first)
        for screen in range(MOST_SCREENS):
            if page.url.endswith("/send/"):
                break
            inspector.look(f"screen {screen}", None)
            page.set_viewport_size(PHONE)  # type: ignore[arg-type]
            _answer_screen(page)
        assert page.url.endswith("/send/")
        inspector.look("send", None)
        leave_by(page.locator("main form [type=submit]").first)
        assert page.url.endswith("/thanks/")
        inspector.look("thanks", None)
        letters = urlsplit(link_mailed_to(own_town, address, "/surveys/letters/")).path
        inspector.open_in_both(letters)
        page.goto(letters)
        leave_by(page.locator("main form [type=submit]").first)
        inspector.look("no more letters", None)
        assert not inspector.faults, "\n".join(inspector.faults)


def _answer_screen(page: Page) -> None:
    """The first choice of each question, and on."""
    assert not too_wide(page)
    for choice in page.evaluate(GROUPS):
        page.locator(f"label[for='{choice}']").first.click()
    leave_by(page.locator("main button[name=_go][value=next]"))


def test_a_clerk_types_in_twenty_forms_by_keyboard(own_town: Town) -> None:
    survey, _address = _open_survey(own_town)
    with own_town.visit(CLERK) as page:
        inspector = Inspector(page, "clerk")
        inspector.open_in_both(f"/surveys/{survey}/desk/paper/")
        page.locator("[name=name]").fill("Кутията в кметството")
        page.locator("[name=forms]").fill(str(FORMS))
        leave_by(page.locator("main form [type=submit]").last)
        inspector.look("a form of paper", None)
        for _form in range(FORMS):
            for _line in range(page.evaluate(STOPS)):
                page.keyboard.press("2")
            with page.expect_navigation():
                page.keyboard.press("Control+Enter")
        inspector.look("the stack is done", None)
        assert not inspector.faults, "\n".join(inspector.faults)
    with own_town.portal.database_here():
        stack = PaperBatch.objects.get(name="Кутията в кметството")
        assert (stack.typed, stack.forms) == (FORMS, FORMS)
