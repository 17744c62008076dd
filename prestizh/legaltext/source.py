"""The lines of an act with what can be known of them before reading: where units begin."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from .labels import Label, read_bare_roman, read_unit_label
from .model import NodeKind
from .numerals import sort_key
from .quoting import closing_lines


class Source:
    """Stripped lines, the unit each begins, and for each line what comes after it.

    `next_line` and `next_unit` hold indexes; `len(lines)` stands for none. `closing` is the
    line on which quotations opened on a line are closed.
    """

    def __init__(self, text: str) -> None:
        """Look once at every line, forward and backward."""
        self.lines = [line.strip() for line in text.split("\n")]
        self.units = [read_unit_label(line) for line in self.lines]
        self.count = len(self.lines)
        self.last_unit = max((i for i, unit in enumerate(self.units) if unit), default=-1)
        self.next_line = [self.count] * self.count
        self.next_unit = [self.count] * self.count
        for index in range(self.count - 2, -1, -1):
            after = index + 1
            self.next_line[index] = after if self.lines[after] else self.next_line[after]
            self.next_unit[index] = after if self.units[after] else self.next_unit[after]
        self.closing = closing_lines(self.lines)
        self._places: dict[tuple[NodeKind, int], list[int]] = defaultdict(list)
        for index, unit in enumerate(self.units):
            if unit is not None:
                self._places[unit.kind, sort_key(unit.number)[0]].append(index)

    @property
    def has_units(self) -> bool:
        """Say whether there is any article or § at all."""
        return self.last_unit >= 0

    def unit_at(self, index: int) -> Label | None:
        """The label of the unit that begins on a line; None also past the end."""
        return self.units[index] if index < self.count else None

    def unit_after(self, index: int) -> Label | None:
        """The label of the first unit that begins after a line."""
        return self.unit_at(self.next_unit[index])

    def article_is_next(self, index: int) -> bool:
        """Say whether the next line that is not empty begins an article."""
        unit = self.unit_at(self.next_line[index])
        return unit is not None and unit.kind is NodeKind.ARTICLE

    def successor(self, kind: NodeKind, number: str, index: int) -> int:
        """The line after `index` where the unit with the next whole number begins."""
        places = self._places.get((kind, sort_key(number)[0] + 1), [])
        after = bisect_right(places, index)
        return places[after] if after < len(places) else self.count

    def bare_roman(self, index: int) -> Label | None:
        """Read „II. ЦЕЛИ“ on a line."""
        before_unit = self.unit_at(self.next_line[index]) is not None
        return read_bare_roman(self.lines[index], before_unit=before_unit)
