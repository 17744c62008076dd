"""Many writers make one unforked chain; without the lock, they would not."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection

from prestizh.ledger import verify
from prestizh.ledger.models import Entry, Head

WRITERS, EACH = 20, 5
APPEND = "SELECT number FROM ledger_append(%s, 'test.made', '{}', '{}', '{}', '{}')"
READ_THEN_INSERT = """
WITH last AS (
    SELECT number, hash FROM ledger_entry WHERE subject = %(subject)s ORDER BY number DESC LIMIT 1
), next AS (
    SELECT coalesce((SELECT number FROM last), 0) + 1 AS number,
        coalesce((SELECT hash FROM last), decode(repeat('00', 32), 'hex')) AS previous
    FROM pg_sleep(0.01)
)
INSERT INTO ledger_entry
    (subject, number, kind, at, fields, publics, commitments, previous_hash, hash)
SELECT %(subject)s, number, 'test.made', now(), '{}', '{}', '{}', previous,
    ledger_entry_hash(%(subject)s, number, now(), previous, 'test.made', '{}', '{}', '{}')
FROM next
"""


def at_once(write: Callable[["psycopg.Connection", int], bool], address: str) -> int:
    """How many writes succeeded, of WRITERS sessions that begin together, EACH times each."""
    together = threading.Barrier(WRITERS)

    def writer(number: int) -> int:
        with psycopg.connect(address, autocommit=True) as session:
            together.wait()
            return sum(write(session, number) for _ in range(EACH))

    with ThreadPoolExecutor(WRITERS) as pool:
        return sum(pool.map(writer, range(WRITERS)))


def address(role: str) -> str:
    """How psycopg reaches the database of this test as `role`."""
    settings = connection.settings_dict
    return psycopg.conninfo.make_conninfo(
        dbname=settings["NAME"], user=role, host=settings["HOST"], port=settings["PORT"] or None
    )


def forks(subject: UUID) -> int:
    """How many entries stand in the place of another."""
    chain = Entry.objects.filter(subject=subject)
    return chain.count() - chain.values("number").distinct().count()


def test_twenty_writers_make_one_chain(committed_db: str) -> None:
    subject = uuid4()

    def append(session: "psycopg.Connection", writer: int) -> bool:
        session.execute(APPEND, [subject])
        return True

    assert at_once(append, address("prestizh_app")) == WRITERS * EACH
    assert Head.objects.get(subject=subject).number == WRITERS * EACH
    assert forks(subject) == 0
    found = verify.verify()
    assert (found.entries, found.chains) == (WRITERS * EACH, 1)


@pytest.mark.parametrize("unique", [True, False])
def test_reading_and_then_inserting_without_the_lock_would_fork(
    committed_db: str, *, unique: bool
) -> None:
    """The control: the constraints refuse what the lock prevents, and without both it forks."""
    subject = uuid4()
    if not unique:
        with psycopg.connect(address("prestizh_owner"), autocommit=True) as owner:
            for name in ("ledger_entry_number", "ledger_entry_previous"):
                owner.execute(f"ALTER TABLE ledger_entry DROP CONSTRAINT {name}".encode())

    def insert(session: "psycopg.Connection", writer: int) -> bool:
        try:
            session.execute(READ_THEN_INSERT, {"subject": subject})
        except psycopg.errors.UniqueViolation:
            return False
        return True

    written = at_once(insert, address("prestizh_owner"))
    if unique:
        assert written < WRITERS * EACH
        assert forks(subject) == 0
    else:
        assert written == WRITERS * EACH
        assert forks(subject) > 0
