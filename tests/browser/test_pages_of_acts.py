"""The pages that only an act leads to, and the pages of error: as whole as all others."""

from collections.abc import Callable
from functools import partial

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Page, Route

from consultations import drafting
from consultations.state import State
from prestizh.accounts.models import User
from prestizh.ui import errors
from tests.browser.looking import Inspector
from tests.browser.visitors import Town, leave_by
from tests.browser.writing import article, consultation_in, say_who, send, write_under

HANDLERS: dict[int, Callable[[HttpRequest], HttpResponse]] = {
    400: errors.bad_request,
    403: errors.forbidden,
    404: errors.not_found,
    413: errors.content_too_large,
    429: errors.too_many_requests,
    500: errors.server_error,
    503: errors.unavailable,
}


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_pages_of_writing_are_whole(town: Town, language: str) -> None:
    draft = consultation_in(town, State.OPEN)
    at = "/en" if language == "en" else ""
    with town.visit() as page:
        inspector = Inspector(page, f"writer-{language}")
        inspector.open(f"{at}/consultations/{draft.public_id}/basket/")
        page.goto(f"{at}/consultations/{draft.public_id}/")
        open_a_form(page)
        inspector.look("the form under an article", None)
        write_under(page, page.locator("#whole"), kind="question", reasons="А селата?")
        inspector.look("the basket", None)
        form = say_who(page, name="Стефка Пишеща", email=f"pishe.{language}@example.org")
        form.locator("[name=email]").fill("")
        form.locator("[type=submit]").click()
        page.wait_for_url("**/send/*")
        inspector.watch.complaints.clear()
        inspector.look("the basket with an error", None)
        form = say_who(page, email=f"pishe.{language}@example.org")
        send(page, form)
        inspector.look("the receipt", None)
        page.locator("main form[action$='/pdf/'] button").click()
        page.wait_for_url("**/making/*/")
        inspector.look("a document that is being made", None)
    assert inspector.faults == []


def open_a_form(page: Page) -> None:
    """Unfolds the form and the proposals of an article."""
    place = article(page, 5)
    for fold in place.locator("details > summary").all():
        fold.click()


def test_the_page_of_putting_a_draft_aside_is_whole(town: Town) -> None:
    with town.portal.database_here():
        clerk = User.objects.get(email="clerk@example.bg")
        draft = drafting.prepare(
            actor=clerk, title="Наредба за градинките", kind="ordinance", drafter_kind="mayor"
        )
    desk = f"/consultations/desk/{draft.public_id}/"
    with town.visit("clerk@example.bg") as page:
        inspector = Inspector(page, "putting aside")
        inspector.open_in_both(f"{desk}drop/")
        page.locator("main form [name=reason]").fill("Ще се внесе заедно с бюджета.")
        page.locator("main form:has([name=reason]) [type=submit]").click()
        page.wait_for_url(f"**{desk}")
        inspector.look("a draft that was put aside", None)
    assert inspector.faults == []


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_pages_of_error_are_whole(town: Town, language: str) -> None:
    at = "/en" if language == "en" else ""
    with town.visit() as page:
        inspector = Inspector(page, f"unlucky-{language}")
        inspector.open(f"{at}/there/is/no/such/page/", 404)
        for status, handler in HANDLERS.items():
            address = f"{town.portal.base_url}{at}/error-{status}/"
            with translation.override(language):
                answer = handler(RequestFactory().get(address))
            page.route(address, partial(fulfil, answer))
            inspector.open(address, status)
    assert inspector.faults == []


def fulfil(answer: HttpResponse, route: Route) -> None:
    """Gives the browser what the portal would have answered."""
    route.fulfill(status=answer.status_code, body=answer.content.decode(), content_type="text/html")


def test_a_form_without_its_proof_of_origin_says_how_to_go_on(town: Town) -> None:
    with town.visit() as page:
        inspector = Inspector(page, "stale")
        page.goto("/account/login/")
        page.context.clear_cookies()
        page.locator("main form [name=login]").fill("maria@example.org")
        page.locator("main form [name=password]").fill("каквото и да е")
        leave_by(page.locator("main form:has([name=login]) button[type=submit]").first)
        inspector.watch.complaints.clear()
        inspector.look("403 without a token", None)
    assert inspector.faults == []
