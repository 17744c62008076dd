"""One consultation from draft to adoption, through the acts."""

from datetime import timedelta

import pytest

from consultations import answering, closing, confirming, outcome
from consultations.models import Consultation, Proposal
from consultations.stages import Stage
from prestizh.ledger.verify import verify
from prestizh.terms import SOFIA
from tests.consultations.making import make_clerk, make_open, make_opinion
from tests.factories import make_user
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db


def test_a_consultation_goes_from_draft_to_adoption(clock: Clock, long_transaction: None) -> None:
    clerk, citizen = make_clerk(), make_user()
    consultation = make_open(clerk)
    make_opinion(consultation, citizen)
    guest = make_opinion(consultation)
    confirming.confirm_by_link(guest)

    consultation.refresh_from_db()
    assert consultation.opinion_count == 2
    assert consultation.proposal_count == 2
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at + timedelta(hours=9))
    for proposal in Proposal.objects.filter(consultation=consultation):
        answering.answer(proposal, actor=clerk, decision="rejected", reasons="Няма толкова метли.")
    report = closing.close(consultation, actor=clerk)
    assert report.content["totals"]["decisions"] == {"rejected": 2}
    outcome.adopt(
        consultation,
        actor=clerk,
        decision_number="123",
        decided_on=clock.now().astimezone(SOFIA).date(),
    )
    assert Consultation.objects.get(pk=consultation.pk).stage == Stage.ADOPTED
    assert verify() is not None
