"""The tests' hand on the clock: inside a test's transaction, undone with it.

The application's role may not step the clock, so the fixture lets it in the worker's own database;
`committed_db` is a fresh clone, where only `prestizh.ledger.clock.step` (as the owner) works.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection

from prestizh.ledger import clock as portal_clock
from tests.databases import superuser_url

MAY_STEP = "GRANT EXECUTE ON FUNCTION public.ledger_step_clock(interval) TO prestizh_app"
MAY_NOT = "REVOKE EXECUTE ON FUNCTION public.ledger_step_clock(interval) FROM prestizh_app"
PATIENCE = (
    "CREATE OR REPLACE FUNCTION public.ledger_patience() RETURNS interval LANGUAGE sql IMMUTABLE"
    " RETURN interval '{}'"
)


def as_superuser(sql: str) -> None:
    """Run one statement in the database that the tests are on, and commit it."""
    with psycopg.connect(superuser_url(connection.settings_dict["NAME"])) as superuser:
        superuser.execute(sql.encode())


class Clock:
    """Steps the clock within the test's transaction, in which time stands still otherwise.

    Backwards only before anything is recorded.
    """

    def now(self) -> datetime:
        """What the portal's clock says, aware, in UTC."""
        return portal_clock.now()

    def step(self, by: timedelta) -> datetime:
        """Move on by `by`."""
        interval: Any = by
        with connection.cursor() as cursor:
            cursor.execute("SELECT public.ledger_step_clock(%s)", [interval])
        return self.now()

    def step_to(self, instant: datetime) -> datetime:
        """Make it exactly `instant` (aware), to the microsecond."""
        if instant.tzinfo is None:
            raise ValueError("The clock steps to an aware instant only.")
        return self.step(instant - self.now())


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    """The clock of this test's transaction; afterwards the role is as the portal expects it."""
    as_superuser(MAY_STEP)
    yield Clock()
    as_superuser(MAY_NOT)


@contextmanager
def patience_of(interval: str) -> Iterator[None]:
    """Lets the record wait longer, or less long, for its transaction than 30 seconds."""
    as_superuser(PATIENCE.format(interval))
    try:
        yield
    finally:
        as_superuser(PATIENCE.format("30 seconds"))


@pytest.fixture
def long_transaction(db: None) -> Iterator[None]:
    """For a test whose one transaction records facts for more than 30 seconds."""
    with patience_of("1 hour"):
        yield
