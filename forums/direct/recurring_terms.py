"""The kinds of terms that come back in every procedure, so that each form says only its own numbers."""

from forums.direct.provisions import By, Count, Fact, TermRule
from prestizh.refusal import Sentence

DAYS_TO_CONTEST = 7
DAYS_TO_TELL = 3


def gathered(says: Sentence, start: Fact, law: str, *, months: int) -> TermRule:
    """Signatures are gathered from `start` on and handed in within so many months."""
    return TermRule(
        "gather", says, By.COMMITTEE, start, law, months=months, met_by=Fact.TABLED, citizens=True
    )


def told(says: Sentence, law: str) -> TermRule:
    """The chair of the council tells of a petition that was handed in."""
    return TermRule("tell", says, By.CHAIR, Fact.TABLED, law, days=DAYS_TO_TELL, met_by=Fact.TOLD)


def held_from(code: str, says: Sentence, by: By, start: Fact, law: str, *, days: int) -> TermRule:
    """The first day on which something may be held or begin."""
    return TermRule(code, says, by, start, law, days=days, count=Count.NOT_BEFORE)


def held_by(
    code: str, says: Sentence, by: By, start: Fact, law: str, *, days: int = 0, months: int = 0
) -> TermRule:
    """The last day on which a vote or an assembly may be held."""
    return TermRule(
        code,
        says,
        by,
        start,
        law,
        days=days,
        months=months,
        count=Count.NOT_AFTER,
        met_by=Fact.RESULT,
    )


def contested(code: str, says: Sentence, start: Fact, law: str) -> TermRule:
    """Until when anybody entitled may go to the administrative court."""
    return TermRule(code, says, By.ANYBODY, start, law, days=DAYS_TO_CONTEST)


def answered(
    code: str, says: Sentence, by: By, start: Fact, law: str, *, days: int = 0, months: int = 0
) -> TermRule:
    """By when what was asked or decided is answered with an act."""
    return TermRule(code, says, by, start, law, days=days, months=months, met_by=Fact.ANSWERED)
