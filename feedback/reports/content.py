"""What a participation report says: chapters of sentences, tables and charts, as one typed value.

Page, PDF, XLSX, ODS, CSV and JSON are all made from it. It knows no Django and no row; a number
that has rows behind it carries the key under which the report keeps them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from feedback.questionnaires.content import Words

NO_WORDS = Words("")
Value = Words | int | float | date | None


class CellKind(StrEnum):
    """What stands in a column: with it a value is written and read in every format."""

    WORDS = "words"
    COUNT = "count"
    SHARE = "share"  # percent, one decimal
    DAYS = "days"  # a number of days, a median may end in a half
    DAY = "day"
    FIGURE = "figure"  # any number, whatever the row says


class ChartKind(StrEnum):
    """How a column of a table is drawn."""

    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value. `rows`: the key of what was counted. `is_hidden`: under five people, not told.

    `kind` is set where it differs from that of the column.
    """

    value: Value = None
    rows: str = ""
    is_hidden: bool = False
    kind: CellKind | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs (ASCII), its head, the kind of its cells."""

    key: str
    head: Words
    kind: CellKind = CellKind.COUNT


@dataclass(frozen=True, slots=True)
class Row:
    """One row under a name that stays from report to report."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of one column of a table, which stands beside it."""

    title: Words
    column: str
    kind: ChartKind = ChartKind.BARS


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first column names the row; `charts` draw columns of it."""

    key: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Words = NO_WORDS
    charts: tuple[Chart, ...] = ()

    def kind_of(self, number: int, cell: Cell) -> CellKind:
        """What stands in the cell of column `number`."""
        return cell.kind or self.columns[number].kind


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report."""

    key: str
    title: Words
    paragraphs: tuple[Words, ...] = ()
    tables: tuple[Table, ...] = ()

    def figures(self) -> Table | None:
        """The table of the chapter's main figures, which periods are compared by."""
        return next((one for one in self.tables if one.key == f"{self.key}_figures"), None)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report on the days from `first_day` to `last_day`, both included.

    `unit` is the name of the unit in charge, empty for all; `kind` one of `scope.Kind`.
    """

    first_day: date
    last_day: date
    unit: Words
    kind: str
    kind_words: Words
    municipality: Words
    made_on: date
    chapters: tuple[Chapter, ...] = ()
    format: int = field(default=1)

    def tables(self) -> Iterator[Table]:
        """Every table, in the order of the chapters."""
        for chapter in self.chapters:
            yield from chapter.tables

    def chapter(self, key: str) -> Chapter | None:
        """The chapter of this key; None where the report has none."""
        return next((one for one in self.chapters if one.key == key), None)

    def with_chapter(self, chapter: Chapter) -> "Report":
        """The same report in which this chapter takes the place of its earlier self."""
        return replace(
            self,
            chapters=tuple(chapter if one.key == chapter.key else one for one in self.chapters),
        )
