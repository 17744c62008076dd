"""What a procedure of ЗПУГДВМС consists of: thresholds, terms, the facts they run from."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from forums.direct.kinds import Initiator, Kind
from prestizh.refusal import Sentence

ACT = "ЗПУГДВМС"


def article(number: str, alinea: str = "", point: str = "") -> str:
    """An article as Bulgarian lawyers cite it: „чл. 27, ал. 1, т. 3 ЗПУГДВМС“."""
    parts = [f"чл. {number}"]
    if alinea:
        parts.append(f"ал. {alinea}")
    if point:
        parts.append(f"т. {point}")
    return f"{', '.join(parts)} {ACT}"


class Effect(StrEnum):
    """What follows from having so many signatures."""

    CONSIDERED = "considered"  # the council considers it and may refuse with reasons
    CALLED = "called"  # it must be called


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many voters must sign: a share of all, rounded up, and never under `least`."""

    share: Fraction
    effect: Effect
    law: str
    least: int = 0

    def needed(self, voters: int) -> int:
        """How many signatures that is among so many voters."""
        return max(self.least, ceil(voters * self.share))


class Count(StrEnum):
    """How a term is counted."""

    FORWARD = "forward"  # the first day isn't counted; a last day off rolls on
    BACKWARD = "backward"  # clear days before an event, never rolled on
    NOT_BEFORE = "not_before"  # the first day on which something may be held
    NOT_AFTER = "not_after"  # the last day on which it may be held, never rolled on


class Fact(StrEnum):
    """The dated facts from which terms run and by which they are met."""

    NOTED = "noted"
    DECISION = "decision"  # the council's decision, announced, that citizens want to vote on
    TABLED = "tabled"
    CHECKED = "checked"
    DEFECTS = "defects"
    MENDED = "mended"
    SESSION = "session"
    DECIDED = "decided"  # called or refused
    CALLED = "called"
    HELD = "held"  # the day of the vote or the assembly, planned or past
    RESULT = "result"  # its result was announced
    APPEAL_OVER = "appeal_over"
    ANSWERED = "answered"
    TOLD = "told"


class By(StrEnum):
    """Whose duty a term is."""

    COMMITTEE = "committee"
    CHAIR = "chair"
    COUNCIL = "council"
    MAYOR = "mayor"
    ADDRESSEE = "addressee"
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True)
class TermRule:
    """One term: what is to be done, by whom, counted how, from which fact, met by which.

    Of `days` and `months` one is set. `citizens` says that it exists only where citizens gathered
    signatures.
    """

    code: str
    says: Sentence
    by: By
    start: Fact
    law: str
    days: int = 0
    months: int = 0
    count: Count = Count.FORWARD
    met_by: Fact | None = None
    citizens: bool = False

    @property
    def is_of_the_office(self) -> bool:
        """Whether the municipality has to do something by then."""
        return self.by in {By.CHAIR, By.COUNCIL, By.MAYOR, By.ADDRESSEE} and (
            self.count != Count.NOT_BEFORE
        )


@dataclass(frozen=True, slots=True)
class Procedure:
    """All that the law says of one form.

    `committee` is the least and the greatest number of its members; `founders` how many voters
    begin it at a meeting of theirs; `most_inhabitants` the largest place in which it may be held.
    """

    kind: Kind
    law: str
    about: Sentence
    initiators: dict[Initiator, str]
    committee: tuple[int, int]
    committee_law: str
    thresholds: tuple[Threshold, ...]
    signatures_say: Sentence
    terms: tuple[TermRule, ...]
    answer_says: Sentence
    answer_law: str
    founders: int = 0
    most_inhabitants: int = 0
    valid_says: Sentence = ""
    valid_law: str = ""

    def term(self, code: str) -> TermRule:
        """The term of that name. Raises KeyError for one that this form doesn't have."""
        for rule in self.terms:
            if rule.code == code:
                return rule
        raise KeyError(code)
