"""Sending twice, from the back button, and forty times at once: one opinion, one receipt."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client

from consultations import proposing
from consultations.models import Consultation, Opinion
from prestizh.accounts.models import User
from tests.consultations.making import make_clerk, make_open, make_opinion
from tests.factories import make_user
from tests.security.guests import WHO, Guest, the_opinion

AT_ONCE = 40


def in_threads(number: int, work: Callable[[], str]) -> list[str]:
    """What `number` threads give that begin together, each on a connection of its own."""
    together = threading.Barrier(number)

    def one(_number: int) -> str:
        try:
            together.wait(30)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_forty_posts_of_one_form_make_one_opinion(committed_db: str) -> None:
    guest = Guest(make_open(make_clerk()))
    guest.write()
    typed = {**WHO, "submission": str(guest.basket().submission_key)}
    cookie, address = guest.client.cookies["basket"].value, guest.address("send")

    def send() -> str:
        client = Client(raise_request_exception=False)
        client.cookies["basket"] = cookie
        answer = client.post(address, typed)
        return answer.headers.get("Location", str(answer.status_code))

    receipts = in_threads(AT_ONCE, send)
    assert receipts == [f"/consultations/receipt/{the_opinion().receipt_id}/"] * AT_ONCE
    assert the_opinion().proposals.count() == 1


def submitted(consultation: Consultation, user: User, key: uuid.UUID) -> str:
    """The № of an opinion that the act takes, or the name of what stopped it."""
    try:
        return str(make_opinion(consultation, user, key=key))
    except Exception as error:
        return type(error).__name__


def test_control_without_lock_and_constraint_one_key_makes_several(
    committed_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    consultation, user, key = make_open(make_clerk()), make_user(), uuid.uuid4()
    settings = connection.settings_dict
    address = psycopg.conninfo.make_conninfo(
        dbname=settings["NAME"],
        user="prestizh_owner",
        host=settings["HOST"],
        port=settings["PORT"] or None,
    )
    with psycopg.connect(address, autocommit=True) as owner:
        for column in ("submission_key", "reference"):
            name = f"consultations_opinion_{column}_key"
            owner.execute(f"ALTER TABLE consultations_opinion DROP CONSTRAINT {name}".encode())
    read = threading.Barrier(8)

    def unlocked(found: Consultation) -> Consultation:
        row = Consultation.objects.get(pk=found.pk)
        read.wait(30)
        return row

    monkeypatch.setattr(proposing, "locked", unlocked)
    in_threads(8, lambda: submitted(consultation, user, key))
    assert Opinion.objects.filter(submission_key=key).count() > 1


@pytest.mark.django_db
def test_a_double_click_and_the_back_button_lead_to_the_same_receipt(guest: Guest) -> None:
    guest.write()
    page = guest.client.get(guest.address("basket")).content.decode()
    typed = {**WHO, "submission": str(guest.basket().submission_key)}
    assert typed["submission"] in page
    first = guest.client.post(guest.address("send"), typed)
    again = guest.client.post(guest.address("send"), typed)
    assert first.headers["Location"] == again.headers["Location"]
    # Back, with something else in the basket meanwhile: the old page sends nothing new.
    guest.write(reasons="Още нещо.")
    back = guest.client.post(guest.address("send"), {**typed, "name": "Друго Име"})
    assert back.headers["Location"] == first.headers["Location"]
    assert the_opinion().name == WHO["name"]
    assert guest.basket().items.count() == 1


@pytest.mark.django_db
def test_a_key_that_nobody_was_given_sends_nothing(guest: Guest) -> None:
    guest.write()
    answer = guest.send(submission=str(uuid.uuid4()))
    assert answer.status_code == 422
    assert not Opinion.objects.exists()
    assert guest.basket().items.count() == 1


@pytest.mark.django_db
def test_the_key_of_another_visitors_basket_sends_nothing(guest: Guest) -> None:
    guest.write()
    other = Guest(guest.consultation)
    other.write(reasons="Мое.")
    answer = other.send(submission=str(guest.basket().submission_key))
    assert answer.status_code == 422
    assert not Opinion.objects.exists()
