"""Names of files are shown and kept as they read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prestizh.documents.names import pretends, tidied


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Наредба за домашните любимци.docx", "Наредба за домашните любимци.docx"),
        ("C:\\Documents\\мотиви.pdf", "мотиви.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\x00b\x1f\x7f.pdf", "ab.pdf"),
        ("cod\u202efdp.txt", "codfdp.txt"),
        ("без\u200bшев.PDF", "безшев.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        (" . .pdf", "pdf"),
        ("con.pdf", "_con.pdf"),
        ("Наредба.docx.pdf", "Наредба.pdf"),
        ("Наредба 12.05.2024.docx", "Наредба 12.05.2024.docx"),
        ("й".join(["и\u0306", ""]) + ".txt", "йй.txt"),
        ("", "file"),
    ],
)
def test_a_name_is_tidied(given_name: str, kept: str) -> None:
    assert tidied(given_name) == kept


@given(st.text(max_size=400))
def test_no_name_leads_anywhere_or_hides_a_sign(name: str) -> None:
    kept = tidied(name)
    assert kept
    assert len(kept) <= 200 or "." not in name
    assert not set(kept) & set("/\\\x00\u202e\u200b<>")


@pytest.mark.parametrize(
    "name", ["a.exe.pdf", "a.pdf.exe", "a.HTML.txt", "a.svg", "a.docm", "a.js "]
)
def test_an_extension_of_a_program_is_seen_anywhere(name: str) -> None:
    assert pretends(name)


def test_an_ordinary_name_pretends_nothing() -> None:
    assert not pretends("Доклад № 5 от 12.05.2024 г..docx")
