"""Documents are made once, by whatever worker finds their row, and no row is lost."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from prestizh.accounts.models import Role, RoleGrant, User
from prestizh.documents.models import Document, Rendition
from prestizh.documents.renditions import (
    LEASE,
    Made,
    Progress,
    makes,
    render_one,
    request_rendition,
    retry,
)
from prestizh.documents.tasks import render
from prestizh.ledger import clock
from prestizh.refusal import Refused
from tests.factories import make_user

State = Rendition.State
made: list[str] = []


@makes("test.paper")
def paper(rendition: Rendition, progress: Progress) -> Made:
    """Does what its subject says."""
    made.append(rendition.key)
    progress(1, 2)
    if rendition.subject == "breaks":
        raise ValueError("out of order")
    if rendition.subject == "refused":
        raise Refused("It is too large.")
    if rendition.subject == "stolen":
        # As if the lease had ended and another worker had begun anew.
        Rendition.objects.filter(pk=rendition.pk).update(attempts=2)
    return Made("paper.txt", "text/plain", rendition.subject.encode(), public=False)


@pytest.fixture(autouse=True)
def nothing_made() -> None:
    made.clear()


def asked(subject: str = "x", key: str = "k") -> Rendition:
    return request_rendition("test.paper", subject, "bg", key=key)


def due_now(row: Rendition) -> None:
    """Let the pause after a failure be over."""
    Rendition.objects.filter(pk=row.pk).update(next_attempt_at=clock.now())


@pytest.mark.django_db
def test_a_document_is_made_and_kept() -> None:
    row = asked()
    render()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.done, row.total) == (State.READY, 1, 1, 2)
    assert row.document is not None
    assert row.document.open() == b"x"
    assert row.document.public_since is None


@pytest.mark.django_db
def test_the_same_key_is_one_document() -> None:
    assert asked().pk == asked().pk
    render()
    render()
    assert made == ["k"]


@pytest.mark.django_db
def test_a_failure_is_tried_three_times_and_then_set_aside() -> None:
    row = asked("breaks")
    for attempt in (1, 2, 3):
        assert render_one()
        # The pause after a failure holds.
        assert not render_one()
        row.refresh_from_db()
        assert row.attempts == attempt
        due_now(row)
    assert row.state == State.FAILED
    assert "out of order" in row.error
    assert not render_one()


@pytest.mark.django_db
def test_a_refusal_is_not_tried_again() -> None:
    row = asked("refused")
    render()
    row.refresh_from_db()
    assert (row.state, row.error, row.attempts) == (State.FAILED, "It is too large.", 1)


@pytest.mark.django_db
def test_a_kind_that_nobody_makes_is_set_aside() -> None:
    row = request_rendition("no.such", "x", "bg", key="n")
    render()
    row.refresh_from_db()
    assert row.state == State.FAILED


@pytest.mark.django_db
def test_what_a_killed_worker_left_is_made_after_the_lease() -> None:
    row = asked()
    now = clock.now()
    running = Rendition.objects.filter(pk=row.pk)
    running.update(state=State.RUNNING, attempts=1, claimed_at=now - LEASE + timedelta(minutes=1))
    assert not render_one()
    running.update(claimed_at=now - LEASE)
    assert render_one()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.READY, 2)


@pytest.mark.django_db
def test_what_kills_every_worker_is_set_aside_without_a_fourth() -> None:
    row = asked()
    Rendition.objects.filter(pk=row.pk).update(
        state=State.RUNNING, attempts=3, claimed_at=clock.now() - LEASE
    )
    render()
    row.refresh_from_db()
    assert row.state == State.FAILED
    assert row.error
    assert not made


@pytest.mark.django_db
def test_a_worker_that_was_overtaken_changes_nothing() -> None:
    row = asked("stolen")
    render_one()
    row.refresh_from_db()
    assert (row.state, row.document, row.attempts) == (State.RUNNING, None, 2)
    assert not Document.objects.exists()


def test_two_workers_at_once_make_each_document_once(committed_db: str) -> None:
    for number in range(6):
        asked(key=str(number))
    renditions_made: list[bool] = []

    def work() -> None:
        while render_one():
            renditions_made.append(True)
        connections.close_all()

    threads = [threading.Thread(target=work) for _worker in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [str(number) for number in range(6)]
    assert Rendition.objects.filter(state=State.READY, attempts=1).count() == 6


def test_a_row_that_another_worker_holds_is_passed_over(committed_db: str) -> None:
    asked()
    found: list[bool] = []

    def work() -> None:
        found.append(render_one())
        connections.close_all()

    with transaction.atomic():
        Rendition.objects.select_for_update().get()
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert found == [False]


def test_asking_wakes_the_worker_once_it_is_committed(committed_db: str) -> None:
    listener = connections.create_connection("default")
    try:
        with listener.cursor() as cursor:
            cursor.execute("LISTEN prestizh_work")
        with transaction.atomic():
            asked()
            assert not list(listener.connection.notifies(timeout=0.2, stop_after=1))
        assert list(listener.connection.notifies(timeout=60, stop_after=1))
    finally:
        listener.close()


@pytest.mark.django_db
def test_an_administrator_has_a_failed_document_made_again() -> None:
    row = asked("refused")
    render()
    person = make_user()
    with pytest.raises(Refused):
        retry(row, actor=person)
    RoleGrant.objects.create(user=person, role=Role.ADMINISTRATOR, granted_at=clock.now())
    person = User.objects.get(pk=person.pk)
    retry(row, actor=person)
    with pytest.raises(Refused):
        retry(row, actor=person)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == (State.WAITING, 0, "")


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_shows_the_progress_and_then_the_document(client: Client, prefix: str) -> None:
    row = asked()
    page = f"{prefix}/files/making/{row.public_id}/"
    assert b'data-settled="false"' in client.get(page).content
    assert client.get(page + "file").status_code == 404
    Rendition.objects.update(done=3, total=7)
    assert b'max="7" value="3"' in client.get(page).content
    render()
    assert (page + "file").encode() in client.get(page).content
    answer = client.get(page + "file")
    assert answer.content == b"x"
    assert 'filename="paper.txt"' in answer["Content-Disposition"]


@pytest.mark.django_db
def test_the_page_of_a_failed_document_says_why(client: Client) -> None:
    row = asked("refused")
    render()
    content = client.get(f"/files/making/{row.public_id}/").content.decode()
    assert "It is too large." in content
    assert client.get("/files/making/abcdefghjkmnpqrs/").status_code == 404


@pytest.mark.django_db
def test_the_page_takes_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = asked()
    with django_assert_max_num_queries(5):
        client.get(f"/files/making/{row.public_id}/")


KILLED = """
import os, signal
import django
django.setup()
from prestizh.documents.renditions import makes, render_one

@makes("test.paper")
def paper(rendition, progress):
    progress(1, 3)
    os.kill(os.getpid(), signal.SIGKILL)

render_one()
"""


def test_a_worker_killed_in_the_middle_loses_nothing(committed_db: str) -> None:
    row = asked()
    address = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + committed_db
    worker = subprocess.run(
        [sys.executable, "-c", KILLED],
        env={**os.environ, "DATABASE_URL": address},
        check=False,
        timeout=60,
    )
    assert worker.returncode == -signal.SIGKILL
    row.refresh_from_db()
    assert (row.state, row.attempts, row.done) == (State.RUNNING, 1, 1)
    assert row.claimed_at is not None
    Rendition.objects.update(claimed_at=row.claimed_at - LEASE)
    render()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.READY, 2)
