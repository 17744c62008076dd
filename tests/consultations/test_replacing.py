"""Writing an opinion anew: one later one stands in its place, and one set aside does not count."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consultations import confirming, report
from consultations.models import Consultation, Opinion
from prestizh.accounts.models import User
from prestizh.refusal import Refused
from tests.consultations.making import make_open, make_opinion

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation(clerk: User) -> Consultation:
    return make_open(clerk)


@pytest.fixture
def first(consultation: Consultation) -> Opinion:
    return confirming.confirm_by_link(make_opinion(consultation))


def counts(opinion: Opinion) -> bool:
    return opinion.proposals.filter(counts=True).exists()


def test_a_replacement_that_was_set_aside_blocks_no_other(
    clerk: User, consultation: Consultation, first: Opinion
) -> None:
    wrong = make_opinion(consultation, replaces=first)
    confirming.set_aside(wrong, actor=clerk, reason="Никой не вдига телефона.")
    assert counts(first)
    receipt = Client().get(reverse("consultations:receipt", args=[first.receipt_id]))
    assert receipt.context["may_change"]
    second = confirming.confirm_by_link(make_opinion(consultation, replaces=first))
    assert counts(second)
    assert not counts(first)


@pytest.mark.parametrize("confirmed", [True, False])
def test_control_any_other_replacement_blocks_the_next(
    consultation: Consultation, first: Opinion, *, confirmed: bool
) -> None:
    later = make_opinion(consultation, replaces=first)
    if confirmed:
        confirming.confirm_by_link(later)
    with pytest.raises(Refused, match="вече е оттеглено или заменено"):
        make_opinion(consultation, replaces=Opinion.objects.get(pk=first.pk))
    receipt = Client().get(reverse("consultations:receipt", args=[first.receipt_id]))
    assert not receipt.context["may_change"]


def test_postgresql_takes_one_replacement_only(consultation: Consultation, first: Opinion) -> None:
    later = make_opinion(consultation, replaces=first)
    again = Opinion.objects.get(pk=later.pk)
    again.pk, again.reference, again.receipt_id = None, "x-1", "x"
    again.submission_key = uuid.uuid4()
    with pytest.raises(IntegrityError, match="one_replacement"), transaction.atomic():
        again.save(force_insert=True)


def test_the_report_says_which_were_set_aside_and_which_replaced(
    clerk: User, consultation: Consultation, first: Opinion
) -> None:
    wrong = make_opinion(consultation, replaces=first)
    confirming.set_aside(wrong, actor=clerk, reason="Никой не вдига телефона.")
    confirming.confirm_by_link(make_opinion(consultation, replaces=first))
    assert [opinion.why for opinion in report.left_out(consultation)] == ["replaced", "set_aside"]


def test_its_author_reads_at_the_desk_that_it_was_replaced(
    consultation: Consultation, participant: User
) -> None:
    first = make_opinion(consultation, participant)
    reader = Client()
    reader.force_login(participant)
    assert "replaced by a later one" not in reader.get("/en/desk/").content.decode()
    make_opinion(consultation, participant, replaces=first)
    assert "replaced by a later one" in reader.get("/en/desk/").content.decode()
