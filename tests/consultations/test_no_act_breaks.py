"""Sequences of acts by all roles: refused with a sentence, or done; never an error of the database.

And no opinion that was acknowledged is ever missing.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultations import (
    answering,
    closing,
    confirming,
    corrections,
    drafting,
    lateness,
    outcome,
    proposing,
    publishing,
    putting_aside,
    withdrawing,
)
from consultations.models import Capacity, Consultation, Opinion, Proposal
from consultations.proposing import Identity, Item
from prestizh.accounts.models import Role, User
from prestizh.ledger import clock as portal_clock
from prestizh.ledger.verify import verify
from prestizh.refusal import Refused
from prestizh.terms import SOFIA
from tests.consultations.making import TEXT, make_draft
from tests.factories import make_user
from tests.fixtures_clock import Clock

ACTORS = ("clerk", "participant", "moderator", "secretary", "administrator", "auditor", "guest")
WORDS = st.sampled_from(["", "дума", "x" * 50, "‮обратно", "=1+1", "<script>", "😀"])


class World:
    """One consultation, the cast, and what was acknowledged so far."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.cast: dict[str, User] = {role.value: make_user(role) for role in Role}
        self.cast["participant"] = make_user()
        self.consultation = make_draft(self.cast["clerk"])
        self.acknowledged: dict[str, str] = {}

    def fresh(self) -> Consultation:
        found: Consultation = Consultation.objects.get(pk=self.consultation.pk)
        return found

    def opinion(self, number: int) -> Opinion | None:
        found = list(Opinion.objects.filter(consultation=self.consultation))
        return found[number % len(found)] if found else None

    def send(self, actor: User | None, number: int, words: str) -> None:
        blocks = list(self.consultation.provisions.filter(is_block=True))
        item = Item("remark", blocks[number % len(blocks)], "", words or "без думи")
        earlier = self.opinion(number) if number % 3 == 0 else None
        opinion = proposing.submit(
            self.fresh(),
            actor=actor,
            identity=Identity("Име", Capacity.SELF, email="guest@example.bg"),
            items=[item],
            key=uuid.uuid4(),
            replaces=earlier,
        )
        self.acknowledged[opinion.reference] = opinion.digest


Act = Callable[[World, User, int, str], object]


def _on_opinion(act: Callable[[Opinion, User, str], object]) -> Act:
    def run(world: World, actor: User, number: int, words: str) -> object:
        opinion = world.opinion(number)
        return act(opinion, actor, words) if opinion else None

    return run


def _answer(world: World, actor: User, number: int, words: str) -> None:
    proposals = list(Proposal.objects.filter(consultation=world.consultation))
    if proposals:
        decision = ("accepted", "rejected", "noted", "nonsense")[number % 4]
        answering.answer(
            proposals[number % len(proposals)], actor=actor, decision=decision, reasons=words
        )


def _decide(world: World, actor: User, number: int, words: str) -> None:
    unlawful = partial(outcome.adopt, without_report=True)
    act = (outcome.adopt, outcome.reject, unlawful)[number % 3]
    day = portal_clock.now().astimezone(SOFIA).date() + timedelta(days=number % 4 - 1)
    act(world.fresh(), actor=actor, decision_number=words, decided_on=day)


def _correct(world: World, actor: User, number: int, words: str) -> None:
    provision = world.consultation.provisions.filter(path="чл.2").first()
    if provision is not None:
        corrections.correct(provision, actor=actor, wrong="Дворът", right=words, reason="грешка")


ACTS: dict[str, Act] = {
    "announce": lambda w, a, _n, _t: publishing.announce(w.fresh(), actor=a),
    "publish": lambda w, a, _n, _t: publishing.publish(w.fresh(), actor=a),
    "drop": lambda w, a, _n, t: putting_aside.drop(w.fresh(), actor=a, reason=t),
    "resume": lambda w, a, _n, _t: putting_aside.resume(w.fresh(), actor=a),
    "revise": lambda w, a, n, t: drafting.revise(w.fresh(), actor=a, sponsor=t, term_days=n),
    "mend": lambda w, a, _n, _t: drafting.revise(
        w.fresh(), actor=a, sponsor="Кметът", term_days=30, planned_on=portal_clock.today()
    ),
    "text": lambda w, a, _n, _t: drafting.set_text(w.fresh(), actor=a, text=TEXT),
    "correct": _correct,
    "send": lambda w, a, n, t: w.send(a, n, t),
    "send_as_guest": lambda w, _a, n, t: w.send(None, n, t),
    "withdraw_opinion": _on_opinion(lambda o, a, _t: withdrawing.withdraw(o, actor=a)),
    "confirm": _on_opinion(lambda o, _a, _t: confirming.confirm_by_link(o)),
    "telephone": _on_opinion(lambda o, a, _t: confirming.confirm_by_telephone(o, actor=a)),
    "set_aside": _on_opinion(lambda o, a, t: confirming.set_aside(o, actor=a, reason=t)),
    "disown": _on_opinion(lambda o, _a, _t: confirming.disown(o)),
    "admit": _on_opinion(lambda o, a, t: lateness.admit(o, actor=a, reason=t)),
    "turn_down": _on_opinion(lambda o, a, t: lateness.turn_down(o, actor=a, reason=t)),
    "answer": _answer,
    "close": lambda w, a, _n, t: closing.close(w.fresh(), actor=a, introduction=t),
    "decide": _decide,
    "withdraw": lambda w, a, _n, t: outcome.withdraw(w.fresh(), actor=a, reason=t),
    "wait": lambda w, _a, n, _t: w.clock.step(timedelta(days=n)),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(ACTORS), st.integers(0, 40), WORDS),
    min_size=5,
    max_size=25,
)


def _take(world: World, name: str, actor: str, number: int, words: str) -> str:
    """Take one step; anything but success or a refusal with a sentence fails the test."""
    refusal: Refused | None = None
    try:
        with transaction.atomic():
            ACTS[name](world, world.cast.get(actor, world.cast["participant"]), number, words)
            # What PostgreSQL looks at only on commit must hold as well.
            connection.check_constraints()
    except Refused as refused:
        refusal = refused
    assert refusal is None or str(refusal).strip(), f"{name} was refused without a sentence"
    return "done" if refusal is None else "refused"


@pytest.mark.django_db
@pytest.mark.slow
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_no_sequence_of_acts_ends_in_an_error(
    clock: Clock, long_transaction: None, steps: list[tuple[str, str, int, str]]
) -> None:
    savepoint = transaction.savepoint()
    try:
        world = World(clock)
        lawful = [("publish", "clerk", 0, ""), ("send", "participant", 1, "дума")]
        for step in [*steps[:3], *lawful, *steps[3:]]:
            _take(world, *step)
        for reference, digest in world.acknowledged.items():
            assert Opinion.objects.get(reference=reference).digest == digest
        verify()
    finally:
        transaction.savepoint_rollback(savepoint)
