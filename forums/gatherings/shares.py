"""Places at a table that are kept for kinds of people until their share is reached. Knows no Django.

Everybody is of one sex, one area and one age band, so that one place can serve a share of each. That
is why of the shares of one trait the missing places add up, and of different traits the most counts:
so many free places are enough to reach all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Trait(StrEnum):
    """By what people are told apart."""

    SEX = "sex"
    AREA = "area"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Share:
    """At least `percent` of the places of each table for those whose `trait` is `name`."""

    trait: Trait
    name: str
    percent: int

    def least(self, places: int) -> int:
        """How many of so many places that is, rounded up."""
        return -(-places * self.percent // 100)


@dataclass(frozen=True, slots=True)
class Person:
    """What of a person counts for the shares."""

    sex: str
    area: str
    age: str

    def is_of(self, share: Share) -> bool:
        """Whether a place of this person counts for the share."""
        return {Trait.SEX: self.sex, Trait.AREA: self.area, Trait.AGE: self.age}[
            share.trait
        ] == share.name


class UnreadableShareError(ValueError):
    """A line of shares that can't be read: its number, from one."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def read_shares(
    lines: Iterable[str], *, areas: Sequence[str], ages: Sequence[str]
) -> tuple[Share, ...]:
    """The shares in lines of the form „area or age band; per cent“.

    Raises `UnreadableShareError` for a line of another form, an unknown name, a name for the second time.
    """
    found: dict[str, Share] = {}
    for number, line in enumerate(lines, 1):
        name, _sign, percent = (part.strip() for part in line.rpartition(";"))
        trait = Trait.AREA if name in areas else Trait.AGE if name in ages else None
        percent = percent.removesuffix("%").strip()
        if (
            trait is None
            or name in found
            or not percent.isdecimal()
            or not 1 <= int(percent) <= 100
        ):
            raise UnreadableShareError(number)
        found[name] = Share(trait, name, int(percent))
    return tuple(found.values())


def kept(shares: Iterable[Share], places: int, seated: Sequence[Person]) -> int:
    """How many of the free places stay for those whose share is not reached yet."""
    missing = dict.fromkeys(Trait, 0)
    for share in shares:
        there = sum(1 for person in seated if person.is_of(share))
        missing[share.trait] += max(0, share.least(places) - there)
    return max(missing.values())


def fits(shares: Sequence[Share], places: int, seated: Sequence[Person], person: Person) -> bool:
    """Whether this person can sit down without taking a place that is kept for others."""
    after = [*seated, person]
    asked = len(seated) + kept(shares, places, seated)
    return len(after) <= places and len(after) + kept(shares, places, after) <= max(places, asked)


def overfull(shares: Iterable[Share], places: int) -> bool:
    """Whether the shares of one trait ask for more than all places of a table."""
    return kept(shares, places, []) > places
