"""A clerk looks after opinions that nobody confirmed, and those that came late."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation, Opinion
from prestizh.accounts.models import User
from tests.consultations.making import make_open, make_opinion
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db


def address(name: str, *args: object) -> str:
    return reverse(f"consultations:{name}", args=args)


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


@pytest.fixture
def consultation(clerk: User, clock: Clock, long_transaction: None) -> Consultation:
    return make_open(clerk)


def one(opinion: Opinion) -> str:
    return address("desk_opinion", opinion.consultation.public_id, opinion.reference)


def test_an_unconfirmed_opinion_waits_with_its_contacts(
    desk: Client, consultation: Consultation
) -> None:
    guest = make_opinion(consultation)
    page = desk.get(address("desk_opinions", consultation.public_id)).content.decode()
    assert guest.name in page
    assert "guest@example.bg" in page


def test_an_opinion_is_confirmed_by_telephone(desk: Client, consultation: Consultation) -> None:
    guest = make_opinion(consultation)
    assert desk.get(one(guest)).status_code == 200
    desk.post(one(guest), {"act": "confirm"})
    guest.refresh_from_db()
    assert guest.confirmation == Opinion.Confirmation.TELEPHONE
    assert guest.proposals.get().counts


def test_an_opinion_is_set_aside_only_with_a_reason(
    desk: Client, consultation: Consultation
) -> None:
    guest = make_opinion(consultation)
    assert desk.post(one(guest), {"act": "set_aside", "reason": ""}).status_code == 422
    desk.post(one(guest), {"act": "set_aside", "reason": "Номерът не отговаря."})
    guest.refresh_from_db()
    assert guest.confirmation == Opinion.Confirmation.SET_ASIDE
    assert guest.set_aside_reason == "Номерът не отговаря."


@pytest.mark.parametrize(("act", "counts"), [("admit", True), ("turn_down", False)])
def test_a_late_opinion_is_decided_on_with_a_reason(
    desk: Client, consultation: Consultation, clock: Clock, act: str, counts: bool
) -> None:
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at + timedelta(hours=1))
    desk.force_login(consultation.clerk)
    late = make_opinion(consultation, consultation.clerk)
    assert desk.post(one(late), {"act": act, "reason": ""}).status_code == 422
    assert desk.post(one(late), {"act": act, "reason": "Пощенско клеймо."}).status_code == 302
    late.refresh_from_db()
    assert late.lateness_reason == "Пощенско клеймо."
    assert late.proposals.get().counts is counts


def test_the_second_confirmation_of_one_opinion_changes_nothing(
    desk: Client, consultation: Consultation
) -> None:
    guest = make_opinion(consultation)
    for _time in range(2):
        assert desk.post(one(guest), {"act": "confirm"}).status_code == 302
    consultation.refresh_from_db()
    assert consultation.proposal_count == 1


def test_an_unknown_act_decides_nothing(desk: Client, consultation: Consultation) -> None:
    guest = make_opinion(consultation)
    assert desk.post(one(guest), {"act": "erase", "reason": "Така."}).status_code == 200
    guest.refresh_from_db()
    assert guest.confirmation == Opinion.Confirmation.AWAITED
