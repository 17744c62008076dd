"""Tables as workbooks, read back with another library than the one that wrote them."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook, load_workbook

from prestizh.documents.sheets import ods, xlsx
from prestizh.documents.table import Cell, Column, Table
from prestizh.ledger.clock import SOFIA

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
COLUMNS = [Column(key, f"Колона {key}") for key in "abcdef"]
EVENING = datetime(2026, 12, 7, 22, 30, tzinfo=UTC)
ROW: list[Cell] = ["Иван", 5, Decimal("-1.50"), date(2026, 12, 7), EVENING, True]
MORNING = EVENING.astimezone(SOFIA).replace(tzinfo=None)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1"]


def opened(*sheets: tuple[str, Table]) -> Workbook:
    with xlsx(sheets) as made:
        return load_workbook(BytesIO(made.read()))


def package(*sheets: tuple[str, Table]) -> zipfile.ZipFile:
    with ods(sheets) as made:
        return zipfile.ZipFile(BytesIO(made.read()))


def words(cell: Any) -> str:
    """The text of a cell with its blanks, as a program for spreadsheets reads it."""

    def inner(node: Any) -> Iterator[str]:
        yield node.text or ""
        for child in node:
            if child.tag == f"{TEXT}s":
                yield " " * int(child.get(f"{TEXT}c", "1"))
            elif child.tag == f"{TEXT}tab":
                yield "\t"
            yield from inner(child)
            yield child.tail or ""

    return "\n".join("".join(inner(one)) for one in cell.iter(f"{TEXT}p"))


def ods_rows(archive: zipfile.ZipFile, sheet: int = 0) -> list[list[Any]]:
    root = etree.fromstring(archive.read("content.xml"))
    tables = list(root.iter(f"{TABLE}table"))
    return [list(row) for row in tables[sheet].iter(f"{TABLE}table-row")]


def test_cells_of_xlsx_have_their_types() -> None:
    sheet = opened(("Лист", Table(COLUMNS, [ROW])))["Лист"]
    assert [cell.value for cell in sheet[1]] == [f"Колона {key}" for key in "abcdef"]
    assert [cell.value for cell in sheet[2]] == [
        "Иван", 5, -1.5, datetime.fromisoformat("2026-12-07"), MORNING, True,
    ]  # fmt: skip
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "d", "d", "b"]
    assert sheet["D2"].number_format == "dd.mm.yyyy"
    assert sheet["E2"].number_format == "dd.mm.yyyy hh:mm"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.b


def test_cells_of_ods_have_their_types() -> None:
    head, row = ods_rows(package(("Лист", Table(COLUMNS, [ROW]))))
    assert [words(cell) for cell in head] == [f"Колона {key}" for key in "abcdef"]
    assert [cell.get(f"{OFFICE}value-type") for cell in row] == [
        "string", "float", "float", "date", "date", "boolean",
    ]  # fmt: skip
    assert words(row[0]) == "Иван"
    assert [row[1].get(f"{OFFICE}value"), row[2].get(f"{OFFICE}value")] == ["5", "-1.5"]
    assert row[3].get(f"{OFFICE}date-value") == "2026-12-07"
    assert row[4].get(f"{OFFICE}date-value") == "2026-12-08T00:30:00"
    assert row[5].get(f"{OFFICE}boolean-value") == "true"


def test_an_ods_package_begins_with_its_kind_uncompressed() -> None:
    archive = package(("Лист", Table(COLUMNS, [ROW])))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
    for name in ("META-INF/manifest.xml", "settings.xml", "content.xml"):
        etree.fromstring(archive.read(name))
    assert b'"VerticalSplitPosition" config:type="int">1<' in archive.read("settings.xml")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text: str) -> None:
    table = Table([Column("a", "А")], [[text]])
    cell = opened(("Лист", table))["Лист"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    made = ods_rows(package(("Лист", table)))[1][0]
    assert words(made) == text
    assert made.get(f"{TABLE}formula") is None


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_texts_come_back_as_they_were(text: str) -> None:
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    expected = "".join(
        sign
        for sign in kept
        if sign in "\t\n" or not (sign < " " or sign in "\x7f\ufeff\ufffe\uffff")
    )
    cell = ods_rows(package(("Лист", Table([Column("a", "А")], [[text]]))))[1][0]
    assert words(cell) == expected


def test_names_of_sheets_are_lawful_and_unique() -> None:
    long = "Предложения и становища на гражданите"
    names = [long, long, "Състав: [2026]/1", "състав 2026 1", "'", ""]
    book = opened(*((name, Table([Column("a", "А")], [[1]])) for name in names))
    assert len({name.casefold() for name in book.sheetnames}) == len(names)
    assert all(0 < len(name) <= 31 for name in book.sheetnames)
    assert book.sheetnames[0] == "Предложения и становища на граж"
    assert book.sheetnames[1] == "Предложения и становища на (2)"
    assert book.sheetnames[2] == "Състав 2026 1"


def test_an_empty_table_still_has_its_heads() -> None:
    table = Table(COLUMNS, [])
    assert opened(("Лист", table))["Лист"]["A1"].value == "Колона a"
    assert len(ods_rows(package(("Лист", table)))) == 1


def test_two_columns_under_one_head_are_both_there() -> None:
    sheet = opened(("Лист", Table(["А", "А"], [[1, 2]])))["Лист"]
    assert [cell.value for cell in sheet[1]] == ["А", "А (2)"]
    assert [cell.value for cell in sheet[2]] == [1, 2]


def test_what_excel_refuses_becomes_text_it_takes() -> None:
    column: list[Cell] = [
        2**60,
        "х" * 40_000,
        "😀" * 20_000,
        date(1850, 1, 2),
        float("nan"),
        "a\x00b\r\nc",
    ]
    sheet = opened(("Лист", Table([Column("a", "А")], [[one] for one in column])))["Лист"]
    found = [sheet.cell(row, 1).value for row in range(2, 8)]
    assert found[0] == str(2**60)
    assert len(str(found[1])) == 32_767
    assert str(found[1]).endswith("…")
    assert len(str(found[2]).encode("utf-16-le")) <= 2 * 32_767
    assert found[3:] == ["1850-01-02", None, "ab\nc"]


def test_a_day_after_many_empty_cells_is_a_day_if_the_column_says_so() -> None:
    rows: list[list[Cell]] = [[None, None] for _number in range(300)]
    rows.append([date(2026, 12, 7), date(2026, 12, 7)])
    table = Table([Column("a", "А", date), Column("b", "Б")], rows)
    sheet = opened(("Лист", table))["Лист"]
    assert [cell.value for cell in sheet[302]] == [
        datetime.fromisoformat("2026-12-07"),
        "2026-12-07",
    ]


def test_a_cell_that_does_not_fit_its_column_is_text_and_not_another_number() -> None:
    kinds: list[Cell] = [5, "дума", date(2026, 12, 7), EVENING]
    pairs = list(product(kinds, repeat=2))
    for first, second in pairs:
        rows: list[list[Cell]] = [*([first] for _number in range(200)), [second]]
        sheet = opened(("Лист", Table([Column("a", "А")], rows)))["Лист"]
        cell = sheet.cell(202, 1)
        assert cell.data_type in ("s", "d") or cell.value == 5, (first, second)


def test_columns_are_as_wide_as_their_words() -> None:
    table = Table([Column("a", "№"), Column("b", "Текст")], [[1, "дълго " * 50]])
    sheet = opened(("Лист", table))["Лист"]
    assert sheet.column_dimensions["A"].width < 12
    assert 50 < sheet.column_dimensions["B"].width < 70


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_row_of_another_length_is_refused(make: object) -> None:
    with pytest.raises(ValueError):
        make([("Лист", Table(["А", "Б"], [[1, 2]] * 300 + [[1]]))])  # type: ignore[operator]


def test_rows_are_taken_one_by_one() -> None:
    table = Table(["А"], ([number] for number in range(5_000)))
    pieces = list(table.stream_csv())
    assert b"".join(pieces).count(b"\r\n") == 5_001
    assert opened(("Лист", Table(["А"], ([n] for n in range(5_000)))))["Лист"].max_row == 5_001
