"""Which rows stand behind a number, and what deviates, remembered as it is counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from feedback.questionnaires.content import Words
from feedback.reports.content import Cell, CellKind, Column, Row, Table
from feedback.reports.suppressing import told_alone
from prestizh.refusal import Sentence

# Under each key: of what the rows are (`drilling.READERS`), and their primary keys.
Behind: TypeAlias = "dict[str, tuple[str, list[int]]]"


@dataclass(slots=True)
class Trail:
    """Collects what a number was counted from, and what was not as law and rules ask."""

    behind: Behind = field(default_factory=dict)
    deviations: list[Row] = field(default_factory=list)

    def count(self, key: str, of: str, rows: Iterable[int]) -> Cell:
        """The cell of how many rows there are."""
        found = sorted(set(rows))
        return Cell(len(found), rows=self.remember(key, of, found), kind=CellKind.COUNT)

    def remember(self, key: str, of: str, rows: Iterable[int]) -> str:
        """The key under which these rows can be asked for; empty where there are none."""
        found = sorted(set(rows))
        if not found:
            return ""
        self.behind[key] = (of, found)
        return key

    def deviate(self, key: str, make: Callable[[], Sentence], of: str, row: int) -> None:
        """Say openly that something was not as it should be."""
        rows = self.remember(f"deviation.{key}", of, [row])
        self.deviations.append(Row(key, (Cell(said(make), rows=rows), Cell(Words("")))))


def said(make: Callable[[], Sentence]) -> Words:
    """A sentence in both languages: `make` is asked under each."""
    with override("bg"):
        bulgarian = str(make())
    with override("en"):
        return Words(bulgarian, str(make()))


def label(sentence: Sentence) -> Words:
    """A lazy sentence in both languages."""
    return said(lambda: sentence)


def people(number: int | None) -> Cell:
    """The cell of a number of people that `suppressing.told` lets be told, or None.

    It leads to no rows: they would say the number that was rounded.
    """
    return Cell(number, is_hidden=number is None, kind=CellKind.COUNT)


def few(number: int) -> Cell:
    """The cell of a number of people that stands alone."""
    return people(told_alone(number))


def share(part: int | None, whole: int | None) -> Cell:
    """The cell of so many percent, with one decimal; empty where there is nothing.

    Not told where either number is not: the other would follow.
    """
    if part is None or not whole:
        return Cell(None, is_hidden=part is None or whole is None, kind=CellKind.SHARE)
    return Cell(round(100 * part / whole, 1), kind=CellKind.SHARE)


def days(values: list[int]) -> Cell:
    """The cell of the median of a number of days; empty where there is none."""
    found = float(median(values)) if values else None
    return Cell(
        int(found) if found is not None and found.is_integer() else found, kind=CellKind.DAYS
    )


def words(value: Words, rows: str = "") -> Cell:
    """The cell of a text; `rows` is the key of what it leads to."""
    return Cell(value, rows=rows, kind=CellKind.WORDS)


def named(value: str, english: str = "") -> Cell:
    """The cell of a name; Bulgarian stands for the English that there is none of."""
    return Cell(Words(value, english), kind=CellKind.WORDS)


def figures(chapter: str, rows: Iterable[tuple[str, Sentence, Cell]]) -> Table:
    """The main figures of a chapter, by which periods are compared."""
    return Table(
        key=f"{chapter}_figures",
        title=label(_("Main figures")),
        columns=(
            Column("what", label(_("What was counted")), CellKind.WORDS),
            Column("value", label(_("How many")), CellKind.FIGURE),
        ),
        rows=tuple(Row(key, (words(label(name)), cell)) for key, name, cell in rows),
    )


def column(key: str, head: Sentence, kind: CellKind = CellKind.COUNT) -> Column:
    """A column with its head in both languages."""
    return Column(key, label(head), kind)
