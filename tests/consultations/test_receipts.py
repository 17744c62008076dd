"""What a receipt says is true when it is read, also after the work on the draft has ended."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from consultations import answering, closing, confirming, outcome
from consultations.letters import receipt_letter
from consultations.models import Consultation, Opinion, Proposal
from prestizh.accounts.models import User
from prestizh.outbox.models import Message
from tests.consultations.making import make_open, make_opinion
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db

PROMISE = "You get a mail with the answer to each proposal when the closing report is published."
ANSWERED = "The answer to each of your proposals stands in it."
End = Callable[[Consultation], None]


@pytest.fixture
def consultation(clerk: User) -> Consultation:
    return make_open(clerk)


@pytest.fixture
def end(clock: Clock, clerk: User) -> End:
    """Answers everything and publishes the report."""

    def close(consultation: Consultation) -> None:
        assert consultation.closes_at is not None
        clock.step_to(consultation.closes_at)
        for proposal in Proposal.objects.filter(consultation=consultation, counts=True):
            answering.answer(proposal, actor=clerk, decision="accepted")
        closing.close(consultation, actor=clerk)
        connection.check_constraints()  # as a commit would

    return close


def said(opinion: Opinion) -> str:
    """The receipt, in English."""
    address = reverse("consultations:receipt", args=[opinion.receipt_id])
    return Client().get(f"/en{address}").content.decode()


def test_a_mail_is_promised_until_the_report_and_not_afterwards(
    consultation: Consultation, end: End
) -> None:
    opinion = confirming.confirm_by_link(make_opinion(consultation))
    before = said(opinion)
    assert PROMISE in before
    assert ANSWERED not in before
    end(consultation)
    after = said(opinion)
    assert PROMISE not in after
    assert ANSWERED in after
    assert f"{consultation.get_absolute_url()}#report" in after


def test_a_mail_that_came_late_promises_nothing_that_has_happened(
    consultation: Consultation, end: End
) -> None:
    opinion = confirming.confirm_by_link(make_opinion(consultation))
    letter = Message.objects.get(key=f"receipt:{opinion.receipt_id}")
    promised = []
    for _time in range(2):
        made = receipt_letter(letter)
        assert made is not None
        promised.append(made.context["is_owed_an_answer"])
        if consultation.stage == "published" and len(promised) == 1:
            end(consultation)
    assert promised == [True, False]


def test_after_a_withdrawal_no_report_is_promised(clerk: User, consultation: Consultation) -> None:
    opinion = confirming.confirm_by_link(make_opinion(consultation))
    outcome.withdraw(consultation, actor=clerk, reason="Ще бъде преработен.")
    page = said(opinion)
    assert PROMISE not in page
    assert "there will be no closing report" in page


def test_one_that_was_replaced_says_so(consultation: Consultation) -> None:
    first = confirming.confirm_by_link(make_opinion(consultation))
    make_opinion(consultation, replaces=first)
    assert PROMISE in said(first)
    confirming.confirm_by_link(Opinion.objects.get(replaces=first))
    assert PROMISE not in said(first)
    assert "The later one counts." in said(first)


def test_what_nobody_confirmed_or_decided_on_asks_for_nothing_any_more(
    clock: Clock, consultation: Consultation, end: End
) -> None:
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at)
    late = make_opinion(consultation)
    assert "One step is left" in said(late)
    assert "A clerk decides" in said(late)
    end(consultation)
    for confirmed in (False, True):
        if confirmed:
            confirming.confirm_by_link(late)
        page = said(late)
        assert "One step is left" not in page
        assert "A clerk decides" not in page
        assert "Late, not admitted" in page
