"""Charts as drawings of bars: the numbers of one column, each with its label. A template draws."""

from dataclasses import dataclass
from itertools import takewhile

from django.utils.translation import get_language

from feedback.questionnaires.content import Words
from feedback.reports.content import Cell, CellKind, Chart, Row, Table

# In units of the drawing, which a telephone shows one to one.
WIDTH = 340
STEP = 34
BAR = 13
ROOM = 48
LONGEST_LABEL = 46
MOST_BARS = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its number, and where it lies. `length` is in units of the drawing."""

    label: str
    number: str
    top: int
    length: float

    @property
    def width(self) -> str:
        """As SVG writes numbers, in every language."""
        return f"{self.length:g}"

    @property
    def label_y(self) -> int:
        return self.top + 11

    @property
    def bar_y(self) -> int:
        return self.top + 16

    @property
    def number_x(self) -> str:
        return f"{self.length + 6:g}"

    @property
    def number_y(self) -> int:
        return self.top + 27


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: what it shows, in words too, for who does not see it."""

    title: str
    words: str
    bars: list[Bar]
    width: int
    height: int
    thickness: int = BAR


def picture_of(table: Table, chart: Chart) -> Picture | None:
    """The drawing of a column; None where there aren't two bars to compare. Not more than 20 bars."""
    place = next(n for n, column in enumerate(table.columns) if column.key == chart.column)
    told = [
        (_name(table, row), row.cells[place]) for row in table.rows if _is_told(row.cells[place])
    ]
    drawn = [_number(cell) for _words, cell in told if _number(cell)]
    if len(drawn) < 2:
        return None
    largest = max(drawn)
    bars = [
        Bar(
            name,
            f"{_number(cell):g}",
            number * STEP,
            round(_number(cell) / largest * (WIDTH - ROOM), 1),
        )
        for number, (name, cell) in enumerate(told[:MOST_BARS])
    ]
    title = chart.title.said_in(get_language() or "bg")
    spoken = "; ".join(f"{bar.label}: {bar.number}" for bar in bars)
    return Picture(title, spoken, bars, WIDTH, len(bars) * STEP)


def _is_told(cell: Cell) -> bool:
    return not cell.is_hidden and isinstance(cell.value, int | float)


def _number(cell: Cell) -> float:
    return float(cell.value) if isinstance(cell.value, int | float) else 0.0


def _name(table: Table, row: Row) -> str:
    """The columns of words with which the row begins; the first one gives way to the others."""
    pairs = zip(table.columns, row.cells, strict=True)
    named = takewhile(lambda pair: pair[0].kind == CellKind.WORDS, pairs)
    first, *others = [_words(cell) for _column, cell in named]
    rest = "".join(f", {words}" for words in others)
    return _short(first, LONGEST_LABEL - len(rest)) + rest


def _words(cell: Cell) -> str:
    found = cell.value
    return found.said_in(get_language() or "bg") if isinstance(found, Words) else ""


def _short(label: str, longest: int) -> str:
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"
