"""A body speaks in a discussion as itself, by its secretary and on its own decision."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from consultations import report, withdrawing
from consultations.models import Capacity, Consultation, Opinion, ProposalKind
from consultations.proposing import Identity, Item, submit
from forums.bodies.models import Body
from forums.reports.content import counted
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.refusal import Refused
from tests.consultations.making import article, make_open
from tests.counting import queries_of
from tests.forums.making import make_body, make_clerk, make_secretary

pytestmark = pytest.mark.django_db
DECIDED = "протокол № 3, решение № 2"


@pytest.fixture
def secretary() -> User:
    return make_secretary()


@pytest.fixture
def body(secretary: User) -> Body:
    return make_body(secretary=secretary)


@pytest.fixture
def consultation() -> Consultation:
    return make_open(make_clerk())


def speak(consultation: Consultation, body: Body, actor: User | None, **more: Any) -> Opinion:
    identity = Identity(
        name="Соня Секретарева",
        capacity=Capacity.INSTITUTION,
        **{"speaks_for": body.name, "spoken_by": body.public_id, "decided": DECIDED, **more},
    )
    item = Item(ProposalKind.REMARK, article(consultation), "", "Да се чуят младите.")
    return submit(consultation, actor=actor, identity=identity, items=[item], key=uuid.uuid4())


def test_it_is_shown_as_the_bodys_own_with_a_link_and_its_decision(
    client: Client, consultation: Consultation, body: Body, secretary: User
) -> None:
    opinion = speak(consultation, body, secretary)
    shown = client.get(consultation.get_absolute_url()).content.decode()
    assert f"становище на {body.name}" in shown
    assert body.get_absolute_url() in shown
    assert "Секретарева" not in shown
    alone = client.get(reverse("consultations:opinion", args=[opinion.reference]))
    assert DECIDED in alone.content.decode()


def test_it_counts_and_stands_in_the_closing_report(
    consultation: Consultation, body: Body, secretary: User
) -> None:
    speak(consultation, body, secretary)
    (line,) = report.content_of(consultation)["lines"]
    assert (line["author"], line["speaks_for"]) == (body.name, "")
    assert (line["body"], line["decided"]) == (body.public_id, DECIDED)
    assert line["capacity"] == "institution"


def test_it_counts_in_the_yearly_report_of_the_body_until_it_is_taken_back(
    consultation: Consultation, body: Body, secretary: User
) -> None:
    today = clock.today()
    assert counted(body, today.year, today).opinions == 0
    opinion = speak(consultation, body, secretary)
    assert counted(body, today.year, today).opinions == 1
    withdrawing.withdraw(opinion, actor=secretary)
    assert counted(body, today.year, today).opinions == 0


def test_nobody_else_speaks_for_a_body(
    consultation: Consultation, body: Body, secretary: User
) -> None:
    with override("en"):
        for stranger in (make_secretary(), make_clerk()):
            with pytest.raises(Refused, match="don't speak for this body"):
                speak(consultation, body, stranger)
        with pytest.raises(Refused, match="don't speak for this body"):
            speak(consultation, body, None, email="a@example.bg")
        with pytest.raises(Refused, match="don't speak for this body"):
            speak(consultation, body, secretary, speaks_for="Друг съвет")
        with pytest.raises(Refused, match="on which decision"):
            speak(consultation, body, secretary, decided=" ")
    opinion = speak(consultation, body, secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.filter(pk=opinion.pk).update(spoken_by="")


def test_a_secretary_sends_it_from_the_basket(
    consultation: Consultation, body: Body, secretary: User
) -> None:
    client = Client(headers={"sec-fetch-site": "same-origin"})
    client.force_login(secretary)
    public_id = consultation.public_id
    added = client.post(
        reverse("consultations:basket_add", args=[public_id]),
        {"provision": article(consultation).anchor, "kind": "remark", "reasons": "Да се чуят."},
    )
    assert added.status_code == 302
    page = client.get(reverse("consultations:basket", args=[public_id]))
    form = page.context["form"]
    assert page.context["basket"]
    given = {
        "submission": form["submission"].value(),
        "name": "Соня Секретарева",
        "capacity": "self",
        "shown_as": "name",
        "spoken_by": body.public_id,
    }
    send = reverse("consultations:send", args=[public_id])
    assert client.post(send, given).status_code == 422
    sent = client.post(send, {**given, "decided": DECIDED})
    assert sent.status_code == 302, sent.context["form"].errors
    opinion = Opinion.objects.get()
    assert (opinion.spoken_by, opinion.capacity) == (body.public_id, "institution")


def test_opinions_of_bodies_cost_no_query_each(
    client: Client, consultation: Consultation, body: Body, secretary: User
) -> None:
    anchor = article(consultation).anchor
    address = reverse("consultations:proposals", args=[consultation.public_id, anchor])
    speak(consultation, body, secretary)
    once = queries_of(client, address)
    for _number in range(5):
        speak(consultation, body, secretary)
    assert queries_of(client, address) == once
