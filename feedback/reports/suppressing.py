"""Small cells: of people nothing is told that a few could be known by.

A cell of one to four is not told, nor what it could be found out from by subtraction: all cells
that are not told hold at least two cells and five people together, or else the total is not told.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST = 5

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Told(Generic[K]):
    """What may be told: of each cell its number or None, and the total or None."""

    cells: dict[K, int | None]
    total: int | None


def told(counts: Mapping[K, int], total: int) -> Told[K]:
    """The cells of one table of people, whose sum is `total` or more (one may be in several)."""
    if 0 < total < LEAST:
        return Told({key: None if number else 0 for key, number in counts.items()}, None)
    hidden = {key for key, number in counts.items() if 0 < number < LEAST}
    if hidden:
        _hide_more(counts, hidden)
    cells = {key: None if key in hidden else number for key, number in counts.items()}
    alone = bool(hidden) and (len(hidden) < 2 or _sum(counts, hidden) < LEAST)
    return Told(cells, None if alone else total)


def _hide_more(counts: Mapping[K, int], hidden: set[K]) -> None:
    """Hide the next smallest, until nothing follows from the total."""
    left = sorted((number, str(key), key) for key, number in counts.items() if number)
    for _number, _name, key in left:
        if len(hidden) >= 2 and _sum(counts, hidden) >= LEAST:
            return
        hidden.add(key)


def _sum(counts: Mapping[K, int], keys: set[K]) -> int:
    return sum(counts[key] for key in keys)
