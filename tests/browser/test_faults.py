"""What the portal does while a part of it is gone: nothing is lost, and the administrator sees it.

Each test breaks one process of a town of its own, by its id, and puts it right again.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Page

from consultations.models import Opinion
from consultations.state import State
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import LEASE
from prestizh.ledger import clock
from prestizh.local import processes, starting
from prestizh.outbox.models import Message
from tests.browser.visitors import Town
from tests.browser.writing import (
    article,
    consultation_in,
    in_time,
    said,
    say_who,
    send,
    write_under,
)
from tests.running import MailServer

ADMINISTRATOR = "admin@example.bg"
MAIL_PORT = starting.free_port()
# Mail goes to a real server, which these tests start and stop.
SETTINGS = {"EMAIL_URL": f"smtp://127.0.0.1:{MAIL_PORT}"}


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server at the address that the portal knows; there is none outside of this."""
    server = MailServer(port=MAIL_PORT)
    controller = Controller(server, hostname=server.host, port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def mails_to(server: MailServer, address: str) -> list[str]:
    """The subjects of what the server got for this address."""
    return [str(mail["Subject"]) for mail in server.messages if address in str(mail["To"])]


def propose(town: Town, page: Page, email: str) -> str:
    """A guest sends an opinion; its number."""
    draft = consultation_in(town, State.OPEN)
    page.goto(f"/consultations/{draft.public_id}/")
    write_under(page, article(page, 3), reasons=f"Мнение на {email}.")
    return send(page, say_who(page, name="Борис Устоев", email=email))


def test_without_a_broker_an_opinion_is_taken_and_its_mail_leaves(own_town: Town) -> None:
    address = "bez.redis@example.org"
    with mail_server() as server:
        own_town.portal.broker.stop()
        try:
            with own_town.visit() as page:
                began = time.monotonic()
                number = propose(own_town, page, address)
                # No page waits for the broker that is gone.
                assert time.monotonic() - began < 60
            with own_town.portal.database_here():
                assert Opinion.objects.filter(reference=number).exists()
        finally:
            own_town.portal.broker.start()
        assert in_time(lambda: mails_to(server, address), within=180)


@pytest.mark.slow
def test_without_a_mail_server_mail_waits_and_the_administrator_sees_it(own_town: Town) -> None:
    address = "bez.poshta@example.org"
    with own_town.visit() as page:
        propose(own_town, page, address)

    def tried() -> bool:
        with own_town.portal.database_here():
            # The first that is tried finds nobody, and all behind it wait with it.
            waiting = Message.objects.filter(state=Message.State.WAITING)
            mine = waiting.filter(address=address).exists()
            return mine and waiting.filter(postponed__gt=0).exists()

    assert in_time(tried, within=120)
    with own_town.visit(ADMINISTRATOR) as page:
        page.goto("/operation/")
        failing = page.locator(".stat", has_text=said("messages being tried again"))
        assert int(failing.locator(".stat__value").inner_text()) >= 1
    with mail_server() as server:
        # It is tried again by the portal's own clock.
        with own_town.portal.database_here():
            clock.step(timedelta(hours=1, seconds=1))
        assert in_time(lambda: mails_to(server, address), within=180)
    with own_town.portal.database_here():
        assert Message.objects.filter(address=address, state=Message.State.SENT).exists()


@pytest.mark.slow
def test_a_document_is_made_after_its_worker_was_killed_in_the_middle(own_town: Town) -> None:
    with own_town.visit() as page:
        propose(own_town, page, "ubit@example.org")
        kill_worker(own_town)
        with own_town.portal.database_here():
            before = set(Rendition.objects.values_list("pk", flat=True))
        page.locator("main form[action$='/pdf/'] button").click()
        page.wait_for_url("**/making/*/")
        address = page.url
        with own_town.portal.database_here():
            asked = Rendition.objects.exclude(pk__in=before).get()
        own_town.portal.start_worker()
        die_while_making(own_town, asked.pk)
        # A claim is believed for some minutes; the portal's clock, not ours, says when they are over.
        with own_town.portal.database_here():
            clock.step(LEASE + timedelta(seconds=1))
        own_town.portal.start_worker()

        def ready() -> bool:
            page.goto(address)
            return page.locator("#rendition[data-settled=true] a.button[download]").count() == 1

        assert in_time(ready, within=120)
        link = page.locator("#rendition a[download]").get_attribute("href")
        assert page.request.get(str(link)).body().startswith(b"%PDF")


def kill_worker(town: Town) -> None:
    """Ends the worker without a word, as a lack of memory does."""
    processes.stop(town.portal.running["worker"].process, signal.SIGKILL)


def die_while_making(town: Town, pk: int) -> None:
    """Kills the worker as soon as it has begun the document; it may have been quicker."""

    def begun() -> bool:
        with town.portal.database_here():
            return Rendition.objects.get(pk=pk).state != Rendition.State.WAITING

    assert in_time(begun, within=180, pause=0.02)
    kill_worker(town)
