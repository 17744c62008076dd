"""A report in one language, as text for a page or a paper; numbers may lead to their rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from feedback.questionnaires.content import Words
from feedback.reports.charts import Picture, picture_of
from feedback.reports.content import Cell, CellKind, Chapter, Report, Table
from prestizh.ui.dates import day_text

# The address of the rows behind a key; empty for who may not see them.
UrlOf = Callable[[str], str]
NONE = "–"
FEW_COLUMNS, MANY_COLUMNS = 3, 4


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell in words; `url` leads to the rows behind it."""

    text: str
    is_numeric: bool
    url: str = ""
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """The head of a column."""

    head: str
    is_numeric: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table in words, with the pictures of its columns."""

    key: str
    title: str
    note: str
    columns: list[ShownColumn]
    rows: list[list[ShownCell]]
    pictures: list[Picture]

    @property
    def is_narrow(self) -> bool:
        """Whether so few columns are read more easily side by side than over the whole page."""
        return len(self.columns) <= FEW_COLUMNS

    @property
    def is_dense(self) -> bool:
        """Whether on paper so many columns need smaller letters."""
        return len(self.columns) >= MANY_COLUMNS


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A chapter in words."""

    key: str
    title: str
    paragraphs: list[str]
    tables: list[ShownTable]


def nowhere(_key: str) -> str:
    """No number leads anywhere: on paper."""
    return ""


def chapters_of(report: Report, url_of: UrlOf = nowhere) -> Iterator[ShownChapter]:
    """The chapters in the active language."""
    for chapter in report.chapters:
        yield _chapter(chapter, url_of)


def said_now(words: Words) -> str:
    """The text in the active language."""
    return words.said_in(get_language() or "bg")


def cell_text(cell: Cell, kind: CellKind) -> str:
    """The value in the active language."""
    if cell.is_hidden:
        return _("not told")
    value = cell.value
    match value:
        case None:
            return NONE
        case Words():
            return said_now(value) or NONE
        case int() | float():
            number = f"{value:g}" if isinstance(value, float) else str(value)
            number = number.replace(".", ",") if get_language() == "bg" else number
            return f"{number}\N{NO-BREAK SPACE}%" if kind == CellKind.SHARE else number
    return day_text(value, "short")


def _chapter(chapter: Chapter, url_of: UrlOf) -> ShownChapter:
    return ShownChapter(
        chapter.key,
        said_now(chapter.title),
        [said_now(words) for words in chapter.paragraphs],
        [_table(table, url_of) for table in chapter.tables],
    )


def _table(table: Table, url_of: UrlOf) -> ShownTable:
    text = {CellKind.WORDS, CellKind.DAY}
    rows = []
    for row in table.rows:
        cells = []
        for number, cell in enumerate(row.cells):
            kind = table.kind_of(number, cell)
            url = url_of(cell.rows) if cell.rows else ""
            shown = cell_text(cell, kind)
            cells.append(ShownCell(shown, kind not in text, url, kind == CellKind.DAY))
        rows.append(cells)
    columns = [ShownColumn(said_now(one.head), one.kind not in text) for one in table.columns]
    pictures = [found for one in table.charts if (found := picture_of(table, one))]
    return ShownTable(
        table.key, said_now(table.title), said_now(table.note), columns, rows, pictures
    )
