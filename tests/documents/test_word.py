"""Word files open, with what Word knows of headings, heads of tables, languages and pages."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from prestizh.documents.keeping import examine
from prestizh.documents.reading import text_of
from prestizh.documents.word import Report


def opened(report: Report) -> Any:
    return docx.Document(BytesIO(report.to_bytes()))


@pytest.fixture
def report() -> Report:
    report = Report("Справка", language="bg")
    report.heading("Предложения", 1)
    report.paragraph("Първи ред\nвтори ред")
    report.facts([("Съставител", "Кмет")])
    report.quote("Думи на гражданин")
    report.bullets(["едно", "две"])
    report.table(["№", "Решение"], [["1", "Приема се"], ["2", "Не се приема"]], widths=(2, 10))
    return report


def test_it_has_real_headings(report: Report) -> None:
    styles = [paragraph.style.name for paragraph in opened(report).paragraphs]
    assert styles[:2] == ["Title", "Heading 1"]
    assert "List Bullet" in styles


def test_the_head_of_a_table_is_repeated(report: Report) -> None:
    table = opened(report).tables[0]
    marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marks == [True, False, False]
    assert [cell.text for cell in table.rows[2].cells] == ["2", "Не се приема"]


@pytest.mark.parametrize(("language", "tag"), [("bg", "bg-BG"), ("en", "en-GB")])
def test_it_says_its_language(language: str, tag: str) -> None:
    document = opened(Report("x", language=language))
    found = document.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert [mark.get(qn("w:val")) for mark in found] == [tag]
    assert document.core_properties.language == tag


def test_word_counts_its_pages(report: Report) -> None:
    footer = opened(report).sections[0].footer.paragraphs[0]._p
    fields = [field.get(qn("w:instr")).strip() for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_it_names_nobody(report: Report) -> None:
    properties = opened(report).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "Справка"


def test_signs_that_word_cannot_hold_are_left_out() -> None:
    report = Report("a\x00b", language="bg")
    report.paragraph("c\x0b\x1fd\ud800 \ufffe👍\u202e")
    report.table(["\x01"], [["\x02x"]])
    assert "cd 👍\u202e" in [paragraph.text for paragraph in opened(report).paragraphs]


def test_what_the_portal_writes_the_portal_can_read(report: Report) -> None:
    text = text_of(examine(report.to_bytes(), name="a.docx"))
    assert text.split("\n")[:4] == ["Справка", "Предложения", "Първи ред", "втори ред"]
    assert "• едно" in text
