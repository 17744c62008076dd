"""The attacker of `attacking`, who knows besides that the same people answered all statements.

The unknown are as many as there are ways to belong to one segment of each split, times the answers to
each statement; so this is slower.
"""

from collections.abc import Mapping
from itertools import product
from typing import Any

from tests.feedback.results.attacking import (
    POINTS,
    SILENT,
    Cell,
    Page,
    Program,
    of_statement,
    statements,
)

Way = tuple[int, ...]


def found_out_together(page: Page) -> list[Cell]:
    """Every point of a statement that one program over the whole survey finds out."""
    splits = [split for split in page["splits"] if split["rows"]]
    ways = list(product(*(range(len(split["segments"])) for split in splits)))
    program = Program()
    for at, split in enumerate(splits):
        for segment, told in enumerate(split["segments"]):
            program.count([("way", way) for way in ways if way[at] == segment], told["n"])
    cells = []
    for row in statements(page):
        if any(row["key"] == one["key"] for split in splits for one in split["rows"]):
            cells += of_statement(program, page, row)
            _tie(program, row, splits, ways)
    return program.found_out(cells)


def _tie(
    program: Program, row: Mapping[str, Any], splits: list[Mapping[str, Any]], ways: list[Way]
) -> None:
    """Each person has one answer to the statement, and one way to belong to segments."""
    key = row["key"]
    for way in ways:
        program.same([("way", way)], [(key, point, way) for point in (SILENT, *POINTS)])
    for point in (SILENT, *POINTS):
        program.same([(key, point)], [(key, point, way) for way in ways])
        for at, split in enumerate(splits):
            if any(one["key"] == key for one in split["rows"]):
                for segment in range(len(split["segments"])):
                    mine = [(key, point, way) for way in ways if way[at] == segment]
                    program.same([((key, point), split["by"], segment)], mine)
