"""One table, many formats: CSV for a spreadsheet, JSON for a program.

Both are made row by row, so that a hundred thousand rows need no more memory than ten. Workbooks
are made in `prestizh.documents.sheets`.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from io import StringIO
from itertools import islice
from typing import Any

from django.utils.functional import Promise

from prestizh.ledger.clock import SOFIA
from prestizh.refusal import Sentence

Cell = str | Promise | int | float | Decimal | date | datetime | bool | None

BOM = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, in both widths, and the signs that
# it drops before it looks: blanks, controls, marks without width.
BLANK = r"\s\x00-\x20\x7f-\xa0\ufeff\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e\u061c"
SIGNS = r"=+@\uff1d\uff0b\uff20\ufe62\ufe66\ufe6b"
DASHES = r"\-\uff0d\u2212\ufe63"
FORMULA = re.compile(rf"^[{BLANK}]*[{SIGNS}{DASHES}]")
LEADING = re.compile(r"^[\t\r\n\x00]")
# Where the spreadsheet's separator is not ours, a piece of a cell becomes a cell of its own.
# A dash before words is left alone there: lists are written so. A call or a link is not.
PIECE = re.compile(rf"(?<=[;,\t\n])([{BLANK}]*)(?=[{SIGNS}]|[{DASHES}][^\n;]*[(|!])")
DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
# A printable text without any of these, that begins with none of the dashes, is harmless.
SUSPECT = re.compile(rf"[{SIGNS}(|!]")
OPENING = re.compile(rf"^ *[{DASHES}]")
# Rows that are written at once: few enough to be held, enough to be worth sending.
ROWS_AT_ONCE = 200
# The words of a code come again with every row: so many texts and what was found of them are kept.
TEXTS_KEPT = 256


class ByType(dict[type, Callable[[Any], Any]]):
    """How a cell is written, by its very type: `choose` is asked once for each type, and not for
    each cell."""

    def __init__(self, choose: Callable[[type], Callable[[Any], Any]]) -> None:
        super().__init__()
        self.choose = choose

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        self[kind] = self.choose(kind)
        return self[kind]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs (ASCII) and its head for people.

    `holds` is `date` or `datetime` where a workbook can't see it from the first rows, because
    most of its cells are empty.
    """

    key: str
    head: Sentence
    holds: type[date] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; each row has as many cells as there are columns, else ValueError.

    A column is a `Column`, or just its head, which programs then see as its key, too.
    """

    columns: Sequence[Column | Sentence]
    rows: Iterable[Sequence[Cell]]

    def to_csv(self) -> bytes:
        """UTF-8 with BOM, commas, CRLF. No cell begins a formula; instants are those of Sofia."""
        return b"".join(self.stream_csv())

    def stream_csv(self) -> Iterator[bytes]:
        """The same in pieces, each made when it is asked for."""
        out = StringIO(newline="")
        out.write(BOM)
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([neutral(str(head(column))) for column in self.columns])
        width = len(self.columns)
        rows = iter(self.rows)
        while some := list(islice(rows, ROWS_AT_ONCE)):
            writer.writerows(
                [[TEXTS[type(cell)](cell) for cell in exactly(row, width)] for row in some]
            )
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
        yield out.getvalue().encode()

    def to_json(self) -> bytes:
        """A list of objects in UTF-8 under the columns' keys; texts exactly as they are."""
        return b"".join(self.stream_json())

    def stream_json(self) -> Iterator[bytes]:
        """The same in pieces, each row made when it is asked for."""
        keys, width = [key(column) for column in self.columns], len(self.columns)
        before = "[\n"
        for row in self.rows:
            cells = zip(keys, map(as_value, exactly(row, width)), strict=True)
            line = json.dumps(dict(cells), ensure_ascii=False)
            yield f"{before}{line}".encode("utf-8", "replace")
            before = ",\n"
        yield b"\n]\n" if before == ",\n" else b"[]\n"


def exactly(row: Sequence[Cell], width: int) -> Sequence[Cell]:
    """`row`, which must have `width` cells, else ValueError."""
    if len(row) != width:
        raise ValueError(f"A row has {len(row)} cells under {width} columns.")
    return row


def key(column: Column | Sentence) -> str:
    """What a program calls the column: its key, or its head where it has none."""
    return column.key if isinstance(column, Column) else str(column)


def head(column: Column | Sentence) -> Sentence:
    """What people read above the column."""
    return column.head if isinstance(column, Column) else column


def as_value(cell: Cell) -> str | int | float | bool | None:
    """A cell for a program: numbers stay numbers, instants are ISO 8601 with their offset."""
    match cell:
        case None | bool() | int() | float():
            return cell
        case datetime():
            return cell.astimezone(SOFIA).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
    return str(cell)


@lru_cache(TEXTS_KEPT)
def neutral(text: str) -> str:
    """`text` without signs that no cell can hold; an apostrophe before what begins a formula."""
    if text.isprintable() and not (OPENING.match(text) or SUSPECT.search(text)):
        return text
    is_formula = bool(FORMULA.match(text) or LEADING.match(text))
    clean = DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    clean = PIECE.sub(r"\1'", clean)
    return f"'{clean}" if is_formula else clean


def _moment(cell: datetime) -> str:
    return cell.astimezone(SOFIA).isoformat(" ", "seconds")[:19]


def _as_text(kind: type) -> Callable[[Any], str | int | float]:
    """How a cell of this type is written for a spreadsheet: numbers are numbers, all else is text
    that is no formula."""
    if issubclass(kind, bool):
        return int
    if issubclass(kind, int | float | Decimal):
        return str
    if issubclass(kind, datetime):
        return _moment
    if issubclass(kind, date):
        return date.isoformat
    if kind is type(None):
        return _nothing
    return neutral if kind is str else _words


def _nothing(_cell: None) -> str:
    return ""


def _words(cell: object) -> str:
    return neutral(str(cell))


TEXTS = ByType(_as_text)
