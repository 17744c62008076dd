"""Post that survives: killed workers, several workers, slow servers. Each has its control."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection, connections, transaction

from prestizh.ledger import clock
from prestizh.outbox import delivery, following, rendering
from prestizh.outbox.listening import TICK
from prestizh.outbox.models import Message
from tests.outbox.greeting import greet, own_connection, soon
from tests.running import MailServer

CHECKOUT = Path(__file__).resolve().parents[2]
BEGIN = """
import django
django.setup()
import tests.outbox.greeting
"""
OURS = BEGIN + "from prestizh.outbox.delivery import deliver_due; deliver_due()"
# The other order: first it is marked sent and committed, then it is handed over.
WRONG_ORDER = (
    BEGIN
    + """
from prestizh.ledger import clock
from prestizh.outbox import delivery, following, rendering
from prestizh.outbox.models import Message
post = delivery.Post()
for message in Message.objects.filter(state="waiting").order_by("pk"):
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=clock.now())
    post.send(rendering.mail_of(message, clock.now()))
"""
)


@dataclass
class Killer(MailServer):
    """A mail server that kills who speaks to it, before or after it has taken a mail."""

    taken: bool = True
    after: int = 2
    victim: "subprocess.Popen[bytes] | None" = None

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        due = self.victim is not None and len(self.messages) == self.after
        if due and not self.taken:
            self.kill()
            return "451 there is nobody to say it to"
        said = await super().handle_DATA(server, session, envelope)
        if due and self.taken:
            self.kill()
        return said

    def kill(self) -> None:
        assert self.victim is not None
        os.kill(self.victim.pid, signal.SIGKILL)
        self.victim.wait()
        self.victim = None


def killed_worker(database: str, program: str, *, taken: bool) -> list[str]:
    """Who got a mail when a worker that runs `program` is killed and ours goes on after it."""
    server = Killer(taken=taken)
    controller = Controller(server, hostname=server.host, port=server.port)
    controller.start()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "prestizh.settings",
        "DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + database,
        "EMAIL_URL": f"smtp://{server.host}:{server.port}",
    }
    try:
        for run, part in enumerate((program, OURS)):
            worker = subprocess.Popen([sys.executable, "-c", part], env=environment, cwd=CHECKOUT)
            if run == 0:
                server.victim = worker
            worker.wait(60)
    finally:
        controller.stop()
    return [str(mail["Message-ID"]) for mail in server.messages]


@pytest.mark.slow
@pytest.mark.parametrize("taken", [False, True])
def test_a_killed_worker_loses_no_mail(committed_db: str, taken: bool) -> None:
    for number in range(5):
        greet(to=f"reader{number}@example.org")
    mails = killed_worker(committed_db, OURS, taken=taken)
    assert len(set(mails)) == 5
    # Twice only if it was killed between the server's yes and the commit; then it is the same mail.
    assert len(mails) == 5 + taken
    assert not Message.objects.exclude(state=Message.State.SENT).exists()


@pytest.mark.slow
def test_control_the_other_order_loses_one(committed_db: str) -> None:
    for number in range(5):
        greet(to=f"reader{number}@example.org")
    assert len(set(killed_worker(committed_db, WRONG_ORDER, taken=False))) == 4


def naive() -> bool:
    """Reads what waits without a lock, as a worker that knows nothing of others."""
    post = delivery.Post()
    for message in list(Message.objects.filter(state=Message.State.WAITING)):
        mail = rendering.mail_of(message, clock.now())
        assert mail is not None
        mail.connection = post.connection
        post.send(mail)
        Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, sent_at=clock.now())
    post.close()
    return False


def together(sweep: Callable[[], bool], workers: int = 4) -> None:
    """Run the sweep in several threads that begin at the same moment."""
    gate = threading.Barrier(workers)

    def run() -> None:
        try:
            connection.ensure_connection()
            gate.wait(10)
            sweep()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(("sweep", "twice"), [(delivery.deliver_due, False), (naive, True)])
def test_workers_side_by_side_send_each_mail_once(
    smtp_server: MailServer, sweep: Callable[[], bool], twice: bool
) -> None:
    """`naive` is the control."""
    for number in range(30):
        greet(to=f"reader{number}@example.org")
    together(sweep)
    readers = [mail["To"] for mail in smtp_server.messages]
    assert len(set(readers)) == 30
    assert (len(readers) > 30) == twice


@dataclass
class SlowServer(MailServer):
    """Takes each mail after a while, and looks meanwhile how the message stands."""

    seconds: float = 0.8
    seen: "list[object] | None" = None
    look: "Callable[[], object] | None" = None

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        time.sleep(self.seconds)
        if self.look is not None:
            self.seen = [*(self.seen or []), self.look()]
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def slow_server(smtp_server: MailServer, settings: object) -> "object":
    server = SlowServer()
    controller = Controller(server, hostname=server.host, port=server.port)
    controller.start()
    settings.EMAIL_PORT = server.port  # type: ignore[attr-defined]
    yield server
    controller.stop()


@pytest.mark.usefixtures("committed_db")
def test_it_is_marked_sent_only_after_the_servers_yes(slow_server: SlowServer) -> None:
    message = greet()
    with own_connection() as other:

        def look() -> object:
            state = other.execute("SELECT state FROM outbox_message").fetchone()
            free = other.execute(
                "SELECT count(*) FROM (SELECT 1 FROM outbox_message FOR UPDATE SKIP LOCKED) f"
            ).fetchone()
            return (state, free)

        slow_server.look = look
        delivery.deliver_due()
    assert slow_server.seen == [(("waiting",), (0,))]
    message.refresh_from_db()
    assert message.state == Message.State.SENT


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize("patient", [True, False])
def test_a_slow_server_is_waited_for(
    slow_server: SlowServer, monkeypatch: pytest.MonkeyPatch, patient: bool
) -> None:
    """Control: without asking for time, PostgreSQL ends the transaction and the mail goes twice."""
    if not patient:
        monkeypatch.setattr(delivery, "_let_it_take_its_time", lambda: None)
    message = greet()
    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = '300ms'")
    if patient:
        delivery.deliver_due()
    else:
        with pytest.raises(Exception, match=r"terminat|closed|lost"):
            delivery.deliver_due()
        connection.close()
    message.refresh_from_db()
    assert message.state == (Message.State.SENT if patient else Message.State.WAITING)
    assert len(slow_server.messages) == 1


@dataclass
class CuttingServer(MailServer):
    """Cuts the line once it has the whole mail, without a word."""

    cuts: int = 1

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.cuts:
            self.cuts -= 1
            assert server.transport is not None
            server.transport.close()
            return "250 nobody hears this"
        return await super().handle_DATA(server, session, envelope)


@pytest.mark.usefixtures("committed_db")
def test_a_line_cut_after_the_text_is_tried_again(smtp_server: MailServer) -> None:
    from django.conf import settings

    server = CuttingServer()
    controller = Controller(server, hostname=server.host, port=server.port)
    controller.start()
    settings.EMAIL_PORT = server.port
    try:
        message = greet()
        delivery.deliver_due()
        message.refresh_from_db()
        assert (message.state, message.attempts) == (Message.State.WAITING, 1)
        with transaction.atomic():
            Message.objects.update(next_attempt_at=clock.now())
        delivery.deliver_due()
        message.refresh_from_db()
        assert message.state == Message.State.SENT
    finally:
        controller.stop()


@pytest.mark.slow
def test_mails_leave_while_redis_is_gone(committed_db: str, smtp_server: MailServer) -> None:
    """A whole worker whose broker nobody answers for: the listener needs none."""
    environment = {
        **os.environ,
        "DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + committed_db,
        "CELERY_BROKER_URL": "redis://127.0.0.1:1/0",
        "EMAIL_URL": f"smtp://{smtp_server.host}:{smtp_server.port}",
    }
    command = [sys.executable, "-m", "celery", "-A", "prestizh", "worker", "-P", "threads"]
    worker = subprocess.Popen(
        [*command, "-c", "1", "--without-gossip", "--without-mingle"],
        env=environment,
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        following.ask("ivanka@example.org", "everything", "bg", network="n")
        assert soon(lambda: len(smtp_server.messages) == 1, within=60)
        following.ask("petar@example.org", "everything", "bg", network="n")
        # Long before the next sweep that nobody asked for.
        assert soon(lambda: len(smtp_server.messages) == 2, within=TICK / 2)
    finally:
        worker.kill()
        worker.wait(10)
