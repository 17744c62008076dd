"""An attacker with every published number, who subtracts, and who solves, finds no cell of 1 to 4."""

from collections.abc import Hashable, Sequence
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from feedback.results.exchange import changes, silent_tables
from feedback.results.suppression import (
    ELEVEN_POINTS,
    FIVE_POINTS,
    WINDOW,
    YES_OR_NO,
    Blocks,
    Shown,
    alike,
    coarsened,
    gives_away,
    interval,
    is_small,
    joined,
    shown,
)

POINTS = (1, 2, 3, 4, 5)
SEGMENT = st.lists(st.integers(0, 6), min_size=5, max_size=5)
TABLE = st.lists(SEGMENT, min_size=1, max_size=4)
SKEWED = st.tuples(*(st.integers(0, most) for most in (2, 3, 6, 20, 20))).map(list)


def of_all(total: int, cells: int) -> "list[tuple[int, ...]]":
    """Every way to put `total` people into cells."""
    bars = combinations(range(total + cells - 1), cells - 1)
    found = []
    for places in bars:
        ends = (-1, *places, total + cells - 1)
        found.append(tuple(b - a - 1 for a, b in pairwise(ends)))
    return found


@pytest.mark.parametrize("n", range(5, 10))
def test_knowing_all_rules_finds_no_cell_of_a_small_statement(n: int) -> None:
    """By trying all worlds: those of one page, and of what is missing on it, share no small cell."""
    for same in pages_of(n).values():
        assert not gives_away(same), same


@pytest.mark.slow
@pytest.mark.parametrize("n", range(10, 15))
def test_knowing_all_rules_finds_no_cell_of_a_statement(n: int) -> None:
    assert not any(map(gives_away, pages_of(n).values()))


def pages_of(n: int) -> "dict[Hashable, list[tuple[int, ...]]]":
    """All worlds of `n` answers by what is published of them."""
    pages: dict[Hashable, list[tuple[int, ...]]] = {}
    for world in of_all(n, 5):
        page = shown(world)
        mean = mean_of(world) if page.has_mean else None
        ends = interval(world) if page.has_interval else None
        pages.setdefault((page, mean, ends), []).append(world)
    return pages


@pytest.mark.slow
def test_why_a_table_of_two_segments_is_shown_tells_a_cell_of_few_only() -> None:
    """What is not kept, as the head of the module says: here 6 tables of 666, and 32 of 15 210."""
    pages: dict[tuple[Hashable, bool], list[tuple[int, ...]]] = {}
    for one, other in product(of_all(5, 5), repeat=2):
        whole = whole_of((one, other))
        page = shown(whole)
        said = (page, mean_of(whole) if page.has_mean else 0, page.has_interval and interval(whole))
        means = (mean_of(one), mean_of(other)) if silent_tables([(one, other)])[0] else ()
        pages.setdefault(((said, means), bool(means)), []).append((*one, *other))
    told = {True: [0, 0], False: [0, 0]}
    for (_said, is_shown), same in pages.items():
        told[is_shown][gives_away(same)] += len(same)
    assert told[True][1] <= told[True][0] // 50
    assert told[False][1] <= told[False][0] // 400


def test_windows_only_leave_worlds_out() -> None:
    world = (3, 12, 40, 80, 65)
    same = alike(world)
    assert world in same
    assert len(same) > 5
    for other in same:
        assert (shown(other), mean_of(other)) == (shown(world), mean_of(world))
        assert [count // WINDOW for count in other] == [count // WINDOW for count in world]


def test_control_the_mean_beside_the_blocks_gives_small_worlds_away() -> None:
    worlds: dict[Hashable, list[tuple[int, ...]]] = {}
    for world in of_all(6, 5):
        worlds.setdefault((coarsened(world, FIVE_POINTS), mean_of(world)), []).append(world)
    assert any(gives_away(same) for same in worlds.values())


def mean_of(counts: Sequence[int]) -> float:
    return round(sum(p * c for p, c in zip(POINTS, counts, strict=True)) / sum(counts), 2)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_joined_options_have_five_people_or_more_and_leave_nobody_out(counts: list[int]) -> None:
    blocks = joined(counts)
    if sum(counts) < 5:
        assert blocks == ()
        return
    assert all(block.count >= 5 for block in blocks)
    assert [cell for block in blocks for cell in block.cells] == list(range(len(counts)))


@pytest.mark.parametrize("n", range(5, 10))
def test_knowing_the_rule_by_which_options_are_joined_finds_nothing(n: int) -> None:
    for cells in (2, 3, 5):
        worlds: dict[Hashable, list[tuple[int, ...]]] = {}
        for world in of_all(n, cells):
            worlds.setdefault(joined(world), []).append(world)
        for same in worlds.values():
            small = [all(is_small(world[cell]) for world in same) for cell in range(cells)]
            assert not any(small), same


def test_control_blanking_small_cells_alone_is_undone_by_subtraction() -> None:
    counts, n = [12, 7, 3], 22
    shown = [count if not is_small(count) else None for count in counts]
    assert n - sum(count for count in shown if count) == 3


def test_scales_fall_back_to_coarser_divisions() -> None:
    assert [b.count for b in coarsened([6, 7, 8, 9, 10], FIVE_POINTS)] == [6, 7, 8, 9, 10]
    assert [b.count for b in coarsened([0, 1, 5, 18, 16], FIVE_POINTS)] == [6, 18, 16]
    assert [b.count for b in coarsened([0, 0, 0, 0, 16], FIVE_POINTS)] == [16]
    assert coarsened([1, 1, 1, 1, 0], FIVE_POINTS) == ()
    assert [b.count for b in coarsened([0] * 6 + [5, 5, 1, 4, 3], ELEVEN_POINTS)] == [5, 6, 7]
    assert [b.count for b in coarsened([4, 30], YES_OR_NO)] == [34]
    with pytest.raises(ValueError, match="ladder"):
        coarsened([1, 2], FIVE_POINTS)


def test_changes_move_people_and_keep_number_and_sum() -> None:
    assert len(changes()) > 100
    for change in changes():
        assert sum(change) == 0
        assert sum(p * step for p, step in zip(POINTS, change, strict=True)) == 0


def test_five_people_of_whom_one_says_four_have_no_mean() -> None:
    assert not shown([0, 0, 0, 1, 4]).has_mean
    assert shown([0, 0, 0, 0, 5]).has_mean
    assert shown([1, 1, 1, 1, 0]) == Shown()


def test_blocks_grow_coarser_so_that_a_mean_can_stand_beside_them() -> None:
    # With 2 + 3 in one block, and 16 and 10 in blocks of their own, the mean would tell 2 and 3.
    found = shown([2, 3, 9, 16, 10])
    assert found.has_mean
    assert [block.count for block in found.blocks] == [5, 9, 26]
    assert not gives_away(alike([2, 3, 9, 16, 10]))


def test_an_interval_is_said_in_fifths_outwards() -> None:
    # By SciPy: from 3.3778 to 4.0722.
    assert interval([2, 3, 9, 16, 10]) == (3.2, 4.2)
    assert interval([0, 0, 0, 0, 9]) == (5.0, 5.0)
    assert interval([0, 0, 1, 0, 0]) is None
    assert interval([0] * 5) is None


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(SEGMENT, SKEWED), min_size=2, max_size=4))
def test_solving_for_the_cells_of_segments_finds_none_of_one_to_four(rows: list[list[int]]) -> None:
    table = tuple(map(tuple, rows))
    if silent_tables([table]) == (True,):
        assert found_out(table, shown(whole_of(table)).blocks) == []


def test_control_showing_segments_without_looking_is_broken_by_solving() -> None:
    # Five of the second group: four say 5, one says 4.
    table = ((0, 2, 6, 9, 8), (0, 0, 0, 1, 4))
    assert silent_tables([table]) == (False,)
    assert (1, 3) in found_out(table, shown(whole_of(table)).blocks)


def test_groups_large_enough_are_shown() -> None:
    """The rule is no excuse for empty pages: a survey of forty with two groups shows both."""
    by_group, by_channel = ((1, 2, 5, 9, 6), (1, 1, 4, 7, 4)), ((2, 1, 6, 9, 6), (0, 2, 3, 7, 4))
    assert len(shown(whole_of(by_group)).blocks) == 3
    assert silent_tables([by_group, by_channel]) == (True, True)
    assert silent_tables([by_group, ((2, 3, 9, 15, 7), (0, 0, 0, 1, 3))]) == (True, False)
    assert silent_tables([((2, 3, 9, 16, 10),)]) == (False,)
    assert silent_tables([]) == ()


def whole_of(table: Sequence[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*table, strict=True)]


def found_out(table: Sequence[Sequence[int]], blocks: Blocks) -> "list[tuple[int, int]]":
    """The cells of segments that can only be one to four, by integer programs over all that is known.

    More is given to the attacker than is published: each segment's number of answers and exact sum.
    """
    segments, n = len(table), len(table) * 5
    rows, sides = [], []
    for at, row in enumerate(table):
        for weights in ((1,) * 5, POINTS):
            line = np.zeros(n)
            line[at * 5 : at * 5 + 5] = weights
            rows.append(line)
            sides.append(sum(w * c for w, c in zip(weights, row, strict=True)))
    for block in blocks:
        line = np.zeros(n)
        for at, cell in product(range(segments), block.cells):
            line[at * 5 + cell] = 1
        rows.append(line)
        sides.append(block.count)
    known = LinearConstraint(np.array(rows), sides, sides)
    return [
        (at, cell)
        for at, cell in product(range(segments), range(5))
        if is_small(table[at][cell]) and only_small(known, at * 5 + cell, n)
    ]


def only_small(known: LinearConstraint, place: int, n: int) -> bool:
    """Whether no whole-numbered world puts nought, or five and more, into the cell."""
    for low, high in ((0, 0), (5, np.inf)):
        lower, upper = np.zeros(n), np.full(n, np.inf)
        lower[place], upper[place] = low, high
        found = milp(
            np.zeros(n),
            constraints=known,
            bounds=Bounds(lower, upper),
            integrality=np.ones(n, dtype=np.int64),
        )
        if found.success:
            return False
    return True
