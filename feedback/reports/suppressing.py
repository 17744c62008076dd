"""Small cells: of people nothing is told that a few could be known by.

A cell of one to four is not told, nor what it could be found out from by subtraction: all cells
that are not told hold at least two cells and five people together, or else the total is not told.
What is told is rounded down to a multiple of five, „at least“: so nothing follows either from what
two reports say whose periods overlap.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST = 5

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Told(Generic[K]):
    """What may be told, rounded down: of each cell its number or None, and the total or None."""

    cells: dict[K, int | None]
    total: int | None


def told(counts: Mapping[K, int], total: int) -> Told[K]:
    """The cells of one table of people, whose sum is `total` or more (one may be in several)."""
    if 0 < total < LEAST:
        return Told(dict.fromkeys(counts), None)
    hidden = {key for key, number in counts.items() if 0 < number < LEAST}
    if hidden:
        _hide_more(counts, hidden, total)
    cells = {key: None if key in hidden else rounded(number) for key, number in counts.items()}
    is_safe = not hidden or _is_safe(counts, hidden, total)
    return Told(cells, rounded(total) if is_safe else None)


def rounded(number: int) -> int:
    """The multiple of five that it is at least."""
    return number // LEAST * LEAST


def told_alone(number: int) -> int | None:
    """What may be told of a number of people that stands in no table."""
    return told({}, number).total


def _hide_more(counts: Mapping[K, int], hidden: set[K], total: int) -> None:
    """Hide the next smallest, as they would be told, until nothing follows from the total."""
    left = sorted((rounded(number), str(key), key) for key, number in counts.items() if number)
    for _number, _name, key in left:
        if _is_safe(counts, hidden, total):
            return
        hidden.add(key)


def _is_safe(counts: Mapping[K, int], hidden: set[K], total: int) -> bool:
    """Whether what isn't told could be shared out in more than one way.

    Who reads takes every number that is told for the largest that it may be: what the total then
    leaves to one small cell must not be all of its four.
    """
    if len(hidden) < 2 or sum(counts[key] for key in hidden) < LEAST:
        return False
    at_most = sum(rounded(number) + LEAST - 1 for number in counts.values() if number)
    return rounded(total) < at_most
