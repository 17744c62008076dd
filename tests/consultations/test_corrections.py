"""A corrected typing error is placed as the law cites it."""

import pytest
from django.test import Client
from django.urls import reverse

from consultations import corrections
from consultations.models import Consultation
from prestizh.accounts.models import User
from prestizh.refusal import Refused
from tests.consultations.making import make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation(clerk: User) -> Consultation:
    made = make_open(clerk)
    provision = made.provisions.get(path="чл.1/ал.2/т.2")
    words = {"wrong": "градината", "right": "градинката", "reason": "Изпуснати букви."}
    corrections.correct(provision, actor=clerk, **words)
    return made


def test_the_desk_and_the_timeline_cite_the_provision(
    clerk: User, consultation: Consultation
) -> None:
    desk = Client()
    desk.force_login(clerk)
    made = desk.get(reverse("consultations:desk_correct", args=[consultation.public_id]))
    public = Client().get(consultation.get_absolute_url())
    for page in (made, public):
        text = page.content.decode()
        assert "чл. 1, ал. 2, т. 2" in text
        assert "чл.1/ал.2" not in text
        assert "Чл. 1.," not in text


def test_a_refusal_cites_it_too(clerk: User, consultation: Consultation) -> None:
    provision = consultation.provisions.get(path="чл.1/ал.2/т.1")
    with pytest.raises(Refused, match=r"чл\. 1, ал\. 2, т\. 1"):
        corrections.correct(provision, actor=clerk, wrong="оградата", right="x", reason="y")
