"""The listener in every worker: runs the sweeps the moment work is committed.

It waits for PostgreSQL's NOTIFY, not for the broker, so that mails leave within a second even
while Redis is gone; and it sweeps every twenty seconds whether it heard something or not. It is a
step of Celery's worker and starts before the worker looks for its broker. Each sweep has a thread
of its own, which never runs it twice at once; between workers the rows' locks decide.
"""

import logging
import threading
from typing import Any

from celery import bootsteps
from django.db import DatabaseError, close_old_connections, connections

from prestizh.outbox import nudges

log = logging.getLogger(__name__)

TICK = 20.0
AFTER_FAILURE = 2.0
LAST_WORDS = 30.0


class Sweeper:
    """One sweep in its own thread: asked while it runs, it runs once more afterwards."""

    def __init__(self, name: str, sweep: nudges.Sweep) -> None:
        self.sweep = sweep
        self.asked = threading.Event()
        self.stopping = False
        self.thread = threading.Thread(target=self.run, name=f"sweep {name}", daemon=True)

    def run(self) -> None:
        """Sweep whenever asked, until told to stop."""
        while True:
            self.asked.wait()
            if self.stopping:
                break
            self.asked.clear()
            if self.once():
                self.asked.set()
        connections.close_all()

    def once(self) -> bool:
        """One sweep, whatever happens to it; True when it has more to do."""
        close_old_connections()
        try:
            return self.sweep()
        except Exception:
            log.exception("A sweep failed; the next tick tries again.")
            return False

    def stop(self) -> None:
        """Let the sweep that runs finish what it has in its hands; no new one starts."""
        self.stopping = True
        self.asked.set()


class Listener:
    """Waits for nudges and wakes the sweepers."""

    def __init__(self, sweeps: dict[str, nudges.Sweep]) -> None:
        self.sweepers = [Sweeper(name, sweep) for name, sweep in sweeps.items()]
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.run, name="listener", daemon=True)

    def start(self) -> None:
        for sweeper in self.sweepers:
            sweeper.thread.start()
        self.thread.start()

    def run(self) -> None:
        """Listen, and after a lost connection listen again."""
        while not self.stopping.is_set():
            try:
                self.listen()
            except DatabaseError as error:
                log.warning("The listener lost PostgreSQL: %s", type(error).__name__)
            except Exception:
                log.exception("The listener failed; it begins anew.")
            self.stopping.wait(AFTER_FAILURE)

    def listen(self) -> None:
        """One connection's life: ask for all sweeps first, since nudges may have been missed."""
        wrapper = connections.create_connection("default")
        try:
            with wrapper.cursor() as cursor:
                cursor.execute("LISTEN prestizh_work")
            while not self.stopping.is_set():
                self.ask_all()
                with wrapper.wrap_database_errors:
                    for _nudge in wrapper.connection.notifies(timeout=TICK, stop_after=1):
                        pass
        finally:
            wrapper.close()

    def ask_all(self) -> None:
        for sweeper in self.sweepers:
            sweeper.asked.set()

    def stop(self) -> None:
        """Wait for the sweeps that run, so that no mail is cut off between yes and commit."""
        self.stopping.set()
        for sweeper in self.sweepers:
            sweeper.stop()
        for sweeper in self.sweepers:
            sweeper.thread.join(LAST_WORDS)


class Listening(bootsteps.StartStopStep):
    """The listener as a step of the worker, after its pool and before its broker."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.listener: Listener | None = None

    def start(self, parent: Any) -> None:
        self.listener = Listener(nudges.sweeps())
        self.listener.start()

    def stop(self, parent: Any) -> None:
        if self.listener is not None:
            self.listener.stop()
