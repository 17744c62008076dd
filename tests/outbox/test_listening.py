"""Mails leave as soon as they are committed, without a broker; and after PostgreSQL was away."""

import time
from collections.abc import Iterator

import pytest
from django.db import connections

from prestizh.outbox import nudges
from prestizh.outbox.listening import TICK, Listener
from prestizh.outbox.models import Message
from tests.outbox.greeting import greet, own_connection, soon
from tests.running import MailServer


def listens() -> int:
    """How many connections of this test's database wait for nudges: portals of others may run beside."""
    with own_connection() as other:
        row = other.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE query = 'LISTEN prestizh_work' AND state = 'idle'"
            " AND datname = current_database()"
        ).fetchone()
    assert row is not None
    return int(str(row[0]))


@pytest.fixture
def listener(committed_db: str) -> Iterator[Listener]:
    """A worker's listener, without the worker."""
    running = Listener({name: sweep for name, sweep in nudges.sweeps().items() if "outbox" in name})
    running.start()
    try:
        assert soon(lambda: listens() == 1)
        yield running
    finally:
        # A listener that outlived its test would deliver the mails of others.
        running.stop()
        running.thread.join(10)
        connections.close_all()


@pytest.mark.usefixtures("listener")
def test_a_mail_leaves_when_it_is_committed(smtp_server: MailServer) -> None:
    # What the first sweep of a new listener finds is not what is measured here.
    time.sleep(0.3)
    greet()
    # Long before the next sweep that nobody asked for.
    assert soon(lambda: len(smtp_server.messages) == 1, within=TICK / 2)
    assert soon(lambda: Message.objects.filter(state=Message.State.SENT).count() == 1)


@pytest.mark.usefixtures("smtp_server")
def test_it_listens_again_after_the_connection_was_lost(
    listener: Listener, smtp_server: MailServer
) -> None:
    with own_connection() as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query = 'LISTEN prestizh_work' AND datname = current_database()"
        )
        assert soon(lambda: listens() == 0)
    greet()
    # Nobody heard this nudge; the listener asks for all sweeps when it is back.
    assert soon(lambda: len(smtp_server.messages) == 1, within=TICK / 2)


def test_a_sweep_asked_for_while_it_runs_runs_once_more() -> None:
    runs: list[float] = []

    def sweep() -> bool:
        runs.append(time.monotonic())
        time.sleep(0.2)
        return False

    listener = Listener({"slow": sweep})
    (sweeper,) = listener.sweepers
    sweeper.thread.start()
    for _nudge in range(5):
        sweeper.asked.set()
        time.sleep(0.02)
    assert soon(lambda: len(runs) == 2)
    time.sleep(0.3)
    sweeper.stop()
    sweeper.thread.join(2)
    assert len(runs) == 2
    assert runs[1] - runs[0] >= 0.2


def test_a_sweep_that_fails_is_tried_again() -> None:
    runs: list[int] = []

    def sweep() -> bool:
        runs.append(1)
        if len(runs) == 1:
            raise RuntimeError("once")
        return False

    (sweeper,) = Listener({"failing": sweep}).sweepers
    sweeper.thread.start()
    sweeper.asked.set()
    assert soon(lambda: len(runs) == 1)
    sweeper.asked.set()
    assert soon(lambda: len(runs) == 2)
    sweeper.stop()
    sweeper.thread.join(2)
