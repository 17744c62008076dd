"""Small cells: whoever subtracts what is told from the total finds no cell under five."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from feedback.reports.suppressing import LEAST, told

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), min_size=1)


def solutions(hidden: list[str], left: int) -> list[tuple[int, ...]]:
    """Every way in which the hidden cells could add up to what is left, none of them empty."""
    ways = product(range(1, left + 1), repeat=len(hidden))
    return [way for way in ways if sum(way) == left]


@given(COUNTS)
def test_no_small_cell_follows_from_the_total(counts: dict[str, int]) -> None:
    shown = told(counts, sum(counts.values()))

    for key, number in counts.items():
        assert not 0 < number < LEAST or shown.cells[key] is None
    hidden = sorted(key for key, number in shown.cells.items() if number is None)
    if hidden and shown.total is not None:
        left = shown.total - sum(number for number in shown.cells.values() if number is not None)
        found = solutions(hidden, min(left, 24)) if len(hidden) < 4 and left <= 24 else []
        for place in range(len(hidden)):
            assert not found or len({way[place] for way in found}) > 1


def test_control_without_the_second_cell_the_first_is_found() -> None:
    counts = {"a": 3, "b": 9, "c": 20}

    shown = told(counts, 32)

    naive = {key: number if number >= LEAST else None for key, number in counts.items()}
    assert 32 - sum(number for number in naive.values() if number) == 3
    assert shown.cells == {"a": None, "b": None, "c": 20}
    assert shown.total == 32


def test_of_fewer_than_five_nothing_is_told() -> None:
    assert told({"a": 4, "b": 0}, 4).cells == {"a": None, "b": 0}
    assert told({"a": 4}, 4).total is None
    assert told({"a": 0}, 0).total == 0
    assert told({"a": 5}, 5).cells == {"a": 5}
