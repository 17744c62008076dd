"""A table leaves the house as CSV and JSON without doing anything to its reader."""

import csv
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prestizh.documents.table import Cell, Column, Table

BEGINS_A_FORMULA = re.compile(r"^[\s\x00-\x20\ufeff\u200b]*[=+\-@＝＋－＠]")


def read(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def one(cell: str) -> str:
    return read(Table([Column("a", "А")], [[cell]]).to_csv())[1][0]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "＝1", "＋1", "－1", "＠A",
        "\ufeff=1", " =1", "\u200b=1", "\n=1", "\tтекст", "\xa0=1",
    ],
)  # fmt: skip
def test_a_formula_becomes_text(cell: str) -> None:
    assert one(cell).startswith("'")


def test_ordinary_words_stay_as_they_are() -> None:
    text = "Чл. 5, ал. 2: „води на повод“;\n- първо\n- второ 👍 a=b"
    assert one(text) == text


@given(st.text(max_size=60))
def test_no_cell_of_text_begins_a_formula(text: str) -> None:
    cell = one(text)
    assert not BEGINS_A_FORMULA.match(cell)
    assert "\x00" not in cell


@pytest.mark.parametrize("cell", ["x;=cmd|' /C calc'!A0;", "x\n-2+3+cmd|' /C calc'!A0\ny", "x\t=1"])
def test_no_formula_appears_where_the_reader_separates_otherwise(cell: str) -> None:
    content = Table([Column("a", "А"), Column("b", "Б")], [[1, cell]]).to_csv()
    for piece in re.split(r"[;\t\n]", content.decode("utf-8-sig")):
        assert not re.match(r"\s*[=+\-@]", piece)


def test_numbers_days_and_moments_have_their_forms() -> None:
    row: list[Cell] = [
        -5,
        Decimal("-1.50"),
        date(2026, 12, 7),
        datetime(2026, 12, 7, 22, 30, tzinfo=UTC),
        None,
    ]
    table = Table([Column(key, key) for key in "abcde"], [row])
    assert read(table.to_csv())[1] == ["-5", "-1.50", "2026-12-07", "2026-12-08 00:30:00", ""]
    assert json.loads(table.to_json()) == [
        {"a": -5, "b": "-1.50", "c": "2026-12-07", "d": "2026-12-08T00:30:00+02:00", "e": None}
    ]


def test_json_keeps_the_text_exactly() -> None:
    text = "=1+1 \u202e „думи“\n"
    assert json.loads(Table(["Текст"], [[text]]).to_json()) == [{"Текст": text}]


def test_the_file_says_that_it_is_utf_8() -> None:
    assert Table(["А"], []).to_csv().startswith(b"\xef\xbb\xbf")


def test_a_row_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="2 columns"):
        Table(["А", "Б"], [["1"]]).to_csv()
