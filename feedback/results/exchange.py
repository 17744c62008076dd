"""Whether groups of people could have exchanged answers unseen: then the means of each may be shown."""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, product

from feedback.results.figures import LEAST
from feedback.results.suppression import World, alike, is_small, neighbours, shown

# How far one exchange moves a cell, and how many tables are looked through; more would only show more.
FARTHEST = 4
MOST_TABLES = 300

Change = tuple[int, ...]
# One row for each segment.
Table = tuple[World, ...]


def silent_tables(tables: Sequence[Table]) -> tuple[bool, ...]:
    """Of the tables of one statement, one by each trait, those whose means may be published together.

    None where the mean of the whole may not: it is the mean of theirs. A table with a segment of fewer
    than five answers never may.
    """
    taken: list[Table] = []
    told = []
    for table in tables:
        may = _may_be_told(table) and _whole_stays_silent((*taken, table))
        taken += [table] if may else []
        told.append(may)
    return tuple(told)


def _may_be_told(table: Table) -> bool:
    enough = len(table) > 1 and all(sum(row) >= LEAST for row in table)
    return enough and shown(_whole(table)).has_mean and _segments_stay_silent(table)


def _whole(table: Table) -> list[int]:
    return [sum(column) for column in zip(*table, strict=True)]


def _whole_stays_silent(tables: Sequence[Table]) -> bool:
    """Whether each small cell of the whole is not small in a world that all tables together allow."""
    whole = _whole(tables[0])
    return all(
        any(all(_spreads(table, change) for table in tables) for change in _freeing(whole, place))
        for place, count in enumerate(whole)
        if is_small(count)
    )


def _segments_stay_silent(table: Table) -> bool:
    """Whether every small cell is not small in a table that exchanges between segments lead to.

    So it is for all the tables that they lead to, or for none: the answer tells none from another.
    """
    small = {
        (segment, place)
        for segment, row in enumerate(table)
        for place, count in enumerate(row)
        if is_small(count)
    }
    whole = _whole(table)
    if not all(_can_be_free(table[segment], place, whole) for segment, place in small):
        return False
    seen, queue = {table}, deque([table])
    while small and queue and len(seen) < MOST_TABLES:
        for other in _exchanged(queue.popleft()):
            if other not in seen:
                seen.add(other)
                queue.append(other)
                small = {(at, place) for at, place in small if is_small(other[at][place])}
    return not small


def _can_be_free(row: World, place: int, whole: Sequence[int]) -> bool:
    """Whether a segment alone, with its number and sum, could have the cell not small: found quickly."""
    return any(
        not is_small(other[place]) and all(map(int.__le__, other, whole))
        for other in neighbours(row)
    )


def _exchanged(table: Table) -> Iterator[Table]:
    """Tables in which two segments have exchanged answers, the sums of each the same."""
    for one, other in combinations(range(len(table)), 2):
        for change in changes():
            given = tuple(map(int.__add__, table[one], change))
            taken = tuple(map(int.__sub__, table[other], change))
            if min(given) >= 0 and min(taken) >= 0:
                rows = list(table)
                rows[one], rows[other] = given, taken
                yield tuple(rows)


def _freeing(whole: Sequence[int], place: int) -> list[Change]:
    """Changes after which the page is the same and the cell at `place` is not small; small ones first."""
    found = [
        tuple(new - old for new, old in zip(world, whole, strict=True))
        for world in alike(whole)
        if not is_small(world[place])
    ]
    return sorted(found, key=_size)


def _spreads(table: Table, change: Change) -> bool:
    """Whether one segment can take the change, or two a part each, that keeps the sums of both."""
    if any(_fits(row, change) for row in table):
        return True
    return any(
        _fits(one, part) and _fits(other, tuple(a - b for a, b in zip(change, part, strict=True)))
        for part in changes()
        for one, other in combinations(table, 2)
    )


def _fits(counts: Sequence[int], change: Change) -> bool:
    return all(count + step >= 0 for count, step in zip(counts, change, strict=True))


@cache
def changes() -> tuple[Change, ...]:
    """Ways to move people between five points with as many people and the same sum; small ones first."""
    span = range(-FARTHEST, FARTHEST + 1)
    found = []
    for first, second, third in product(span, repeat=3):
        # The last two follow: the steps sum to 0, and so do the steps times their points.
        fourth = -4 * first - 3 * second - 2 * third
        fifth = -(first + second + third + fourth)
        change = (first, second, third, fourth, fifth)
        if any(change) and max(map(abs, change)) <= FARTHEST:
            found.append(change)
    return tuple(sorted(found, key=_size))


def _size(change: Change) -> int:
    return sum(map(abs, change))
