"""What the statutes say of the bodies that a municipality must or may have, as data.

A body that begins from a pattern has its basis, its seats and its rules filled in; whatever the
statute leaves open can be changed. What it does not leave open (`Composition`) is asked for when
the body is constituted.
"""

from collections.abc import Mapping
from typing import Final

from forums.bodies.patterns import free, municipal, statutory
from forums.bodies.patterns.shape import Composition, Pattern, SeatPlan

__all__ = ["PATTERNS", "Composition", "Pattern", "SeatPlan", "pattern_of"]

PATTERNS: Final[Mapping[str, Pattern]] = {
    one.key: one for one in (*statutory.PATTERNS, *municipal.PATTERNS, *free.PATTERNS)
}


def pattern_of(key: str) -> Pattern | None:
    """The pattern of this key; None for a body that began without one."""
    return PATTERNS.get(key)
