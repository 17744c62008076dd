"""Adopting before the closing report: refused within the term, and asked twice after it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consultations import outcome
from consultations.models import Consultation, Outcome, StageChange
from consultations.stages import Stage, Step
from prestizh.accounts.models import User
from prestizh.ledger import clock as portal_clock
from prestizh.refusal import Refused
from tests.consultations.making import make_open, make_opinion
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation(clerk: User, participant: User, clock: Clock) -> Consultation:
    made = make_open(clerk)
    make_opinion(made, participant)
    return made


@pytest.fixture
def desk(clerk: User) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


def address(consultation: Consultation, name: str = "desk_outcome") -> str:
    return "/en" + reverse(f"consultations:{name}", args=[consultation.public_id])


def given(**more: str) -> dict[str, str]:
    day = portal_clock.today().isoformat()
    return {"decision_number": "7", "decided_on": day, "act": "adopt", **more}


def end_the_term(desk: Client, consultation: Consultation, clock: Clock) -> None:
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at + timedelta(hours=9))
    desk.force_login(consultation.clerk)


def test_within_the_term_it_is_refused_with_a_sentence(
    desk: Client, consultation: Consultation
) -> None:
    overview = desk.get(address(consultation, "desk_page")).content.decode()
    assert address(consultation) not in overview
    page = desk.get(address(consultation)).content.decode()
    assert "Opinions are taken until" in page
    assert 'name="decision_number"' not in page
    answer = desk.post(address(consultation), given(without_report="on"))
    assert answer.status_code == 422
    assert "Opinions are taken until" in answer.content.decode()
    assert not Outcome.objects.exists()


def test_postgresql_refuses_it_too(clerk: User, consultation: Consultation) -> None:
    change = StageChange(
        consultation=consultation,
        source=Stage.PUBLISHED,
        target=Stage.ADOPTED,
        step=Step.ADOPT,
        actor=clerk,
        at=portal_clock.now(),
    )
    with pytest.raises(IntegrityError, match="while opinions are taken"), transaction.atomic():
        change.save()


def test_after_the_term_it_is_asked_a_second_time(
    desk: Client, consultation: Consultation, clock: Clock
) -> None:
    end_the_term(desk, consultation, clock)
    assert address(consultation) in desk.get(address(consultation, "desk_page")).content.decode()
    page = desk.get(address(consultation)).content.decode()
    assert 'name="without_report"' in page
    assert "1 proposal has no answer yet." in page
    assert 'value="reject"' not in page
    answer = desk.post(address(consultation), given())
    assert answer.status_code == 422
    assert "without_report" in answer.context["form"].errors
    assert not Outcome.objects.exists()
    assert desk.post(address(consultation), given(without_report="on")).status_code == 302
    assert Outcome.objects.get().without_report


def test_what_was_left_out_is_not_rejected_either(
    desk: Client, consultation: Consultation, clock: Clock
) -> None:
    end_the_term(desk, consultation, clock)
    sent = given(without_report="on", act="reject")
    assert desk.post(address(consultation), sent).status_code == 422
    assert not Outcome.objects.exists()


def test_the_act_asks_whoever_calls_it(
    clerk: User, consultation: Consultation, clock: Clock
) -> None:
    today = portal_clock.today()
    with pytest.raises(Refused):
        outcome.adopt(
            consultation, actor=clerk, decision_number="7", decided_on=today, without_report=True
        )
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at)
    with pytest.raises(Refused) as refused:
        outcome.adopt(consultation, actor=clerk, decision_number="7", decided_on=today)
    assert [obstacle.field for obstacle in refused.value.obstacles] == ["without_report"]
