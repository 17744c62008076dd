"""Sending: registered at once, once, and kept as it was."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from consultations import confirming, withdrawing
from consultations.models import Capacity, Consultation, Opinion, ProposalKind
from consultations.proposing import Identity, Item
from prestizh.ledger.models import Entry
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.consultations.making import article, make_clerk, make_open, make_opinion
from tests.factories import make_user
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_one(clock: Clock) -> Consultation:
    return make_open(make_clerk())


def test_an_opinion_has_its_number_moment_digest_and_place_in_the_record(
    open_one: Consultation,
) -> None:
    opinion = make_opinion(open_one, make_user())
    entry = Entry.objects.get(subject=open_one.subject, number=opinion.record_number)
    assert opinion.reference == f"{open_one.pk}-1"
    assert opinion.received_at == entry.at
    assert opinion.record_hash == bytes(entry.hash).hex()
    assert entry.shown()["digest"] == opinion.digest


def test_the_same_key_and_text_gives_the_same_opinion(open_one: Consultation) -> None:
    key, user = uuid.uuid4(), make_user()
    first = make_opinion(open_one, user, key=key)
    assert make_opinion(open_one, user, key=key) == first
    assert Opinion.objects.count() == 1


def test_the_same_key_with_another_text_is_refused(open_one: Consultation) -> None:
    key, user = uuid.uuid4(), make_user()
    make_opinion(open_one, user, key=key)
    other = [Item(ProposalKind.REMARK, None, "", "Нещо друго.")]
    with pytest.raises(Refused, match=r"№|No"):
        make_opinion(open_one, user, key=key, items=other)


def test_a_guest_waits_for_confirmation_and_is_not_public(open_one: Consultation) -> None:
    opinion = make_opinion(open_one)
    assert opinion.confirmation == Opinion.Confirmation.AWAITED
    open_one.refresh_from_db()
    assert (open_one.opinion_count, open_one.proposal_count) == (1, 0)
    kinds = Message.objects.order_by("due_at").values_list("kind", flat=True)
    assert list(kinds) == ["opinion.confirm"] * 3


def test_the_link_of_the_mail_makes_it_public(open_one: Consultation) -> None:
    opinion = make_opinion(open_one)
    found = confirming.opinion_of(confirming.token_for(opinion))
    assert found == opinion
    confirming.confirm_by_link(opinion)
    confirming.confirm_by_link(opinion)
    open_one.refresh_from_db()
    assert open_one.proposal_count == 1
    assert open_one.fragments.filter(html__contains="Дворът се мете").exists()


def test_a_forged_link_finds_nothing(open_one: Consultation) -> None:
    token = confirming.token_for(make_opinion(open_one))
    assert confirming.opinion_of(token[:-2] + "xx") is None


def test_replacing_leaves_one_that_counts(open_one: Consultation) -> None:
    user = make_user()
    first = make_opinion(open_one, user)
    second = make_opinion(open_one, user, replaces=first)
    assert not first.proposals.filter(counts=True).exists()
    assert second.proposals.filter(counts=True).count() == 1
    with pytest.raises(Refused):
        make_opinion(open_one, user, replaces=first)


def test_replacing_keeps_what_others_sent_since(open_one: Consultation) -> None:
    user = make_user()
    first = make_opinion(open_one, user)
    make_opinion(open_one, make_user())
    make_opinion(open_one, user, replaces=first)
    open_one.refresh_from_db()
    assert open_one.proposal_count == 2


def test_a_guests_replacement_counts_only_when_confirmed(open_one: Consultation) -> None:
    first = make_opinion(open_one)
    confirming.confirm_by_link(first)
    second = make_opinion(open_one, replaces=first)
    assert first.proposals.filter(counts=True).exists()
    confirming.confirm_by_link(second)
    assert not first.proposals.filter(counts=True).exists()


def test_withdrawing_keeps_the_opinion_in_the_record(open_one: Consultation) -> None:
    user = make_user()
    opinion = make_opinion(open_one, user)
    withdrawing.withdraw(opinion, actor=user)
    open_one.refresh_from_db()
    assert open_one.proposal_count == 0
    kinds = Entry.objects.filter(subject=open_one.subject).values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["opinion.registered", "opinion.withdrawn"]


def test_nobody_withdraws_what_another_sent(open_one: Consultation) -> None:
    opinion = make_opinion(open_one, make_user())
    with pytest.raises(Refused):
        withdrawing.withdraw(opinion, actor=make_user())


def test_who_speaks_for_others_says_for_whom(open_one: Consultation) -> None:
    identity = Identity(name="Ана", capacity=Capacity.GROUP, speaks_for="")
    with pytest.raises(Refused), transaction.atomic():
        make_opinion(open_one, make_user(), identity=identity)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE consultations_proposal SET text = 'подменен'",
        "UPDATE consultations_opinion SET received_at = received_at - interval '1 day'",
        "UPDATE consultations_opinion SET name = 'друг'",
        "DELETE FROM consultations_proposal",
        "DELETE FROM consultations_opinion",
        "UPDATE consultations_consultation SET stage = 'adopted'",
        "UPDATE consultations_consultation SET title = 'друго'",
        "UPDATE consultations_provision SET text = 'друго'",
        "DELETE FROM consultations_stagechange",
        "TRUNCATE consultations_opinion CASCADE",
    ],
)
def test_the_database_refuses_to_bend_what_was_said(open_one: Consultation, sql: str) -> None:
    make_opinion(open_one, make_user())
    with pytest.raises(Exception, match=r"refused|never|frozen|only|permission|must be owner"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_an_opinion_that_lies_about_its_time_is_refused(open_one: Consultation) -> None:
    opinion = make_opinion(open_one, make_user())
    opinion.pk = None
    opinion.reference, opinion.receipt_id = "9-9", "abc"
    opinion.submission_key = uuid.uuid4()
    opinion.lateness = Opinion.Lateness.LATE
    with pytest.raises(IntegrityError, match="wrong thing"), transaction.atomic():
        opinion.save(force_insert=True)


def test_an_article_of_another_draft_is_refused(open_one: Consultation) -> None:
    other = make_open(make_clerk())
    with pytest.raises(Refused):
        make_opinion(open_one, make_user(), items=[Item("delete", article(other))])
