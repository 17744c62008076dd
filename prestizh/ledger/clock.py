"""The portal's only clock: the database's transaction start plus an offset only the owner moves."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, connections

SOFIA = ZoneInfo("Europe/Sofia")


def now() -> datetime:
    """The instant of the current transaction, aware, in UTC; within one it stands still."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.ledger_now()")
        (instant,) = cursor.fetchone()
    return _aware(instant)


def today() -> date:
    """The date of ``now()`` in Europe/Sofia."""
    return now().astimezone(SOFIA).date()


def ahead() -> timedelta:
    """How far ``now()`` is from the server's time: zero in production, less in a demo's past."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ahead FROM public.ledger_clock")
        (offset,) = cursor.fetchone()
    if not isinstance(offset, timedelta):
        msg = f"The clock's offset is no interval: {offset!r}"
        raise TypeError(msg)
    return offset


def is_true() -> bool:
    """Whether the portal's time is the server's own."""
    return ahead() == timedelta(0)


def step(by: timedelta) -> datetime:
    """Move the clock by ``by`` as the owner of the record, and say what time it then is.

    Backwards only while nothing has been recorded yet. The application's role can't do this;
    production never does.
    """
    return _step("SELECT public.ledger_step_clock(%s)", by)


def step_to(instant: datetime) -> datetime:
    """Move the clock so that it is ``instant`` (aware) now."""
    if instant.tzinfo is None:
        msg = "The clock steps to an aware instant only."
        raise ValueError(msg)
    return _step("SELECT public.ledger_step_clock(%s - public.ledger_now())", instant)


def catch_up() -> datetime:
    """Let a clock that was behind be true again."""
    return _step("SELECT public.ledger_step_clock(-ahead) FROM public.ledger_clock")


def _step(sql: str, *values: Any) -> datetime:
    if connection.in_atomic_block:
        msg = "The clock is stepped between transactions, not within one."
        raise RuntimeError(msg)
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, values)
        (instant,) = cursor.fetchone()
    return _aware(instant)


def _aware(instant: object) -> datetime:
    if not isinstance(instant, datetime):
        msg = f"The database's clock gave no instant: {instant!r}"
        raise TypeError(msg)
    return instant.astimezone(UTC)
