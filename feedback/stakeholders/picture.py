"""The grid as a picture: where each stakeholder stands. The table beside it says the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feedback.stakeholders.grid import MOST
from feedback.stakeholders.models import Stakeholder

# In units of the picture, which scales with the page.
CELL, LEFT, TOP = 100, 60, 10
SIDE = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A number in a circle; `number` is that of the table's row."""

    number: int
    x: int
    y: int
    strategy: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """More in one cell than there is room for."""

    more: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws."""

    spots: tuple[Spot, ...]
    crowds: tuple[Crowd, ...]


def drawn(rows: Iterable[Stakeholder]) -> Picture:
    """The picture of scored stakeholders, numbered in their order from 1."""
    cells: dict[tuple[int, int], list[tuple[int, Stakeholder]]] = {}
    for number, row in enumerate(rows, 1):
        if row.influence is not None:
            cells.setdefault((row.stake, row.influence), []).append((number, row))
    spots = tuple(spot for cell, here in cells.items() for spot in _spots(cell, here))
    room = SIDE * SIDE
    crowds = tuple(
        Crowd(len(here) - room + 1, *_place(cell, room - 1))
        for cell, here in cells.items()
        if len(here) > room
    )
    return Picture(spots, crowds)


def _spots(cell: tuple[int, int], here: list[tuple[int, Stakeholder]]) -> Iterator[Spot]:
    """As many as the cell holds; the last place says how many more there are."""
    room = SIDE * SIDE
    shown = here if len(here) <= room else here[: room - 1]
    for index, (number, row) in enumerate(shown):
        yield Spot(number, *_place(cell, index), row.way or "")


def _place(cell: tuple[int, int], index: int) -> tuple[int, int]:
    """The middle of a place within a cell: influence grows upwards."""
    stake, influence = cell
    step = CELL // (SIDE + 1)
    x = LEFT + (stake - 1) * CELL + step * (index % SIDE + 1)
    y = TOP + (MOST - influence) * CELL + step * (index // SIDE + 1)
    return x, y
