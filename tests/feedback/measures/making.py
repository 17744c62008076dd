"""Plain functions that make proposals and measures through the acts, for any test."""

from datetime import date, timedelta
from typing import Any

from feedback.measures import answering, measuring, proposing
from feedback.measures.models import ImprovementProposal, Measure
from prestizh.accounts.models import Role, User
from prestizh.ledger import clock
from tests.factories import make_unit, make_user

TEXT = "Поканите за обсъжданията да се пращат поне десет дни по-рано."
ANSWER = "От следващото обсъждане поканата излиза две седмици по-рано."


def make_keeper() -> User:
    """Who keeps the register."""
    return make_user(Role.CLERK)


def make_proposal(actor: User | None = None, **facts: Any) -> ImprovementProposal:
    """One that a citizen sent and nobody has read."""
    return proposing.propose(facts.pop("text", TEXT), actor=actor or make_user(), **facts)


def make_registered(keeper: User | None = None, **facts: Any) -> ImprovementProposal:
    """One that stands in the public register."""
    made = make_proposal(**facts)
    return answering.register(made, actor=keeper or make_keeper(), public_text=made.text)


def make_answered(keeper: User | None = None, step: str = "accept") -> ImprovementProposal:
    """One that was answered."""
    keeper = keeper or make_keeper()
    return answering.answer(make_registered(keeper), actor=keeper, step=step, words=ANSWER)


def in_days(days: int) -> date:
    """The day so many days from today."""
    return clock.today() + timedelta(days=days)


def make_measure(keeper: User | None = None, **facts: Any) -> Measure:
    """What is to be done within thirty days by a unit."""
    keeper = keeper or make_keeper()
    given: dict[str, Any] = {
        "text": "Нов образец на поканата",
        "due_on": in_days(30),
        "unit": make_unit(),
        **facts,
    }
    proposal = given.pop("proposal", None) or make_answered(keeper)
    return measuring.add_measure(proposal, actor=keeper, **given)


def make_done(keeper: User | None = None, **facts: Any) -> Measure:
    """What was done today."""
    keeper = keeper or make_keeper()
    made = make_measure(keeper, **facts)
    measuring.report(made, actor=keeper, state="done", result="Образецът е утвърден.")
    made.refresh_from_db()
    return made
