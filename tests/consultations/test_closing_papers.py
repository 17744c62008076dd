"""The closing report leaves the house as PDF, Word, CSV and JSON, all saying the same."""

import csv
import json
import re
import resource
from dataclasses import asdict
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import docx
import pdfua
import pikepdf
import pypdf
import pytest
from django.test import Client
from django.utils.translation import gettext, override
from docx.oxml.ns import qn

from consultations import answering, closing, confirming, lateness, report, withdrawing
from consultations.models import (
    Capacity,
    Channel,
    ClosingReport,
    Consultation,
    Decision,
    Proposal,
    ProposalKind,
    ShownAs,
)
from consultations.proposing import Identity, Item
from consultations.renditions import closing_report_page
from prestizh.accounts import organisations
from prestizh.documents import pdf
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import render_one, request_rendition
from prestizh.places.models import Municipality
from prestizh.ui.dates import moment_text
from tests.consultations.making import article, make_clerk, make_open, make_opinion
from tests.factories import make_eik, make_user
from tests.fixtures_clock import Clock

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("long_transaction", "patient_connection"),
]

FORMULA = '=HYPERLINK("http://evil.example","виж")'
TEXT = "Дворът се мете всеки ден.\nИ в неделя: „щъркелът“, ѝ, №, €."
PRIVATE = ("guest@example.bg", "0888 123 456", "Скрита Името", "Тайна Причина")


def words(text: str) -> str:
    """The text with single blanks: a page breaks lines where it likes."""
    return re.sub(r"\s+", " ", text)


def bulgarian(msgid: str) -> str:
    with override("bg"):
        return gettext(msgid)


def make_mixed(clock: Clock) -> ClosingReport:
    """Closed, with an opinion of each sort: named, initials, hidden, late, left out."""
    clerk = make_clerk()
    consultation = make_open(clerk, drafter="инж. Стоян Колев")
    first = Item(ProposalKind.REWORD, article(consultation), TEXT, FORMULA)
    make_opinion(
        consultation,
        make_user(display_name="Иван Петров"),
        items=[first, Item(ProposalKind.DELETE, article(consultation, 3))],
    )
    _of_an_organisation(consultation)
    hidden = make_opinion(
        consultation,
        identity=Identity(
            name="Скрита Името",
            capacity=Capacity.GROUP,
            speaks_for="Съседите от вход Б",
            shown_as=ShownAs.CAPACITY,
            email="guest@example.bg",
            phone="0888 123 456",
        ),
        items=[Item(ProposalKind.QUESTION, None, "", "Кога? 😀 <script>alert(1)</script>")],
    )
    confirming.confirm_by_link(hidden)
    aside = make_opinion(consultation, identity=Identity("Х", Capacity.SELF, email="x@example.bg"))
    confirming.set_aside(aside, actor=clerk, reason="Тайна Причина")
    gone = make_opinion(consultation, make_user())
    withdrawing.withdraw(gone, actor=gone.author)
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at)
    admitted = make_opinion(consultation, make_user(display_name="Късна Вест"))
    lateness.admit(admitted, actor=clerk, reason="Пуснато по пощата в срок.")
    late = make_opinion(consultation, make_user())
    lateness.turn_down(late, actor=clerk, reason="Пристигна след срока.")
    for proposal in Proposal.objects.filter(counts=True):
        decision = "answered" if proposal.kind == ProposalKind.QUESTION else "rejected"
        answering.answer(
            proposal,
            actor=clerk,
            decision=decision,
            reasons="Няма средства.",
            unit=consultation.unit,
        )
    return closing.close(consultation, actor=clerk, introduction="Благодарим на всички.")


def _of_an_organisation(consultation: Consultation) -> None:
    person = make_user(display_name="Румен Илиев Колев")
    claim = organisations.claim(
        actor=person, eik=make_eik(), name="Сдружение „Чист двор“", capacity="председател"
    )
    make_opinion(
        consultation,
        person,
        identity=Identity(
            name=person.display_name,
            capacity=Capacity.ORGANISATION,
            speaks_for=claim.organisation.name,
            shown_as=ShownAs.INITIALS,
            organisation=claim.organisation,
            representation=claim,
        ),
    )


def made(kind: str, found: ClosingReport) -> bytes:
    """The paper of this kind, as the worker makes it; the other one is not made."""
    key = f"{kind}:{found.consultation.public_id}:bg"
    Rendition.objects.exclude(key=key).delete()
    while render_one():
        pass
    rendition = Rendition.objects.get(key=key)
    assert rendition.state == Rendition.State.READY, rendition.error
    assert rendition.document is not None
    return bytes(rendition.document.open())


@pytest.fixture
def mixed(clock: Clock) -> ClosingReport:
    return make_mixed(clock)


@pytest.fixture
def without_opinions(clock: Clock) -> ClosingReport:
    clerk = make_clerk()
    consultation = make_open(clerk)
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at)
    return closing.close(consultation, actor=clerk)


def text_of_pdf(content: bytes) -> list[str]:
    reader = pypdf.PdfReader(BytesIO(content))
    return [words(page.extract_text()) for page in reader.pages]


def text_of_word(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return words("\n".join([*(p.text for p in document.paragraphs), *cells]))


# --- what it says ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["closing_report.pdf", "closing_report.docx"])
def test_each_proposal_has_its_day_its_capacity_its_decision_and_its_reasons(
    mixed: ClosingReport, kind: str
) -> None:
    """ЗНА чл. 26, ал. 5, as it is since 31.03.2026."""
    content = made(kind, mixed)
    said = " ".join(text_of_pdf(content)) if kind.endswith("pdf") else text_of_word(content)
    lines = report.lines_in(mixed)
    assert len(lines) == 5
    for line in lines:
        with override("bg"):
            received = moment_text(datetime.fromisoformat(line.received))
            capacity = str(Capacity(line.capacity).label)
            decision = str(Decision(line.decision).label)
        beginning = said.index(f"№ {line.reference} · ")
        own = said[beginning : said.find("№ ", beginning + 1)]
        assert received in own
        assert capacity in own
        assert decision in own
        assert "Няма средства." in own
        for given in (line.text, line.reasons):
            assert words(given.replace("😀", "")).split("?")[0] in own
    assert "инж. Стоян Колев" in said
    assert "Благодарим на всички." in said
    assert mixed.root in said
    assert mixed.consultation.text_digest in said


@pytest.mark.parametrize("kind", ["closing_report.pdf", "closing_report.docx"])
def test_authors_stand_there_as_they_chose_and_nothing_private_does(
    mixed: ClosingReport, kind: str
) -> None:
    content = made(kind, mixed)
    said = " ".join(text_of_pdf(content)) if kind.endswith("pdf") else text_of_word(content)
    assert "Иван Петров" in said
    assert "Р. И. К., Сдружение „Чист двор“" in said
    assert bulgarian("representation not confirmed") in said
    assert "Съседите от вход Б" in said
    assert bulgarian("late, admitted") in said
    for marker in PRIVATE:
        assert marker not in said
        assert marker.encode() not in content


@pytest.mark.parametrize("kind", ["closing_report.pdf", "closing_report.docx"])
def test_what_is_not_decided_on_is_named_with_the_reason(mixed: ClosingReport, kind: str) -> None:
    content = made(kind, mixed)
    said = " ".join(text_of_pdf(content)) if kind.endswith("pdf") else text_of_word(content)
    left_out = report.left_out_in(mixed)
    assert [opinion.why for opinion in left_out] == ["set_aside", "withdrawn", "late"]
    for opinion in left_out:
        with override("bg"):
            assert report.why_words(opinion.why) in said
    assert "Пристигна след срока." in said


@pytest.mark.parametrize("kind", ["closing_report.pdf", "closing_report.docx"])
def test_a_report_without_opinions_says_so(without_opinions: ClosingReport, kind: str) -> None:
    content = made(kind, without_opinions)
    said = " ".join(text_of_pdf(content)) if kind.endswith("pdf") else text_of_word(content)
    assert bulgarian("No opinions or proposals were received within the term.") in said
    assert without_opinions.root in said


@pytest.mark.parametrize("kind", ["closing_report.pdf", "closing_report.docx"])
def test_that_nothing_is_left_is_not_called_that_nothing_came(clock: Clock, kind: str) -> None:
    clerk = make_clerk()
    consultation = make_open(clerk)
    gone = make_opinion(consultation, make_user())
    withdrawing.withdraw(gone, actor=gone.author)
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at)
    content = made(kind, closing.close(consultation, actor=clerk))
    said = " ".join(text_of_pdf(content)) if kind.endswith("pdf") else text_of_word(content)
    assert bulgarian("None of the opinions received is left to decide on.") in said
    assert bulgarian("No opinions or proposals were received within the term.") not in said


# --- the PDF ---------------------------------------------------------------------------------


def test_the_pdf_is_tagged_bulgarian_and_numbered(mixed: ClosingReport, tmp_path: Any) -> None:
    content = made("closing_report.pdf", mixed)
    with pikepdf.open(BytesIO(content)) as found:
        assert bool(found.Root.MarkInfo.Marked)
        assert str(found.Root.Lang) == "bg"
        kinds = {str(e.S) for e in found.objects if isinstance(e, pikepdf.Dictionary) and "/S" in e}
        assert {"/Document", "/H1", "/H2", "/H3", "/P", "/Table", "/THead", "/TH"} <= kinds
        assert mixed.consultation.title in str(found.docinfo.get("/Title"))
    pages = text_of_pdf(content)
    for number, page in enumerate(pages, start=1):
        with override("bg"):
            numbered = gettext("page %(number)s of %(total)s") % {
                "number": number,
                "total": len(pages),
            }
        assert numbered in page
        assert mixed.root in page, "the root of the record stands at the foot of every page"
    fonts = {
        str(name) for page in pypdf.PdfReader(BytesIO(content)).pages for name in fonts_of(page)
    }
    assert any("Sofia" in font for font in fonts)
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    assert [f for f in pdfua.validate(str(path)).findings if f.severity.name == "ERROR"] == []


def fonts_of(page: pypdf.PageObject) -> list[str]:
    fonts = page["/Resources"].get_object()["/Font"].get_object()  # type: ignore[index]
    return [font.get_object()["/BaseFont"] for font in fonts.values()]


def long_report(proposals: int) -> ClosingReport:
    """An unsaved report, as the benchmark makes it."""
    from benchmarks.closing_report import report_of

    found: ClosingReport = report_of(proposals)
    return found


@pytest.mark.slow
def test_a_report_of_a_thousand_proposals_keeps_within_the_limits() -> None:
    """A minute of processor time and 1 GB; the sandbox would end it otherwise."""
    html, title = closing_report_page(long_report(1000), Municipality(name_bg="Хасково"), "bg")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    content = pdf.render(html, title=title, language="bg")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < pdf.SECONDS
    said = " ".join(text_of_pdf(content))
    assert all(f"№ 14-{number}/1 · " in said for number in range(1, 1001))


def test_a_head_is_not_left_alone_at_the_foot_of_a_page() -> None:
    html, title = closing_report_page(long_report(40), Municipality(name_bg="Хасково"), "bg")
    pages = text_of_pdf(pdf.render(html, title=title, language="bg"))
    assert len(pages) > 5
    capacity = bulgarian("Declared capacity")
    for page in pages:
        last = page.rfind("№ 14-")
        if last > page.find("№ 14-"):
            assert capacity in page[last:]


# --- the receipt -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_receipt_is_a_tagged_pdf_in_the_readers_language(
    clock: Clock, language: str, tmp_path: Any
) -> None:
    consultation = make_open(make_clerk())
    opinion = make_opinion(consultation)
    row = request_rendition("receipt.pdf", opinion.receipt_id, language, key=f"test:{language}")
    while render_one():
        pass
    row.refresh_from_db()
    assert row.document is not None
    content = bytes(row.document.open())
    said = " ".join(text_of_pdf(content))
    for given in (
        opinion.reference,
        opinion.digest,
        opinion.record_hash,
        "Дворът се мете всеки ден.",
    ):
        assert given in said
    assert moment_text(opinion.received_at, language=language) in said
    assert f"/consultations/opinion/{opinion.reference}/" in said.replace(" ", "")
    assert not row.document.public_since
    with pikepdf.open(BytesIO(content)) as found:
        assert str(found.Root.Lang) == language
    path = tmp_path / "receipt.pdf"
    path.write_bytes(content)
    assert [f for f in pdfua.validate(str(path)).findings if f.severity.name == "ERROR"] == []


# --- Word ------------------------------------------------------------------------------------


def test_the_word_file_opens_with_headings_a_repeated_head_and_page_numbers(
    mixed: ClosingReport,
) -> None:
    document: Any = docx.Document(BytesIO(made("closing_report.docx", mixed)))
    styles = [p.style.name for p in document.paragraphs]
    assert styles.count("Heading 2") == 5
    (table,) = document.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    fields = [
        f.get(qn("w:instr")) for f in document.sections[0].footer._element.iter(qn("w:fldSimple"))
    ]
    assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]
    assert document.core_properties.language == "bg-BG"
    assert document.core_properties.author == ""


# --- over HTTP -------------------------------------------------------------------------------


def address(found: ClosingReport, extension: str) -> str:
    return f"{found.consultation.get_absolute_url()}report.{extension}"


def test_the_table_opens_in_a_spreadsheet_and_runs_nothing(
    mixed: ClosingReport, client: Client
) -> None:
    response = client.get(address(mixed, "csv"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")
    content = response.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    assert len(rows) == 5
    assert {len(row) for row in rows} == {len(head)}
    received, capacity, kind = (
        head.index(bulgarian(name)) for name in ("received on", "declared capacity", "kind")
    )
    for row, line in zip(rows, report.lines_in(mixed), strict=True):
        assert row[0] == line.reference
        assert row[received] == line.received
        with override("bg"):
            assert row[capacity] == str(Capacity(line.capacity).label)
            assert row[kind] == str(ProposalKind(line.kind).label)
    cells = [cell for row in rows for cell in row]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]


def test_the_words_of_the_table_follow_the_readers_language(
    mixed: ClosingReport, client: Client
) -> None:
    english = client.get("/en" + address(mixed, "csv")).getvalue().decode("utf-8-sig")
    assert english.startswith("No.,received on,")
    assert "For an organisation" in english
    with override("en"):
        assert str(Channel.PORTAL.label) in english


def test_the_machine_readable_report_is_what_was_published(
    mixed: ClosingReport, client: Client
) -> None:
    told = json.loads(client.get(address(mixed, "json")).content)
    assert told["root"] == mixed.root
    assert told["totals"] == mixed.content["totals"]
    assert told["lines"] == [asdict(line) for line in report.lines_in(mixed)]
    assert told["lines"][0]["reasons"] == FORMULA, "a program gets the text as it is"
    assert not [marker for marker in PRIVATE if marker in json.dumps(told, ensure_ascii=False)]


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_a_paper_that_is_not_made_yet_shows_how_far_it_is(
    mixed: ClosingReport, client: Client, extension: str
) -> None:
    waiting = client.get(address(mixed, extension))
    assert waiting.status_code == 302
    assert client.get(waiting["Location"]).status_code == 200
    content = made(f"closing_report.{extension}", mixed)
    ready = client.get(address(mixed, extension))
    assert ready.status_code == 200
    assert ready["Content-Disposition"].startswith("attachment")
    assert ready["X-Content-Type-Options"] == "nosniff"
    assert b"".join(ready) == content


@pytest.mark.parametrize("extension", ["pdf", "docx", "csv", "json"])
def test_there_is_no_report_before_it_is_published(
    clock: Clock, client: Client, extension: str
) -> None:
    consultation = make_open(make_clerk())
    found = ClosingReport(consultation=consultation)
    assert client.get(address(found, extension)).status_code == 404
