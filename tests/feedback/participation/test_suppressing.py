"""Small cells: whoever subtracts what is told, in one report or in several, finds no cell under five."""

from collections import defaultdict
from collections.abc import Callable
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.reports.suppressing import LEAST, rounded, told, told_alone

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 14), min_size=1)
SMALL = range(1, LEAST)


def ranges(counts: dict[str, int], but: str) -> tuple[int, int]:
    """What all cells but one may hold together, for who knows of each in which block of five it is."""
    others = [rounded(number) for key, number in counts.items() if number and key != but]
    return sum(max(low, 1) for low in others), sum(low + LEAST - 1 for low in others)


@given(COUNTS)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_small_cell_follows_from_the_total(counts: dict[str, int]) -> None:
    shown = told(counts, sum(counts.values()))

    for key, number in counts.items():
        assert shown.cells[key] in {None, rounded(number)}
        if number not in SMALL:
            continue
        assert shown.cells[key] is None
        if shown.total is not None:
            low, high = ranges(counts, key)
            total = range(shown.total, shown.total + LEAST)
            found = [one for one in SMALL if low + one <= total[-1] and high + one >= total[0]]
            assert len(found) > 1


def test_control_without_the_second_cell_the_first_is_found() -> None:
    counts = {"a": 3, "b": 9, "c": 20}

    shown = told(counts, 32)

    naive = {key: number if number >= LEAST else None for key, number in counts.items()}
    assert 32 - sum(number for number in naive.values() if number) == 3
    assert shown.cells == {"a": None, "b": None, "c": 20}
    assert shown.total == 30


def test_of_fewer_than_five_nothing_is_told() -> None:
    assert told({"a": 4, "b": 0}, 4).cells == {"a": None, "b": None}
    # Otherwise four who came by four ways would each be known to be alone.
    assert set(told(dict.fromkeys("abcd", 1), 4).cells.values()) == {None}
    assert told({"a": 4}, 4).total is None
    assert told({"a": 0}, 0).total == 0
    assert told({"a": 5}, 5).cells == {"a": 5}


def small_numbers_between(periods: int, say: Callable[[int], int | None]) -> list[set[int]]:
    """What may lie in one small period beside others, as told with the whole; every case there is."""
    found: dict[tuple[object, ...], set[int]] = defaultdict(set)
    blocks = range(LEAST, 3 * LEAST)
    for others in product(blocks, repeat=periods):
        for small in SMALL:
            told_there = tuple(say(number) for number in others)
            found[(*told_there, say(sum(others) + small))].add(small)
    return list(found.values())


def test_reports_of_overlapping_periods_tell_no_small_number_by_subtraction() -> None:
    # A half-year beside its first quarter; then a year beside three of its quarters.
    for periods in (1, 2, 3):
        assert all(len(ways) > 1 for ways in small_numbers_between(periods, told_alone))


def test_control_exact_numbers_of_overlapping_periods_tell_it() -> None:
    assert all(len(ways) == 1 for ways in small_numbers_between(1, int))
