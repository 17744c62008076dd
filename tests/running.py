"""The real portal for a test (its processes and its broker), a mail server, a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default as modern
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import DjangoDbBlocker, Settings

from prestizh.local import processes, starting
from prestizh.local.valkey import Broker
from tests import databases

NO_CHROMIUM = "There is no Chromium here (Debian: apt-get install chromium-headless-shell)."
# Any number does, as long as nobody else takes an advisory lock with it.
STATIC_LOCK = 26_002
CHROMIUM_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Portal:
    """The portal as processes of its own, on a database of its own."""

    base_url: str
    database: str
    environment: dict[str, str]
    logs: Path
    blocker: DjangoDbBlocker
    broker: Broker
    running: dict[str, starting.Service] = field(default_factory=dict)

    def start_worker(self) -> None:
        """Starts the worker with its beat, the first time or after it was stopped."""
        self.running["worker"] = starting.worker(env=self.environment, logs=self.logs, account=None)

    def log(self, name: str) -> str:
        """How the log of the process `name` ends."""
        return processes.tail(self.running[name].log, 40)

    @property
    def database_url(self) -> str:
        """The database's address for the application's role."""
        return self.environment["DATABASE_URL"]

    @property
    def owner_url(self) -> str:
        """The database's address for the migrating owner."""
        return self.environment["DATABASE_OWNER_URL"]

    @contextmanager
    def database_here(self) -> Iterator[None]:
        """Inside, this process' own Django works on the portal's database, and may."""
        with self.blocker.unblock(), databases.pointed_at(self.database):
            yield

    def manage(self, *arguments: str) -> str:
        """What a management command of this portal prints; fails as it fails."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=self.environment,
            cwd=starting.CHECKOUT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout


def _environment(database: str, directory: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": _renamed(os.environ["DATABASE_URL"], database),
        "DATABASE_OWNER_URL": _renamed(os.environ["DATABASE_OWNER_URL"], database),
        "DJANGO_SETTINGS_MODULE": "prestizh.settings",
        "PRESTIZH_DEMO": "1",
        "SITE_URL": f"http://localhost:{port}",
        "STATIC_ROOT": str(_shared(directory) / "static"),
        "CELERY_BROKER_URL": "",
    }


def _shared(directory: Path) -> Path:
    """The directory of the whole run, of which a worker of xdist has only a part."""
    levels = 1 if "PYTEST_XDIST_WORKER" in os.environ else 0
    return directory.parents[levels]


def _collect_static(portal: Portal) -> None:
    """Collects the static files, which is slow, once for all workers of this run."""
    with databases.superuser() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [STATIC_LOCK])
        if not (Path(portal.environment["STATIC_ROOT"]) / "staticfiles.json").exists():
            portal.manage("collectstatic", "--noinput", "--verbosity=0")


def _renamed(url: str, database: str) -> str:
    return url.rpartition("/")[0] + "/" + database


@contextmanager
def started(
    name: str, directory: Path, blocker: DjangoDbBlocker, **settings: str
) -> Iterator[Portal]:
    """The portal in demo mode on the database `name`; stopped by the ids of its processes.

    `directory` must be short, because a Unix socket lies in it. `settings` go to its environment.
    """
    port = starting.free_port()
    broker = Broker(directory / "b", None)
    portal = Portal(
        f"http://localhost:{port}",
        name,
        _environment(name, directory, port) | settings,
        directory,
        blocker,
        broker,
    )
    portal.environment.update(broker.environment())
    told: dict[str, Any] = {"env": portal.environment, "logs": directory, "account": None}
    try:
        broker.start()
        _collect_static(portal)
        portal.running["web"] = starting.web(port, workers=1, **told)
        portal.start_worker()
        if not starting.answers(port, portal.running["web"]):
            pytest.fail(f"the portal did not start:\n{portal.log('web')}")
        yield portal
    finally:
        for service in reversed(portal.running.values()):
            # Its database goes next: what a worker is still making is made for nobody.
            service.stop(grace=1)
        broker.stop()


@pytest.fixture(scope="session")
def portal(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Portal]:
    """A portal in demo mode without content, for browsers."""
    name = databases.new_name("portal")
    databases.clone(name)
    try:
        with started(name, tmp_path_factory.mktemp("p"), django_db_blocker) as portal:
            yield portal
    finally:
        databases.drop(name)


@dataclass
class MailServer:
    """A real SMTP server that keeps what it gets, or refuses it."""

    host: str = "127.0.0.1"
    port: int = field(default_factory=starting.free_port)
    messages: list[EmailMessage] = field(default_factory=list)
    # What it says to each message in place of taking it, as in "451 later" or "550 no".
    refusal: str | None = None

    async def handle_DATA(  # noqa: N802 (the name is aiosmtpd's)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Takes or refuses one message."""
        if self.refusal is not None:
            return self.refusal
        content = envelope.content
        body = content.encode() if isinstance(content, str) else content or b""
        message = BytesParser(policy=modern).parsebytes(body)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"


@pytest.fixture
def smtp_server(settings: Settings) -> Iterator[MailServer]:
    """A mail server that Django's mail goes to during the test."""
    server = MailServer()
    controller = Controller(server, hostname=server.host, port=server.port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = server.host
    settings.EMAIL_PORT = server.port
    try:
        yield server
    finally:
        controller.stop()


def chromium() -> str | None:
    """The browser's program, if there is one; first the one without a surface of its own.

    It draws the same pages with half of the processor's time: the whole browser draws its tabs and
    menus too, though nobody sees them.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser: the system's, never one it downloads."""
    program = chromium()
    if program is None:
        pytest.skip(NO_CHROMIUM)
    return {
        "executable_path": program,
        "args": list(CHROMIUM_SWITCHES),
        "headless": True,
    }
