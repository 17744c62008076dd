"""An attacker who has the published JSON of one survey, and solves for what is not in it.

Nothing here reads an answer: `page` is `Results.frozen()`. The unknown are whole numbers of people; all
that is published of them becomes a linear constraint. A cell is found out when it is one to four in every
world that satisfies them all.
"""

from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from itertools import product
from math import ceil, floor, inf, sqrt
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix
from scipy.stats import t as student

POINTS = (1, 2, 3, 4, 5)
SILENT = 0
LEAST = 5

Cell = Hashable
Page = Mapping[str, Any]


class Program:
    """Unknown numbers of people, by the names of their cells, and what is known of their sums."""

    def __init__(self) -> None:
        self.places: dict[Cell, int] = {}
        self.known: list[tuple[dict[int, float], float, float]] = []

    def know(self, weights: Mapping[Cell, float], low: float, high: float) -> None:
        """The weighted sum of cells lies between `low` and `high`."""
        row = {
            self.places.setdefault(cell, len(self.places)): weight
            for cell, weight in weights.items()
        }
        self.known.append((row, low, high))

    def count(self, cells: Iterable[Cell], number: int) -> None:
        """So many people are in these cells together."""
        self.know(dict.fromkeys(cells, 1), number, number)

    def same(self, cells: Iterable[Cell], others: Iterable[Cell]) -> None:
        """As many people are in the ones as in the others."""
        weights: dict[Cell, float] = dict.fromkeys(cells, 1)
        self.know(weights | dict.fromkeys(others, -1), 0, 0)

    def world(
        self, aim: Mapping[Cell, float], bounds: Mapping[Cell, tuple[float, float]]
    ) -> "np.ndarray[Any, Any] | None":
        """The possible world with the least weighted sum, cells within bounds; None for no world."""
        size = len(self.places)
        costs, lower, upper = np.zeros(size), np.zeros(size), np.full(size, inf)
        for cell, cost in aim.items():
            costs[self.places[cell]] = cost
        for cell, (low, high) in bounds.items():
            lower[self.places[cell]], upper[self.places[cell]] = low, high
        entries = [
            (at, place, weight)
            for at, (row, _low, _high) in enumerate(self.known)
            for place, weight in row.items()
        ]
        rows, columns, weights = map(np.array, zip(*entries, strict=True))
        matrix = coo_matrix((weights, (rows, columns)), shape=(len(self.known), size)).tocsr()
        found = milp(
            costs,
            constraints=LinearConstraint(
                matrix,
                [low for _row, low, _high in self.known],
                [high for *_row, high in self.known],
            ),
            bounds=Bounds(lower, upper),
            integrality=np.ones(size, dtype=np.int64),
        )
        return None if found.x is None else np.round(found.x)

    def found_out(self, cells: Iterable[Cell]) -> list[Cell]:
        """Those of the cells that are one to four in every world.

        Raises ValueError where no world is possible: then what is known is wrong.
        """
        left = [cell for cell in cells if cell in self.places]
        for cost in (1, -1):
            before = len(left) + 1
            while left and len(left) < before:
                before = len(left)
                world = self.world(dict.fromkeys(left, cost), dict.fromkeys(left, (0, 10**6)))
                if world is None:
                    msg = "No world has all that is published."
                    raise ValueError(msg)
                left = [cell for cell in left if 0 < world[self.places[cell]] < LEAST]
        return [
            cell
            for cell in left
            if self.world({}, {cell: (0, 0)}) is None
            and self.world({}, {cell: (LEAST, inf)}) is None
        ]


def found_out(page: Page) -> list[Cell]:
    """Every point of a statement that is found out, of all who answered or within a segment."""
    found = []
    for row in statements(page):
        program = Program()
        cells = of_statement(program, page, row)
        found += program.found_out(cells)
    return found


def statements(page: Page) -> list[Mapping[str, Any]]:
    """Those of which numbers are published."""
    return [row for item in page["items"] for row in item["statements"] if row["bars"]]


def of_statement(program: Program, page: Page, row: Mapping[str, Any]) -> list[Cell]:
    """What all tables together tell of one statement: the whole, and every split."""
    key = row["key"]
    whole = {point: (key, point) for point in (SILENT, *POINTS)}
    program.count([whole[point] for point in POINTS], row["n"])
    program.count([whole[SILENT]], row["silent"])
    for bar in row["bars"]:
        program.count([whole[int(point)] for point in bar["cells"]], bar["count"])
    if row["mean"]:
        moments(program, whole, row)
    cells: list[Cell] = [whole[point] for point in POINTS]
    for split in page["splits"]:
        means = {one["key"]: one["means"] for one in split["rows"]}
        if key in means:
            cells += of_split(program, whole, split, means[key])
    return cells


def moments(program: Program, whole: Mapping[int, Cell], row: Mapping[str, Any]) -> None:
    """What the mean tells of the sum of all points, and the interval of the sum of their squares."""
    n, mean = row["n"], row["mean"]
    sums = [s for s in range(n, 5 * n + 1) if round(s / n, 2) == mean["value"]]
    program.know({whole[point]: point for point in POINTS}, min(sums), max(sums))
    if mean["low"] is not None:
        squares = [
            q
            for s, q in product(sums, range(n, 25 * n + 1))
            if n * q >= s * s and ends(n, s, q) == (mean["low"], mean["high"])
        ]
        program.know({whole[point]: point**2 for point in POINTS}, min(squares), max(squares))


def ends(n: int, total: int, squares: int) -> tuple[float, float]:
    """The ends of the interval as the docs say they are made: in fifths, outwards, within 1–5."""
    variance = (squares - total * total / n) / (n - 1)
    half = quantile(n - 1) * sqrt(max(0.0, variance) / n)
    low, high = floor(round(5 * (total / n - half), 6)), ceil(round(5 * (total / n + half), 6))
    return max(1.0, low / 5), min(5.0, high / 5)


@cache
def quantile(freedom: int) -> float:
    """Of Student's distribution, for 95 percent."""
    return float(student.ppf(0.975, freedom))


def of_split(
    program: Program, whole: Mapping[int, Cell], split: Mapping[str, Any], means: Iterable[float]
) -> list[Cell]:
    """What the means of segments tell: each has five answers or more, and a sum to the tenth."""
    by, segments = split["by"], range(len(split["segments"]))
    for cell in whole.values():
        program.same([cell], [(cell, by, at) for at in segments])
    for at, (segment, mean) in enumerate(zip(split["segments"], means, strict=True)):
        mine = {point: (cell, by, at) for point, cell in whole.items()}
        program.count(mine.values(), segment["n"])
        program.know({mine[point]: 1 for point in POINTS}, LEAST, inf)
        is_rounded(program, mine, mean)
    return [(whole[point], by, at) for point in POINTS for at in segments]


def is_rounded(program: Program, mine: Mapping[int, Cell], mean: float) -> None:
    """What a mean to the tenth tells of a sum and a number that are both unknown."""
    for sign in (1, -1):
        # The border is 20 × sum = border × number; `open` where the border itself is rounded away.
        border = round(20 * mean) + sign
        is_open = round(border / 20, 1) != mean
        weights = {mine[point]: sign * (border - 20 * point) for point in POINTS}
        program.know(weights, 1 if is_open else 0, inf)
