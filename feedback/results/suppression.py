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
   have four or fewer together, in any way. Where several may be chosen each stands by itself against those
   who did not choose it; of two, who chose both or one alone would follow, so these are looked at too.
4. *Means are looked through.* A mean gives away a sum, an interval a spread. So all worlds that would give
   one page are made (`alike`): a way of showing is taken for all of them, if no cell is small in all, or for
   none; then the next coarser way is tried on the worlds that are left. So what stands there and what is
   missing tell the same to somebody who knows these rules. Where no way is left, only n is told: so it is
   with 0, 0, 0, 1, n − 1 and with n − 1, 1, 0, 0, 0, in which together no cell is small.
5. *By segments only means are shown* (`exchange`), of segments of five or more; small ones are joined as
   under 3. For each small cell of a segment exchanges between segments must lead to a table without it, the
   sums of all segments and the whole being the same. For each small cell of the whole one change must fit
   into the tables of all traits that are shown. A statement that fails is shown for no segment of that
   table: one left out alone could be had by subtraction. Then for every trait a table can be chosen by
   itself: people can always be given traits so that all tables of one statement are true together.
6. *Whom one asked* is told only in whole blocks: a question is left out if its condition is not made of
   blocks, or there are two conditions; one that only some were asked makes no segments.
7. *Once.* The results of a survey are published once, after it closed: there is no earlier page from which
   a later one could be subtracted. Before that everybody, staff too, sees how many answered, no more.
8. All other figures are made of the numbers published, so they tell nothing more.

How many gave no answer or no judgement („не мога да преценя“) is a margin, like n: it tells no opinion.
The tests attack whole surveys: they subtract all pairs, solve integer programs over all that is published,
and go through all worlds of small statements.

What is not kept: 5 holds for all numbers that are published, but who knows the code can also ask why a
table is there. Of tables of two segments of five to seven people that are shown, one to three in a hundred
have a cell that is small in each table with which the page would be the same; of those that are missing,
32 of 15 210 with five people each, none with more. Nor is it proved, only tried by solving, that several
statements together tell nothing more than each.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import ceil, floor

from feedback.results.figures import LEAST, mean_with_interval

# An attacker is taken to know each number of people divided by this, without remainder: so the worlds
# that are left are few enough to try them all, however many answered. More would only show more.
WINDOW = 32
# The ends of an interval are said in fifths of a point.
FIFTH = 5

Division = tuple[tuple[int, ...], ...]
Ladder = tuple[Division, ...]
# How many said 1, 2, 3, 4, 5.
World = tuple[int, ...]
# The blocks beside a mean, and whether its interval stands there.
Choice = tuple[Division, bool]
# Divisions of the points 1–5 by their places, the most telling first.
FIVE_POINTS: Ladder = (
    ((0,), (1,), (2,), (3,), (4,)),
    ((0, 1), (2,), (3, 4)),
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
# What may stand beside the mean of five points, the most telling first: blocks, and the interval or not.
CHOICES: tuple[Choice, ...] = tuple(
    (division, has_interval) for has_interval in (True, False) for division in FIVE_POINTS
)


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring cells, by their places, that are published as one number of people."""

    cells: tuple[int, ...]
    count: int


Blocks = tuple[Block, ...]


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


def shown(counts: Sequence[int]) -> Shown:
    """The most that may be published of answers 1–5; nothing of fewer than five answers."""
    if sum(counts) < LEAST:
        return Shown()
    choice, _members = _decided(tuple(counts))
    if choice is None:
        return Shown(_divided(counts, FIVE_POINTS[-1]))
    division, has_interval = choice
    return Shown(_divided(counts, division), has_mean=True, has_interval=has_interval)


def alike(counts: Sequence[int]) -> tuple[World, ...]:
    """Worlds that give the very same page as these counts, with the same sum; these among them."""
    _choice, members = _decided(tuple(counts))
    return members


@lru_cache(maxsize=1024)
def _decided(world: World) -> tuple[Choice | None, tuple[World, ...]]:
    """The choice that is taken for a world, none if only n may be told, and the worlds with its page.

    A choice is taken for all worlds that would give one page, or for none of them. The worlds for
    which a choice before was taken are not among these: who knows the rules can tell them apart.
    """
    left = neighbours(world)
    by_squares = {_squares(one): one for one in left}
    ends = {squares: interval(one) for squares, one in by_squares.items()}
    for division, has_interval in CHOICES:
        pages: dict[Hashable, list[World]] = {}
        for one in left:
            blocks = [sum(map(one.__getitem__, cells)) for cells in division]
            if min(blocks) >= LEAST:
                page = (*blocks, ends[_squares(one)] if has_interval else None)
                pages.setdefault(page, []).append(one)
        told = [members for members in pages.values() if not gives_away(members)]
        for members in told:
            if world in members:
                return (division, has_interval), tuple(members)
        gone = {one for members in told for one in members}
        left = [one for one in left if one not in gone]
    return None, tuple(left)


def gives_away(worlds: Iterable[Sequence[int]]) -> bool:
    """Whether some cell is one to four in all of these worlds."""
    return any(all(map(is_small, cell)) for cell in zip(*worlds, strict=True))


def neighbours(world: World) -> list[World]:
    """Every world with as many answers and the same sum, whose cells lie in the same windows."""
    n, points = sum(world), sum(point * count for point, count in enumerate(world, 1))
    lows = [count - count % WINDOW for count in world]
    spans = [range(low, low + WINDOW) for low in lows]
    found: list[World] = []
    for first, second in product(*spans[:2]):
        # Of the rest the last two follow from the third, by the number and the sum; all have a window.
        rest, sum_of_rest = n - first - second, points - first - 2 * second
        step, twice = sum_of_rest - 4 * rest, 5 * rest - sum_of_rest
        least = max(lows[2], lows[4] - step, -((lows[3] + WINDOW - 1 - twice) // 2))
        most = min(lows[2] + WINDOW - 1, lows[4] + WINDOW - 1 - step, (twice - lows[3]) // 2)
        found += [
            (first, second, third, twice - 2 * third, step + third)
            for third in range(least, most + 1)
        ]
    return found


def _squares(world: World) -> int:
    return sum(point * point * count for point, count in enumerate(world, 1))


def interval(counts: Sequence[int]) -> tuple[float, float] | None:
    """The interval of the mean as it is published: its ends moved outwards to the next fifth, within 1–5."""
    figure = mean_with_interval(dict(enumerate(counts, 1)))
    if figure is None or figure.low is None or figure.high is None:
        return None
    # Rounded first, because 3.0 may come as 2.9999999999999996.
    low, high = floor(round(figure.low * FIFTH, 6)), ceil(round(figure.high * FIFTH, 6))
    return max(1.0, low / FIFTH), min(5.0, high / FIFTH)
