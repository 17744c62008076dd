"""Recording a fact: what is written, what is refused, and that it is on disk when acknowledged."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError, atomic

from prestizh.ledger.models import Entry, Head, Value
from prestizh.ledger.record import RecordBusy, entries, record
from prestizh.refusal import Refused
from tests.databases import superuser_url
from tests.factories import make_user
from tests.fixtures_clock import Clock, patience_of
from tests.ledger.chains import make_chain


def test_a_fact_is_chained_to_the_one_before(db: None, clock: Clock) -> None:
    subject = uuid4()
    first = record(subject, "proposal.made", actor=None, public={"text": "Да."})
    second = record(subject, "proposal.replaced", actor=None, public={"text": "Не."})
    one, two = entries(subject)
    assert (first.number, second.number) == (1, 2)
    assert (bytes(one.previous_hash), bytes(two.previous_hash)) == (bytes(32), first.hash)
    assert first.at == clock.now()
    assert (two.kind, two.shown()) == ("proposal.replaced", {"text": "Не."})
    head = Head.objects.get(subject=subject)
    assert (head.number, bytes(head.hash)) == (2, second.hash)


def test_the_actor_is_committed_apart_and_never_shown(db: None) -> None:
    subject, clerk = uuid4(), make_user()
    record(subject, "proposal.answered", actor=clerk, public={"decision": "accepted"})
    (entry,) = entries(subject)
    assert entry.fields == ["actor", "actor_roles", "decision"]
    assert entry.publics == [False, False, True]
    assert entry.shown() == {"decision": "accepted"}
    kept = {value.field: value.value for value in entry.values.all()}
    assert kept == {"actor": str(clerk.pk), "actor_roles": "", "decision": "accepted"}


def test_the_same_value_is_never_committed_to_alike(db: None) -> None:
    subject = uuid4()
    for _ in range(2):
        record(subject, "vote.cast", actor=None, private={"choice": "yes"})
    one, two = entries(subject)
    assert one.commitments != two.commitments


@pytest.mark.parametrize(
    ("kind", "public", "private"),
    [
        ("published", {}, {}),
        ("Consultation.published", {}, {}),
        ("record.erased", {}, {}),
        ("test.made", {"actor": "1"}, {}),
        ("test.made", {}, {"actor_roles": "clerk"}),
        ("test.made", {"text": "a"}, {"text": "b"}),
        ("test.made", {"Text": "a"}, {}),
        ("test.made", {"text": "a\0b"}, {}),
    ],
)
def test_what_the_chain_could_not_hold_is_refused(
    db: None, kind: str, public: dict[str, str], private: dict[str, str]
) -> None:
    with pytest.raises(ValueError):
        record(uuid4(), kind, actor=None, public=public, private=private)


def test_any_text_can_be_recorded(db: None) -> None:
    subject, text = uuid4(), "ѝ Ѝ \u202e 😀 \r\n\t'\"\\ %s {} " + "я" * 20_000
    record(subject, "test.made", actor=None, public={"text": text, "empty": ""})
    assert next(iter(entries(subject))).shown() == {"text": text, "empty": ""}


def test_a_chain_is_read_with_three_queries(db: None, django_assert_num_queries: Any) -> None:
    subject, _ = make_chain(5)
    with django_assert_num_queries(3):
        assert len([entry.shown() for entry in entries(subject)]) == 5


@atomic
def record_after(sql: str) -> None:
    """One transaction that runs `sql` and then records a fact."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
    record(uuid4(), "test.made", actor=None)


@atomic
def record_and_fail() -> None:
    """One transaction that records a fact and fails afterwards."""
    record(uuid4(), "test.made", actor=None)
    raise ZeroDivisionError


def test_an_act_that_fails_after_recording_leaves_nothing(committed_db: str) -> None:
    with pytest.raises(ZeroDivisionError):
        record_and_fail()
    assert not Head.objects.exists()
    assert not Entry.objects.exists()


def test_recording_belongs_inside_a_transaction(committed_db: str) -> None:
    with pytest.raises(TransactionManagementError):
        record(uuid4(), "test.made", actor=None)


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_fixed_snapshot_is_refused(committed_db: str, level: str) -> None:
    with pytest.raises(Exception, match="READ COMMITTED only"):
        record_after(f"SET TRANSACTION ISOLATION LEVEL {level}")


def test_a_transaction_that_was_open_too_long_would_back_date_and_is_refused(
    committed_db: str,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.ledger_patience() = interval '30 seconds'")
        assert cursor.fetchone() == (True,)
    with patience_of("0.2 seconds"):
        record_after("SELECT 1")
        with pytest.raises(Exception, match="too old"):
            record_after("SELECT pg_sleep(0.3)")


def test_what_is_acknowledged_is_on_disk_whatever_the_session_set(committed_db: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        with atomic():
            record(uuid4(), "test.made", actor=None)
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("off",)


@contextmanager
def held_by_another(database: str, subject: UUID) -> Iterator[None]:
    """Another session keeps the chain's head locked."""
    with psycopg.connect(superuser_url(database)) as other:
        other.execute("SELECT FROM ledger_head WHERE subject = %s FOR UPDATE", [subject])
        yield
        other.rollback()


def test_a_locked_chain_is_given_up_after_two_seconds_with_a_sentence(committed_db: str) -> None:
    subject, _ = make_chain(1)
    with held_by_another(committed_db, subject):
        with atomic():
            record(uuid4(), "test.made", actor=None)  # another chain is free
        with pytest.raises(RecordBusy) as refusal, atomic():
            record(subject, "test.made", actor=None)
    assert isinstance(refusal.value, Refused)
    assert str(refusal.value)
    assert make_chain(1, subject)[1][0].number == 2


def test_the_lock_timeout_of_the_session_is_left_as_it_was(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '7s'")
        record(uuid4(), "test.made", actor=None)
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("7s",)


def test_the_function_itself_refuses_what_python_would_not_send(db: None) -> None:
    append = (
        "SELECT public.ledger_append(gen_random_uuid(), %s, %s::text[], %s::bytea[],"
        " %s::text[], %s::boolean[])"
    )
    nonce = bytes(32)
    for arguments in (
        ("record.erased", [], [], [], []),
        ("Nonsense", [], [], [], []),
        ("test.made", ["a"], [nonce], [], [True]),
        ("test.made", ["a"], [], ["x"], [True]),
        ("test.made", ["a"], [nonce], ["x"], []),
        ("test.made", ["a"], [nonce], ["x"], [None]),
        ("test.made", [None], [nonce], ["x"], [True]),
        ("test.made", ["a"], [b"short"], ["x"], [True]),
        ("test.made", ["a", "a"], [nonce, nonce], ["x", "y"], [True, True]),
        ("test.made", ["a b"], [nonce], ["x"], [True]),
        ("test.made", [], [nonce], ["x"], [True]),
    ):
        with pytest.raises(Exception), atomic(), connection.cursor() as cursor:  # noqa: B017
            cursor.execute(append, arguments)
    assert not Entry.objects.exists()
    assert not Value.objects.exists()
