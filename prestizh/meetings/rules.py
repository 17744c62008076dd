"""Quorum and majority as short expressions: how many of how many, and how a half is rounded.

Real rules of procedure differ (½ + 1 of all, at least ½, more than ½ of those present, two thirds),
so each body writes its own: `> 1/2 of members`, `>= 2/3 of voting`, `1/2 + 1 of members, down`.
Knows no Django.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Base(StrEnum):
    """Of whom a share is taken."""

    SEATS = "seats"  # all seats of the constituting act, vacant ones too
    MEMBERS = "members"  # the seats that are filled
    PRESENT = "present"  # those who are present or represented
    VOTING = "voting"  # the votes for and against; who abstains is left out


class Kind(StrEnum):
    """How the share is compared."""

    MORE = ">"
    AT_LEAST = ">="
    PLUS_ONE = "+ 1"


class Rounding(StrEnum):
    """What „half plus one“ of an odd number means: 7 gives 4 (down) or 5 (up)."""

    DOWN = "down"
    UP = "up"


EXPRESSION = re.compile(
    r"(?:(?P<sign>>=?) )?(?P<top>\d{1,2})/(?P<bottom>\d{1,2})(?P<plus> \+ 1)?"
    r" of (?P<base>seats|members|present|voting)(?:, (?P<rounding>down|up))?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `str()` gives the expression it was read from."""

    kind: Kind
    share: Fraction
    base: Base
    rounding: Rounding = Rounding.DOWN

    def needed(self, whole: int) -> int:
        """The smallest whole number that satisfies the rule, of `whole`.

        Of nobody, „more than“ and „plus one“ still ask for one.
        """
        part = self.share * whole
        if self.kind is Kind.AT_LEAST:
            return -(-part.numerator // part.denominator)
        if self.kind is Kind.PLUS_ONE and self.rounding is Rounding.UP:
            return -(-part.numerator // part.denominator) + 1
        return part.numerator // part.denominator + 1

    def __str__(self) -> str:
        share = f"{self.share.numerator}/{self.share.denominator}"
        if self.kind is Kind.PLUS_ONE:
            return f"{share} + 1 of {self.base}, {self.rounding}"
        return f"{self.kind} {share} of {self.base}"


def read_rule(expression: str) -> Rule:
    """The rule that an expression says. Raises ValueError for what is none."""
    found = EXPRESSION.fullmatch(expression)
    if found is None:
        raise ValueError(f"Not a rule: {expression!r}")
    sign, plus, rounding = found["sign"], found["plus"], found["rounding"]
    if bool(sign) == bool(plus) or (rounding and not plus):
        raise ValueError(f"A rule says „>“, „>=“ or „+ 1“, and only „+ 1“ rounds: {expression!r}")
    top, bottom = int(found["top"]), int(found["bottom"])
    if not 0 < top <= bottom:
        raise ValueError(f"A share lies between nothing and the whole: {expression!r}")
    kind = Kind.PLUS_ONE if plus else Kind(sign)
    if top == bottom and kind is not Kind.AT_LEAST:
        raise ValueError(f"Nobody can be more than all: {expression!r}")
    return Rule(kind, Fraction(top, bottom), Base(found["base"]), Rounding(rounding or "down"))
