"""The portal's clock: exact, only forward, and only the owner's."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection
from django.db.transaction import atomic

from prestizh.ledger import clock as portal_clock
from prestizh.ledger.record import record
from tests.fixtures_clock import Clock

YEAR_BEFORE = timedelta(days=365)


def test_the_clock_says_when_the_transaction_began(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT transaction_timestamp(), pg_sleep(0.01)")
        began, _ = cursor.fetchone()
    assert portal_clock.now() == began
    assert portal_clock.now().tzinfo is UTC
    assert portal_clock.is_true()


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2031, 3, 30, 0, 59, 59, 999999, tzinfo=UTC),
        datetime(2031, 3, 30, 1, 0, 0, 0, tzinfo=UTC),
        datetime(2099, 10, 25, 0, 59, 59, 999999, tzinfo=UTC),
        datetime(1999, 1, 1, 0, 0, 0, 1, tzinfo=UTC),
    ],
)
def test_a_test_steps_to_an_instant_exactly(clock: Clock, instant: datetime) -> None:
    assert clock.step_to(instant) == instant
    assert portal_clock.now() == instant
    assert not portal_clock.is_true()


def test_a_step_is_the_same_in_every_time_zone(clock: Clock) -> None:
    """A day over the change to summer time is 24 hours, whatever the session's zone."""
    before = clock.step_to(datetime(2031, 3, 29, 22, 0, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Europe/Sofia'")
        cursor.execute("SELECT public.ledger_step_clock('1 day')")
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
    assert clock.now() - before == timedelta(days=1)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2031, 1, 1, 21, 59, 59, 999999, tzinfo=UTC), date(2031, 1, 1)),
        (datetime(2031, 1, 1, 22, 0, tzinfo=UTC), date(2031, 1, 2)),
        (datetime(2031, 7, 1, 20, 59, 59, 999999, tzinfo=UTC), date(2031, 7, 1)),
        (datetime(2031, 7, 1, 21, 0, tzinfo=UTC), date(2031, 7, 2)),
    ],
)
def test_today_is_the_date_in_sofia(clock: Clock, instant: datetime, day: date) -> None:
    clock.step_to(instant)
    assert portal_clock.today() == day


def test_once_something_is_recorded_the_clock_moves_only_forward(clock: Clock) -> None:
    clock.step(-YEAR_BEFORE)
    first = record(uuid4(), "test.made", actor=None)
    clock.step(timedelta(days=1))
    second = record(uuid4(), "test.made", actor=None)
    assert second.at - first.at == timedelta(days=1)
    with pytest.raises(Exception, match="only forward"), atomic():
        clock.step(-timedelta(microseconds=1))


def test_the_application_cannot_step_the_clock(committed_db: str) -> None:
    with connection.cursor() as cursor:
        for act in (
            "SELECT public.ledger_step_clock(interval '1 day')",
            "UPDATE public.ledger_clock SET ahead = interval '1 day'",
            "INSERT INTO public.ledger_clock (id, ahead) VALUES (2, interval '0')",
            "DELETE FROM public.ledger_clock",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"):
                cursor.execute(act)
    assert portal_clock.is_true()


def test_the_owner_steps_it_for_everybody_and_lets_it_be_true_again(committed_db: str) -> None:
    portal_clock.step(-YEAR_BEFORE)
    with atomic():
        record(uuid4(), "test.made", actor=None)
    with pytest.raises(Exception, match="only forward"):
        portal_clock.step(-timedelta(days=1))
    moment = portal_clock.now() + timedelta(days=7)
    assert moment <= portal_clock.step_to(moment) <= moment + timedelta(seconds=5)
    assert portal_clock.ahead() < timedelta(0)
    portal_clock.catch_up()
    assert portal_clock.is_true()


def test_the_owner_does_not_step_it_within_a_transaction(committed_db: str) -> None:
    with pytest.raises(RuntimeError, match="between transactions"), atomic():
        portal_clock.step(timedelta(days=1))
