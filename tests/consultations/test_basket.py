"""The basket: what was written can be corrected and sent, whatever happened meanwhile."""

from typing import Any

import pytest
from django.urls import reverse

from consultations import withdrawing
from consultations.models import Consultation, Opinion
from tests.consultations.making import make_clerk, make_open
from tests.fixtures_clock import Clock
from tests.security.guests import Guest, the_opinion

pytestmark = pytest.mark.django_db

PRESENT = "Чл. 2. Дворът се мете всяка седмица."


@pytest.fixture
def guest(clock: Clock) -> Guest:
    return Guest(make_open(make_clerk()))


def shown(guest: Guest) -> str:
    content: Any = guest.client.get("/en" + guest.address("basket")).content
    return str(content.decode())


def anchor(consultation: Consultation) -> str:
    return str(consultation.provisions.get(path="чл.2").anchor)


@pytest.mark.parametrize("kind", ["reword", "add"])
def test_a_text_left_as_it_is_waits_to_be_changed(guest: Guest, kind: str) -> None:
    guest.write(kind=kind, provision=anchor(guest.consultation), text=PRESENT + "\r\n")
    assert "as it stands in the draft" in shown(guest)
    assert guest.send().status_code == 422
    assert not Opinion.objects.exists()


def test_a_changed_text_can_be_sent_and_the_page_says_it_is_not_sent_yet(guest: Guest) -> None:
    guest.write(kind="reword", provision=anchor(guest.consultation), text=PRESENT + " И в неделя.")
    assert "Not sent yet" in shown(guest)
    assert guest.send().status_code == 302


def test_a_supplement_to_a_withdrawn_opinion_can_be_sent_as_a_new_one(guest: Guest) -> None:
    guest.write()
    guest.send()
    first = the_opinion()
    told = guest.client.post(
        reverse("consultations:supplement", args=[first.receipt_id]), follow=True
    )
    assert first.reference in told.content.decode()
    guest.write(reasons="И още нещо.")
    withdrawing.withdraw(first, actor=None)
    assert guest.send().status_code == 422
    assert "Send it as a new opinion instead" in shown(guest)
    guest.client.post(guest.address("basket_alone"))
    assert guest.send().status_code == 302
    assert Opinion.objects.get(withdrawn_at=None).supplements is None
