"""A representation that was verified shows where it has spoken; a published report stays as it was."""

import pytest
from django.test import Client

from consultations import verifying
from consultations.models import Capacity, Consultation
from consultations.proposing import Identity
from prestizh.accounts import organisations
from tests.consultations.making import make_clerk, make_open, make_opinion
from tests.factories import make_user
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db

MARK = "unverified representation"


def page_of(consultation: Consultation) -> str:
    return Client().get(f"/en{consultation.get_absolute_url()}").content.decode()


def test_what_was_said_shows_that_its_speaker_was_verified(clock: Clock) -> None:
    clerk, person = make_clerk(), make_user()
    consultation = make_open(clerk)
    body = organisations.register(actor=person, name="Сдружение", eik="831902088")
    claim = organisations.represent(body, actor=person, capacity="председател", mandate_id=None)
    identity = Identity(
        "Иван Петров",
        Capacity.ORGANISATION,
        speaks_for="Сдружение",
        organisation=body,
        representation=claim,
    )
    make_opinion(consultation, person, identity=identity)
    assert MARK in page_of(consultation)
    verifying.verify_organisation(body, actor=clerk, note="Търговски регистър")
    assert MARK in page_of(consultation)
    verifying.verify_representation(claim, actor=clerk, note="Пълномощно")
    assert MARK not in page_of(consultation)
