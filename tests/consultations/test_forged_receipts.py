"""Somebody with all power over the database back-dates an opinion: `verify_ledger` finds it."""

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from consultations.models import Opinion
from tests.consultations.making import make_clerk, make_open, make_opinion
from tests.databases import superuser_url
from tests.ledger.forging import verify_ledger

FORGED = {
    "an earlier moment": "received_at = received_at - interval '1 day'",
    "a moment later by a millionth of a second": "received_at = received_at + interval '1 us'",
    "another entry": "record_number = record_number - 1",
    "another hash": "record_hash = repeat('0', 64)",
}


def forge(database: str, what: str) -> None:
    """Change the opinion as a superuser, with the triggers of its table switched off."""
    with psycopg.connect(superuser_url(database)) as superuser:
        superuser.execute("ALTER TABLE consultations_opinion DISABLE TRIGGER ALL")
        superuser.execute(f"UPDATE consultations_opinion SET {FORGED[what]}".encode())
        superuser.execute("ALTER TABLE consultations_opinion ENABLE TRIGGER ALL")


@pytest.fixture
def opinion(committed_db: str) -> Opinion:
    return make_opinion(make_open(make_clerk()))


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_receipt_is_found(committed_db: str, opinion: Opinion, what: str) -> None:
    assert verify_ledger().code == 0
    forge(committed_db, what)
    found = verify_ledger()
    assert found.code == 1
    assert "BROKEN: chain" in found.said
    assert f"opinion {opinion.reference} says otherwise" in found.said


@pytest.mark.parametrize("what", FORGED)
def test_control_the_portal_itself_cannot_write_it(opinion: Opinion, what: str) -> None:
    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE consultations_opinion SET {FORGED[what]}")
    assert verify_ledger().code == 0
