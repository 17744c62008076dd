"""Strata that tell nobody apart: what has fewer than five people is joined. Knows no Django.

Sexes first: where one of an age band in an area has one to four people, both are one stratum. Then
age bands: where that is still too few, the whole area is one. Then areas: those with too few are
joined with each other, and if need be with the next smallest. A stratum with nobody tells nothing.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from forums.gatherings.selection import ALL, FEWEST, Cell, Stratum

Joined = dict[Cell, Cell]
Parent = Callable[[Cell], Cell]


def coarsen(population: Mapping[Cell, int], registered: Counter[Cell]) -> Joined:
    """For each cell the cell under which it is published.

    Raises ValueError where fewer than five registered at all, or one of an unknown cell.
    """
    if set(registered) - set(population):
        raise ValueError("Somebody registered of a cell without population.")
    if sum(registered.values()) < FEWEST:
        raise ValueError("Too few to publish any list.")
    joined = {cell: cell for cell in population}
    joined = _fold(joined, registered, lambda cell: Cell(cell.area, cell.age, ALL))
    joined = _fold(joined, registered, lambda cell: Cell(cell.area, ALL, ALL))
    return _join_areas(joined, registered)


def strata_of(joined: Joined, population: Mapping[Cell, int]) -> dict[Cell, Stratum]:
    """The published strata with their population, by their cell; keys by their order."""
    people: Counter[Cell] = Counter()
    for cell, shown in joined.items():
        people[shown] += population[cell]
    cells = sorted(people, key=lambda cell: (cell.area, cell.age, cell.sex))
    return {
        cell: Stratum(f"s{number:03}", cell, people[cell]) for number, cell in enumerate(cells, 1)
    }


def sizes(joined: Joined, registered: Counter[Cell]) -> Counter[Cell]:
    """How many registered of each published cell."""
    found: Counter[Cell] = Counter()
    for cell, shown in joined.items():
        found[shown] += registered[cell]
    return found


def _too_few(count: int) -> bool:
    return 0 < count < FEWEST


def _fold(joined: Joined, registered: Counter[Cell], parent_of: Parent) -> Joined:
    """Put under its parent whatever has a sister with too few people."""
    found = sizes(joined, registered)
    parents = {parent_of(cell) for cell, count in found.items() if _too_few(count)}
    return {
        cell: parent_of(shown) if parent_of(shown) in parents else shown
        for cell, shown in joined.items()
    }


def _join_areas(joined: Joined, registered: Counter[Cell]) -> Joined:
    found = sizes(joined, registered)
    people: Counter[str] = Counter()
    for cell, count in found.items():
        people[cell.area] += count
    small = {cell.area for cell, count in found.items() if _too_few(count)}
    if not small:
        return joined
    others = sorted((area for area in people if area not in small), key=lambda a: (people[a], a))
    while sum(people[area] for area in small) < FEWEST and others:
        small.add(others.pop(0))
    together = Cell(" + ".join(sorted(small)), ALL, ALL)
    return {cell: together if cell.area in small else shown for cell, shown in joined.items()}
