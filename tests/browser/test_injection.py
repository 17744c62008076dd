"""Whatever is typed or uploaded stays text: no page runs it, loads it, or breaks by it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from consultations.state import State
from tests.browser.visitors import Town, Watch, leave_by
from tests.browser.writing import (
    article,
    consultation_in,
    link_mailed_to,
    say_who,
    send,
    write_under,
)

MARK = "изпитателен-текст"
EVIL = (
    f"<script>alert('{MARK}')</script>"
    f'<img src=x onerror="alert(1)"> "><svg onload=alert(2)> javascript:alert(3) {MARK}'
    " {{ 7|add:7 }} {% now 'Y' %} \u202eобратно\u202c 👩\u200d🌾 &lt;b&gt;"
)
NAME = "<img src=x onerror=alert(4)>\"'><script>alert(5)</script>"
FILE = "<img src=x onerror=alert(6)>.txt"
ADDRESS = "zlonamerena@example.org"
LINK = '[натисни](javascript:alert(7)) <a href="javascript:alert(8)">тук</a>'


@pytest.fixture
def evil_file(tmp_path: Path) -> str:
    place = tmp_path / FILE
    place.write_text("Бележка към предложението.", encoding="utf-8")
    return str(place)


def test_a_script_typed_anywhere_stays_text(town: Town, evil_file: str) -> None:
    draft = consultation_in(town, State.OPEN)
    watch = Watch()
    with town.visit() as page:
        watch.over(page)
        page.goto(f"/consultations/{draft.public_id}/")
        write_under(page, article(page, 2), kind="add", text=EVIL, reasons=LINK, file=evil_file)
        keeps_the_text(page)
        number = send(page, say_who(page, name=NAME, email=ADDRESS))
        keeps_the_text(page)
        link = link_mailed_to(town, ADDRESS, "/confirm/")
        page.goto(link)
        keeps_the_text(page)
        page.locator("main form button.button--primary").click()
        page.wait_for_url("**/receipt/**")
        for address in (
            f"/consultations/{draft.public_id}/",
            f"/consultations/{draft.public_id}/proposals/{anchor_of(page, draft.public_id)}/",
            f"/consultations/opinion/{number}/",
            "/demo/mails/",
        ):
            page.goto(address)
            keeps_the_text(page)
    with town.visit("clerk@example.bg") as page:
        watch.over(page)
        page.goto(f"/consultations/desk/{draft.public_id}/opinions/{number}/")
        keeps_the_text(page)
        page.goto(f"/consultations/desk/{draft.public_id}/answers/")
        leave_by(page.locator("main tbody th a", has_text=number).first)
        keeps_the_text(page)
    assert watch.complaints == []


def anchor_of(page: Page, public_id: str) -> str:
    page.goto(f"/consultations/{public_id}/")
    return str(article(page, 2).get_attribute("id"))


def keeps_the_text(page: Page) -> None:
    """The words are there to be read, and nothing of them has become part of the page."""
    assert MARK in page.content()
    assert page.locator("img[src='x'], svg[onload], [onerror]").count() == 0
    assert page.locator("a[href^='javascript:' i]").count() == 0
    assert page.locator("script:not([src])", has_text=MARK).count() == 0


def test_a_search_shows_what_was_asked_as_text(town: Town) -> None:
    watch = Watch()
    with town.visit() as page:
        watch.over(page)
        page.goto("/consultations/?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E")
        assert page.locator("[name=q]").input_value() == '"><script>alert(1)</script>'
        assert page.locator("h1").count() == 1
        page.goto("/%3Cscript%3Ealert(1)%3C/script%3E/")
        assert page.locator("h1").count() == 1
    assert [one for one in watch.complaints if "status of 404" not in one] == []
