"""What the demo stands on: its directory, its database and broker, and the settings they make."""

import fcntl
import os
import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from prestizh.local import postgres, processes, starting
from prestizh.local.processes import Account
from prestizh.local.valkey import Broker

DATABASE = "prestizh"


class DemoError(Exception):
    """The demo can't start; the message is for the person who typed the command."""


def has_own_servers() -> bool:
    """Whether the demo runs a PostgreSQL of its own; refuses half an address of another."""
    given = [name for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if os.environ.get(name)]
    if len(given) == 1:
        missing = ({"DATABASE_URL", "DATABASE_OWNER_URL"} - set(given)).pop()
        raise DemoError(
            f"{given[0]} is set, {missing} is not. The portal needs both: DATABASE_URL for the "
            "application's role, DATABASE_OWNER_URL for the owner who migrates. Set both, or "
            "neither to let the demo bring its own PostgreSQL."
        )
    return not given


@dataclass
class Ground:
    """The demo's directory and the servers started in it; `stack` takes everything down again."""

    directory: Path
    stack: ExitStack
    account: Account | None = field(default_factory=processes.ordinary_account)
    cluster: postgres.Cluster | None = None
    _held: IO[str] | None = None

    def claim(self) -> None:
        """Makes the directory ours for this run: two demos in one would spoil each other."""
        self.directory.mkdir(parents=True, exist_ok=True)
        # Others may pass through to what is theirs, but not look around.
        self.directory.chmod(0o711)
        self._held = self.stack.enter_context((self.directory / "lock").open("w"))
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as busy:
            raise DemoError(f"The demo in {self.directory} is running already.") from busy

    def clear(self) -> None:
        """Deletes what earlier demos left, of whatever version."""
        for place in self.directory.iterdir():
            if place.is_dir():
                shutil.rmtree(place)

    def start_servers(self) -> dict[str, str]:
        """Starts what is not given from outside; returns the settings of the portal's processes."""
        environment: dict[str, str] = {}
        if has_own_servers():
            environment |= self._start_postgres()
        if not (os.environ.get("REDIS_URL") or os.environ.get("CELERY_BROKER_URL")):
            broker = Broker(self.directory / "valkey", self.account)
            self.stack.callback(broker.stop)
            broker.start()
            environment |= broker.environment()
        caches = processes.directory_of(self.directory / "cache", self.account)
        return environment | {
            "SECRET_KEY": starting.kept_secret(self.directory / "secret-key"),
            "STATIC_ROOT": str(self.directory / "static"),
            # Fontconfig keeps what it knows of the fonts there.
            "XDG_CACHE_HOME": str(caches),
        }

    def _start_postgres(self) -> dict[str, str]:
        programs = postgres.find()
        place = self.directory / f"postgres-{programs.major}"
        cluster = self.cluster = postgres.Cluster(place, programs, self.account)
        cluster.create()
        self.stack.callback(cluster.stop)
        cluster.start()
        cluster.prepare(DATABASE)
        return {
            "DATABASE_URL": cluster.url(postgres.APPLICATION, DATABASE),
            "DATABASE_OWNER_URL": cluster.url(postgres.OWNER, DATABASE),
        }

    def remembered(self) -> list[str] | None:
        """What to tell about the accounts, if this very code prepared this database already.

        Only of a database of our own: another may have been changed behind our back.
        """
        note = self._note()
        if note is None or not note.exists():
            return None
        code, *lines = note.read_text().splitlines()
        return lines if code == starting.state_of_code() else None

    def remember(self, lines: list[str]) -> None:
        """Notes that everything is prepared, so that the next start needs not look."""
        note = self._note()
        if note is not None:
            note.write_text("\n".join([starting.state_of_code(), *lines]))

    def note_content(self) -> None:
        """Notes of which version the example content is that was just put in."""
        if self.cluster is not None:
            self._content(self.cluster).write_text(starting.state_of_content())

    def has_older_content(self) -> bool:
        """Whether another version put in the example content of our own database."""
        if self.cluster is None:
            return False
        noted = self._content(self.cluster)
        return not noted.exists() or noted.read_text() != starting.state_of_content()

    @staticmethod
    def _content(cluster: postgres.Cluster) -> Path:
        return cluster.directory / "content-of.txt"

    def _note(self) -> Path | None:
        return None if self.cluster is None else self.cluster.directory / "prepared-by.txt"

    def empty_database(self) -> None:
        """Makes the demo's own database anew."""
        if self.cluster is None:
            raise DemoError(
                "The database that DATABASE_URL leads to holds something, but not the demo's "
                "content to its end. Give the demo an empty database."
            )
        with self.cluster.superuser() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        self.cluster.prepare(DATABASE)

    def logs(self) -> Path:
        """Where the processes write what they do; each start begins anew."""
        place = self.directory / "logs"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        place.chmod(0o711)
        return place
