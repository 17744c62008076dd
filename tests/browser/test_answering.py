"""A clerk decides on what came late, answers everything and closes; the справка stands, on paper too."""

import csv
import io
import json
import zipfile
from functools import partial
from operator import ne
from pathlib import Path

import docx
import pikepdf
import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from consultations.state import State
from tests.browser.visitors import Town, Watch, leave_by
from tests.browser.writing import consultation_in, in_time, link_mailed_to, said

CLERK = "clerk@example.bg"
REASONS = "Предложението противоречи на чл. 172 от Закона за ветеринарномедицинската дейност."
INTRODUCTION = "Всички предложения са разгледани от дирекция „Екология и чистота“."


@pytest.fixture(scope="module")
def closed(own_town: Town) -> tuple[Town, str]:
    """A town in which the clerk has closed the consultation; its public address."""
    draft = consultation_in(own_town, State.CLOSED)
    desk = f"/consultations/desk/{draft.public_id}/"
    watch = Watch()
    with own_town.visit(CLERK) as page:
        watch.over(page)
        page.goto(f"{desk}close/")
        assert page.locator(".checklist__row--missing").count() == 2
        assert page.locator("main form textarea").count() == 0
        decide_on_late(page, desk)
        answer_all(page, desk)
        page.goto(f"{desk}close/")
        assert page.locator(".checklist__row--missing").count() == 0
        page.locator("[name=introduction]").fill(INTRODUCTION)
        page.locator("main form [type=submit]").click()
        page.wait_for_url("**/signed/")
    assert watch.complaints == []
    return own_town, f"/consultations/{draft.public_id}/"


def decide_on_late(page: Page, desk: str) -> None:
    """Admits with a reason what came after the end; confirms or sets aside the rest."""
    page.goto(f"{desk}opinions/")
    waiting = page.locator("main tbody th a").all()
    addresses = [link.get_attribute("href") or "" for link in waiting]
    assert addresses
    for address in addresses:
        page.goto(address)
        if page.locator("button[value=confirm]").count():
            leave_by(page.locator("button[value=confirm]"))
            page.goto(address)
        if page.locator("button[value=admit]").count():
            form = page.locator("form:has(button[value=admit])")
            form.locator("[name$=reason]").fill("Пощата закъсня; пратено е в срока.")
            leave_by(form.locator("button[value=admit]"))
            assert page.locator("button[value=admit]").count() == 0


def answer_all(page: Page, desk: str) -> None:
    """From one proposal to the next, until none waits."""
    page.goto(f"{desk}answers/?state=unanswered")
    waiting = page.locator("main tbody th a").count()
    assert waiting >= 4
    page.locator("main tbody th a").first.click()
    for left in range(waiting, 0, -1):
        page.wait_for_url("**/answers/*/")
        assert page.locator(".split article.proposal").count() == 1
        choices = page.locator("[name=decision]")
        page.locator("[name=decision]").nth(min(2, choices.count() - 1)).check()
        page.locator("[name=reasons]").fill(f"{REASONS} ({left})")
        before = page.url
        page.locator("button[name=then][value=next]").click()
        page.wait_for_url(partial(ne, before))
    page.wait_for_url("**/answers/")
    page.goto(f"{desk}answers/?state=unanswered")
    assert page.locator("main tbody th a").count() == 0


def test_the_report_stands_on_the_page_with_every_decision(closed: tuple[Town, str]) -> None:
    town, public = closed
    with town.visit() as page:
        page.goto(public)
        report = page.locator("#report")
        assert INTRODUCTION in report.inner_text()
        report.locator("details > summary").click()
        assert REASONS in report.inner_text()
        assert said("late, admitted") in report.inner_text()
        # No form invites to write any more.
        assert page.locator("form [name=kind]").count() == 0


def paper(town: Town, address: str, to: Path) -> Path:
    """Fetches a document that the worker makes, as soon as it is made."""
    with town.visit(accept_downloads=True) as page:

        def ready() -> bytes | None:
            answer = page.request.get(address)
            kind = answer.headers.get("content-type", "")
            return None if kind.startswith("text/html") else answer.body()

        to.write_bytes(in_time(ready, within=180))
    return to


def test_the_pdf_opens_with_its_text_tags_and_page_numbers(
    closed: tuple[Town, str], tmp_path: Path
) -> None:
    town, public = closed
    place = paper(town, f"{public}report.pdf", tmp_path / "справка.pdf")
    reader = PdfReader(place)
    pages = [page.extract_text() for page in reader.pages]
    text = " ".join(" ".join(pages).split())
    assert len(pages) >= 2
    assert INTRODUCTION in text
    assert REASONS in text
    for number, words in enumerate(pages, start=1):
        assert str(number) in words.split()
    with pikepdf.open(place) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "bg"
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.docinfo.get("/Title")


def test_the_word_file_opens_with_its_text(closed: tuple[Town, str], tmp_path: Path) -> None:
    town, public = closed
    place = paper(town, f"{public}report.docx", tmp_path / "справка.docx")
    opened = docx.Document(str(place))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(one.text for one in opened.paragraphs), *cells])
    assert INTRODUCTION in words
    assert REASONS in words
    assert zipfile.is_zipfile(place)


def test_table_and_data_say_the_same(closed: tuple[Town, str]) -> None:
    town, public = closed
    with town.visit() as page:
        table = page.request.get(f"{public}report.csv").body()
        data = json.loads(page.request.get(f"{public}report.json").body())
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig")), delimiter=_delimiter(table)))
    assert len(rows) == data["totals"]["proposals"]
    assert any(REASONS in " ".join(str(cell) for cell in row.values()) for row in rows)
    assert REASONS in json.dumps(data, ensure_ascii=False)


def _delimiter(table: bytes) -> str:
    head = table.decode("utf-8-sig").splitlines()[0]
    return ";" if ";" in head else ","


def test_those_who_proposed_are_told(closed: tuple[Town, str]) -> None:
    town, public = closed
    assert link_mailed_to(town, "maria@example.org", public, within=180)
