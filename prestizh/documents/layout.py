"""What a workbook needs to know of a table before its first row is written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from math import isfinite

from prestizh.documents.table import DROPPED, Cell, Column, Table, as_value, exactly, head
from prestizh.ledger.clock import SOFIA

# Rows from which the type and the width of a column are read before the first is written.
SAMPLE = 200
NARROWEST, WIDEST = 8, 60
LONGEST_NAME = 31
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# What Excel takes: signs of a cell in UTF-16, whole numbers without loss, the first year.
LONGEST_TEXT = 32_767
LARGEST_WHOLE = 2**53
FIRST_YEAR = 1900
DAY, MOMENT = "dd.mm.yyyy", "dd.mm.yyyy hh:mm"

Typed = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a workbook takes it: its name, unique heads, and for each column its type
    (`str`, `float`, `date`, `datetime`) and its width in signs."""

    name: str
    heads: tuple[str, ...]
    types: tuple[type, ...]
    widths: tuple[int, ...]
    rows: Iterable[Sequence[Cell]]

    def typed_rows(self) -> Iterator[list[Typed]]:
        """The rows, each cell of the type of its column or a text. ValueError for a wrong row."""
        width, types = len(self.heads), self.types
        for row in self.rows:
            yield [
                (plain(cell) if type(cell) is str else typed(cell, kind))
                for cell, kind in zip(exactly(row, width), types, strict=True)
            ]


def laid_out(sheets: Iterable[tuple[str, Table]]) -> Iterator[Sheet]:
    """Each table with its lawful name and what its first rows tell of its columns."""
    taken: set[str] = set()
    for name, table in sheets:
        rows = iter(table.rows)
        sample = list(islice(rows, SAMPLE))
        heads = tuple(_unique_heads(table.columns))
        columns = [[row[index] for row in sample] for index in range(len(heads))]
        yield Sheet(
            name=sheet_name(name, taken),
            heads=heads,
            types=tuple(
                _type_of(column, cells)
                for column, cells in zip(table.columns, columns, strict=True)
            ),
            widths=tuple(_width(one, cells) for one, cells in zip(heads, columns, strict=True)),
            rows=chain(sample, rows),
        )


def sheet_name(name: str, taken: set[str]) -> str:
    """`name` as Excel takes it: at most 31 signs, none that it refuses, and not in `taken`, to which
    it is added."""
    clean = " ".join(NOT_IN_A_NAME.sub(" ", DROPPED.sub("", name)).split()).strip("'") or "Sheet"
    found, number = clean[:LONGEST_NAME].strip("' "), 1
    while found.casefold() in taken:
        number += 1
        tail = f" ({number})"
        found = clean[: LONGEST_NAME - len(tail)].strip("' ") + tail
    taken.add(found.casefold())
    return found


def typed(cell: Cell, kind: type) -> Typed:
    """`cell` as a workbook holds it in a column of the type `kind`; what doesn't fit is text."""
    match cell:
        case None | bool():
            return cell
        case int() | float() | Decimal() if kind not in (date, datetime):
            return _number(cell)
        case datetime() if kind is datetime:
            local = cell.astimezone(SOFIA).replace(tzinfo=None) if cell.tzinfo else cell
            return local if local.year >= FIRST_YEAR else local.isoformat()
        case datetime():
            return plain(str(as_value(cell)))
        case date() if cell.year < FIRST_YEAR:
            return cell.isoformat()
        case date() if kind is datetime:
            return datetime.combine(cell, time.min)
        case date() if kind is date:
            return cell
    return plain(str(as_value(cell)))


def plain(text: str) -> str:
    """`text` without signs that no cell can hold, cut with „…“ where Excel would refuse it."""
    if not text.isprintable():
        text = DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 > LONGEST_TEXT and len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        kept = text.encode("utf-16-le")[: 2 * LONGEST_TEXT - 2]
        return kept.decode("utf-16-le", "ignore") + "…"
    return text


def _number(cell: int | float | Decimal) -> Typed:
    if isinstance(cell, int):
        return cell if abs(cell) <= LARGEST_WHOLE else str(cell)
    return float(cell) if isfinite(cell) else None


def _type_of(column: object, cells: Sequence[Cell]) -> type:
    if isinstance(column, Column) and column.holds is not None:
        return column.holds
    found = {_kind(cell) for cell in cells if cell is not None}
    if found == {date, datetime}:
        return datetime
    return found.pop() if len(found) == 1 else str


def _kind(cell: Cell) -> type:
    match cell:
        case bool() | int() | float() | Decimal():
            return float
        case datetime():
            return datetime
        case date():
            return date
    return str


def _width(name: str, cells: Sequence[Cell]) -> int:
    shown = [len(name) + 1, *(_longest_line(cell) for cell in cells)]
    return min(max(NARROWEST, *shown) + 1, WIDEST)


def _longest_line(cell: Cell) -> int:
    match cell:
        case None:
            return 0
        case datetime():
            return len(MOMENT)
        case date():
            return len(DAY)
    return max(map(len, str(cell).splitlines()), default=0)


def _unique_heads(columns: Sequence[object]) -> Iterator[str]:
    taken: set[str] = set()
    for column in columns:
        name = found = plain(str(head(column)))  # type: ignore[arg-type]
        number = 1
        while found in taken:
            number += 1
            found = f"{name} ({number})"
        taken.add(found)
        yield found
