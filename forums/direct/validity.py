"""When a vote carries a proposal and an assembly has a quorum: чл. 41, 60 and 61 ЗПУГДВМС."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

TURNOUT = Fraction(40, 100)
"""чл. 41, ал. 2: at least 40 per cent of the voters took part."""

SMALL_PLACE = 150
"""чл. 60, ал. 2: in places of up to 150 inhabitants a third must be present."""

QUORUM, QUORUM_OF_SMALL, QUORUM_LATER = Fraction(1, 4), Fraction(1, 3), Fraction(1, 10)
"""чл. 60, ал. 1, 2 and 3: at once, at once in a small place, and after an hour."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the numbers mean: how many had to take part and to say yes, and whether they did."""

    present_needed: int
    yes_needed: int
    is_valid: bool
    is_adopted: bool


def of_referendum(voters: int, participated: int, yes: int) -> Verdict:
    """A vote on a day of its own: 40 per cent took part, more than half of them said yes."""
    present, carried = ceil(voters * TURNOUT), floor(Fraction(participated, 2)) + 1
    is_valid = participated >= present
    return Verdict(present, carried, is_valid, is_valid and yes >= carried)


def of_referendum_with_elections(election_votes: int, yes: int) -> Verdict:
    """A vote together with general local elections: over half of their valid votes (ал. 3)."""
    carried = floor(Fraction(election_votes, 2)) + 1
    return Verdict(0, carried, True, yes >= carried)


def quorum_of_assembly(voters: int, inhabitants: int) -> int:
    """How many voters must be present at the hour for which the assembly is convened."""
    share = QUORUM_OF_SMALL if inhabitants <= SMALL_PLACE else QUORUM
    return ceil(voters * share)


def quorum_after_an_hour(voters: int) -> int:
    """How many are enough when the assembly was put off by an hour."""
    return ceil(voters * QUORUM_LATER)


def of_assembly(quorum: int, present: int, yes: int) -> Verdict:
    """An assembly with this quorum: more than half of those present (чл. 61, ал. 4).

    Чл. 60, ал. 4 speaks of „не по-малко от половината“; what has more than half meets both.
    """
    carried = floor(Fraction(present, 2)) + 1
    is_valid = present >= max(quorum, 1)
    return Verdict(quorum, carried, is_valid, is_valid and yes >= carried)
