"""What may be published of counts so that nobody finds a cell of one to four people by calculating.

A cell is: so many people answered so. The rules, and why they hold against somebody who subtracts every
published number from every other, and solves for what is not there:

1. *Cells are joined, not blanked.* A distribution is published as blocks of neighbouring cells, and every
   block has five people or more. Blocks of one question never overlap, so their differences are blocks.
2. *Nought counts as small.* If a nought were shown, each cell hidden beside it would be known to be one at
   least, and cells 1, 1, 1, 1 could be told from a sum of four. So 0 to 4 are all joined.
3. *How blocks are chosen tells nothing.* Points of a scale follow a ladder of ever coarser divisions; the
   first is taken in which each block has five. Were all people of a block in any one of its cells, no finer
   division of the ladder would do either: so each hidden cell may be 0, and may be the whole block. Options
   without an order are joined from the first on until there are five: of a block's cells all but the last
   have four or fewer together, in any way.
4. *Means are looked through.* A mean gives away a sum, an interval a spread. They are published only where
   for each hidden small cell another world is found that gives the very same page, and in which the cell is
   not one to four. If there is none, the blocks become coarser, then the interval is left out, then the mean.
5. *By segments only means are shown*, of segments of five or more; small ones are joined as under 3. For
   each small cell of a segment two segments must be able to exchange people so that the sums of both, and
   every number about the whole, stay the same. If one cell can't be kept hidden so, the statement is shown
   for no segment of that table: one left out alone could be had by subtraction.
6. *Once.* The results of a survey are published once, after it closed: there is no earlier page from which
   a later one could be subtracted. Before that everybody, staff too, sees how many answered, no more.
7. All other figures are made of the numbers published, so they tell nothing more.

How many gave no answer or no judgement („не мога да преценя“) is a margin, like n: it tells no opinion.
The tests attack this with linear programs, and with all worlds of small surveys.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from math import ceil, floor

from feedback.results.figures import LEAST, mean_with_interval

# How far a cell is moved in search of another world; more would only show more.
FARTHEST = 4
# The ends of an interval are said in fifths of a point.
FIFTH = 5

Ladder = tuple[tuple[tuple[int, ...], ...], ...]
# Divisions of the points 1–5 by their places; each is coarser than the one before it.
FIVE_POINTS: Ladder = (
    ((0,), (1,), (2,), (3,), (4,)),
    ((0, 1), (2,), (3,), (4,)),
    ((0, 1, 2), (3,), (4,)),
    ((0, 1, 2), (3, 4)),
    ((0, 1, 2, 3, 4),),
)
# Of 0–10: as they are, then detractors, passives and promoters.
ELEVEN_POINTS: Ladder = (
    tuple((place,) for place in range(11)),
    (tuple(range(7)), (7, 8), (9, 10)),
    (tuple(range(11)),),
)
YES_OR_NO: Ladder = (((0,), (1,)), ((0, 1),))


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring cells, by their places, that are published as one number of people."""

    cells: tuple[int, ...]
    count: int


Blocks = tuple[Block, ...]
Change = tuple[int, ...]


def is_small(count: int) -> bool:
    """Whether a number of people may not be found out: one to four."""
    return 0 < count < LEAST


def coarsened(counts: Sequence[int], ladder: Ladder) -> Blocks:
    """The first division of the ladder with five in every block; none at all for fewer than five.

    Raises ValueError when the ladder has other cells than there are counts.
    """
    if sorted(cell for cells in ladder[0] for cell in cells) != list(range(len(counts))):
        msg = f"The ladder does not divide {len(counts)} cells."
        raise ValueError(msg)
    for division in ladder:
        blocks = _divided(counts, division)
        if all(block.count >= LEAST for block in blocks):
            return blocks
    return ()


def _divided(counts: Sequence[int], division: tuple[tuple[int, ...], ...]) -> Blocks:
    return tuple(Block(cells, sum(counts[cell] for cell in cells)) for cells in division)


def joined(counts: Sequence[int]) -> Blocks:
    """Neighbours joined from the first on until five are together; a rest goes to the last block."""
    made: list[Block] = []
    cells: tuple[int, ...] = ()
    for place, _count in enumerate(counts):
        cells = (*cells, place)
        found = sum(counts[cell] for cell in cells)
        if found >= LEAST:
            made.append(Block(cells, found))
            cells = ()
    if cells and made:
        last = made.pop()
        rest = sum(counts[cell] for cell in cells)
        made.append(Block((*last.cells, *cells), last.count + rest))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is published of five points: blocks, and whether the mean and its interval beside them."""

    blocks: Blocks = ()
    has_mean: bool = False
    has_interval: bool = False

    def page(self, counts: Sequence[int]) -> Hashable:
        """All that is published of such counts besides the blocks and the mean."""
        return interval(counts) if self.has_interval else None


def shown(counts: Sequence[int]) -> Shown:
    """The most that may be published of answers 1–5; nothing of fewer than five answers."""
    sound = [
        blocks
        for division in FIVE_POINTS
        if (blocks := _divided(counts, division)) and all(one.count >= LEAST for one in blocks)
    ]
    if not sound or sum(counts) < LEAST:
        return Shown()
    finer, whole = [blocks for blocks in sound if len(blocks) > 1], sound[-1:]
    for choices, has_interval in ((finer, True), (whole, True), (finer, False), (whole, False)):
        for blocks in choices:
            one = Shown(blocks, has_mean=True, has_interval=has_interval)
            if mean_stays_silent(counts, blocks, one.page):
                return one
    return Shown(sound[0])


def interval(counts: Sequence[int]) -> tuple[float, float] | None:
    """The interval of the mean as it is published: its ends moved outwards to the next fifth, within 1–5."""
    figure = mean_with_interval(dict(enumerate(counts, 1)))
    if figure is None or figure.low is None or figure.high is None:
        return None
    # Rounded first, because 3.0 may come as 2.9999999999999996.
    low, high = floor(round(figure.low * FIFTH, 6)), ceil(round(figure.high * FIFTH, 6))
    return max(1.0, low / FIFTH), min(5.0, high / FIFTH)


def mean_stays_silent(
    counts: Sequence[int], blocks: Blocks, page: Callable[[Sequence[int]], Hashable]
) -> bool:
    """Whether the mean of five points may stand beside `blocks`.

    `page` gives all that is published of such counts besides the blocks and the mean.
    """
    return all(
        any(True for _change in _worlds(counts, blocks, place, page))
        for place in _hidden(counts, blocks)
    )


def segments_stay_silent(table: Sequence[Sequence[int]], of_whole: Shown) -> bool:
    """Whether the means of all segments may be published. A row of `table` is one segment's counts.

    Not where the mean of the whole may not: it is the mean of theirs. Segments with fewer than five
    answers never may.
    """
    if len(table) < 2 or not of_whole.has_mean or any(sum(row) < LEAST for row in table):
        return False
    blocks, page = of_whole.blocks, of_whole.page
    whole = [sum(column) for column in zip(*table, strict=True)]
    in_whole = all(
        any(_spreads(table, change) for change in _worlds(whole, blocks, place, page))
        for place in _hidden(whole, blocks)
    )
    return in_whole and all(
        _can_exchange(table, segment, place)
        for segment, row in enumerate(table)
        for place, count in enumerate(row)
        if is_small(count)
    )


def _hidden(counts: Sequence[int], blocks: Blocks) -> list[int]:
    """The places of small cells within blocks of several cells."""
    return [cell for block in blocks for cell in block.cells if is_small(counts[cell])]


def _worlds(
    counts: Sequence[int],
    blocks: Blocks,
    place: int,
    page: Callable[[Sequence[int]], Hashable],
) -> "list[Change]":
    """Changes with the same mean, blocks and page after which the cell at `place` is not small."""
    said = page(counts)
    found = []
    for change in changes():
        if not _frees(counts, change, place):
            continue
        if any(sum(change[cell] for cell in block.cells) for block in blocks):
            continue
        if page([count + step for count, step in zip(counts, change, strict=True)]) == said:
            found.append(change)
    return found


def _spreads(table: Sequence[Sequence[int]], change: Change) -> bool:
    """Whether one segment can take the change, or two a part each, that keeps the sums of both."""
    if any(_fits(row, change) for row in table):
        return True
    return any(
        _fits(one, part) and _fits(other, tuple(a - b for a, b in zip(change, part, strict=True)))
        for part in changes()
        for one, other in combinations(table, 2)
    )


def _can_exchange(table: Sequence[Sequence[int]], segment: int, place: int) -> bool:
    """Whether another segment can give and take so that the cell is not small, all sums the same."""
    back = [tuple(-step for step in change) for change in changes()]
    return any(
        _frees(table[segment], change, place)
        and any(_fits(row, other) for at, row in enumerate(table) if at != segment)
        for change, other in zip(changes(), back, strict=True)
    )


def _frees(counts: Sequence[int], change: Change, place: int) -> bool:
    return _fits(counts, change) and not is_small(counts[place] + change[place])


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
    return tuple(sorted(found, key=lambda change: sum(map(abs, change))))
