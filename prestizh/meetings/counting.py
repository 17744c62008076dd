"""Who counts as present, whether there is a quorum, whether a motion is carried.

Pure functions over what the attendance says. Knows no Django.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from prestizh.meetings.rules import Base, Rule


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody of the roll, as the attendance has them.

    `key` names the person; `proxy` is the key of who represents them, None where they come
    themselves or nobody does. `side` is empty where the body has no parity. Who has no vote
    counts neither for the quorum nor in a vote.
    """

    key: int
    is_here: bool = False
    proxy: int | None = None
    side: str = ""
    has_vote: bool = True


class ProxyFault(StrEnum):
    """Why a proxy does not count."""

    NOT_ALLOWED = "not_allowed"  # the rules of the body know no proxies
    NO_VOTE = "no_vote"  # who has no vote has none to give
    GIVER_IS_HERE = "giver_is_here"
    TO_ONESELF = "to_oneself"
    TO_A_STRANGER = "to_a_stranger"  # not of the roll, or without a vote
    PASSED_ON = "passed_on"  # the holder is represented too
    HOLDER_IS_ABSENT = "holder_is_absent"
    TOO_MANY = "too_many"  # beyond what one person may hold


def proxy_faults(people: Iterable[Participant], most: int) -> dict[int, ProxyFault]:
    """The proxies that do not count, each by the key of who gave it.

    `most` is how many proxies one person may hold, 0 where none are allowed. The first given,
    in the order of `people`, are those that count; an idle proxy takes no place of another.
    """
    roll = tuple(people)
    known = {one.key: one for one in roll}
    held: Counter[int] = Counter()
    faults: dict[int, ProxyFault] = {}
    for giver in roll:
        if giver.proxy is None:
            continue
        fault = _fault(giver, known, most)
        if fault is None and held[giver.proxy] >= most:
            fault = ProxyFault.TOO_MANY
        if fault is None:
            held[giver.proxy] += 1
        else:
            faults[giver.key] = fault
    return faults


def _fault(giver: Participant, known: Mapping[int, Participant], most: int) -> ProxyFault | None:
    """What a proxy lacks, whatever else its holder holds."""
    if most < 1:
        return ProxyFault.NOT_ALLOWED
    if not giver.has_vote:
        return ProxyFault.NO_VOTE
    if giver.proxy == giver.key:
        return ProxyFault.TO_ONESELF
    if giver.is_here:
        return ProxyFault.GIVER_IS_HERE
    holder = known.get(giver.proxy) if giver.proxy is not None else None
    if holder is None or not holder.has_vote:
        return ProxyFault.TO_A_STRANGER
    if holder.proxy is not None:
        return ProxyFault.PASSED_ON
    return None if holder.is_here else ProxyFault.HOLDER_IS_ABSENT


@dataclass(frozen=True, slots=True)
class Present:
    """How many count: in the room or on the line, and represented; and how many of each side."""

    in_person: int
    represented: int
    sides: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Everybody who counts for the quorum and may vote."""
        return self.in_person + self.represented


def count_present(people: Iterable[Participant], most_proxies: int) -> Present:
    """Count those with a vote who are here or lawfully represented.

    Sides stand in the count with 0, too, so that an empty side is seen.
    """
    roll = tuple(people)
    faults = proxy_faults(roll, most_proxies)
    voters = [one for one in roll if one.has_vote]
    here = [one for one in voters if one.is_here]
    represented = [one for one in voters if one.proxy is not None and one.key not in faults]
    # Who is here and wrongly gave a proxy, too, is here: the proxy is at fault.
    sides = Counter({one.side: 0 for one in voters if one.side})
    sides.update(one.side for one in (*here, *represented) if one.side)
    return Present(len(here), len(represented), dict(sides))


@dataclass(frozen=True, slots=True)
class Whole:
    """Of how many: the seats of the constituting act, and those of them that are filled."""

    seats: int
    members: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many are needed and how many there are; `side` is empty for the whole body."""

    needed: int
    present: int
    side: str = ""

    @property
    def is_met(self) -> bool:
        """Whether enough are there; nobody is never enough."""
        return self.present >= max(self.needed, 1)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a body can decide, over the whole and, with parity, on each side."""

    whole: Share
    sides: tuple[Share, ...] = ()

    @property
    def is_met(self) -> bool:
        """Enough in all, and on each side that parity protects."""
        return self.whole.is_met and all(side.is_met for side in self.sides)

    @property
    def lacking(self) -> tuple[Share, ...]:
        """Where people are missing."""
        return tuple(share for share in (self.whole, *self.sides) if not share.is_met)


def quorum(
    rule: Rule, present: Present, whole: Whole, sides: Mapping[str, Whole] | None = None
) -> Quorum:
    """Say whether enough are present.

    `sides` gives the seats and members of each side where the body has parity: the rule is then
    asked of each side as well, so that one side can't meet without the other. Raises ValueError
    for a rule that asks for a share of those present or voting, which is no quorum.
    """
    if rule.base not in (Base.SEATS, Base.MEMBERS):
        raise ValueError(f"A quorum is a share of the seats or of the members: {rule}")
    return Quorum(
        Share(rule.needed(_of(rule.base, whole)), present.total),
        tuple(
            Share(rule.needed(_of(rule.base, size)), present.sides.get(side, 0), side)
            for side, size in sorted((sides or {}).items())
        ),
    )


def _of(base: Base, whole: Whole) -> int:
    return whole.seats if base is Base.SEATS else whole.members


@dataclass(frozen=True, slots=True)
class Votes:
    """How a vote went. Raises ValueError for less than nothing."""

    in_favour: int
    against: int
    abstained: int = 0

    def __post_init__(self) -> None:
        if min(self.in_favour, self.against, self.abstained) < 0:
            raise ValueError("Nobody can give less than no vote")

    @property
    def cast(self) -> int:
        """All ballots, also those of who abstained."""
        return self.in_favour + self.against + self.abstained


class VoteError(ValueError):
    """There are more ballots than people who may vote."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a vote: carried or not, of how many, and how many votes it took."""

    carried: bool
    of: int
    needed: int
    is_tie: bool


HALF = Fraction(1, 2)


def decide(rule: Rule, votes: Votes, present: int, whole: Whole) -> Result:
    """Say whether a motion is carried.

    At least one vote in favour is needed, whatever the rule. With as many votes against as in
    favour nothing is decided, also where „at least half“ would be reached; a rule that asks for
    less than half is the right of a minority and is not asked this. Raises VoteError for more
    ballots than are present.
    """
    if votes.cast > present:
        raise VoteError(f"{votes.cast} ballots of {present} present")
    sizes = {
        Base.SEATS: whole.seats,
        Base.MEMBERS: whole.members,
        Base.PRESENT: present,
        Base.VOTING: votes.in_favour + votes.against,
    }
    of = sizes[rule.base]
    needed = max(rule.needed(of), 1)
    prevails = votes.in_favour > votes.against or rule.share < HALF
    is_tie = votes.in_favour == votes.against and votes.in_favour > 0
    return Result(votes.in_favour >= needed and prevails, of, needed, is_tie)


def sizes_by_side(people: Sequence[Participant], seats: Mapping[str, int]) -> dict[str, Whole]:
    """The seats and the filled ones of each side; `seats` is empty where none are counted apart."""
    filled = Counter(one.side for one in people if one.has_vote and one.side)
    return {
        side: Whole(seats.get(side, filled[side]), filled[side])
        for side in sorted({*filled, *seats})
        if side
    }
