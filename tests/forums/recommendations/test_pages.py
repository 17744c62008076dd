"""What everybody reads of recommendations, and what the desk and the addressee do over HTTP."""

import json
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from forums.bodies import founding
from forums.bodies.models import Body
from forums.recommendations import measuring
from forums.recommendations.models import Recommendation
from prestizh.accounts.models import User
from prestizh.terms import SOFIA
from tests.cast import make_person
from tests.counting import queries_of
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_clerk, make_secretary
from tests.forums.recommendations.making import FACTS, make_answer, make_draft, make_sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]
MORNING = datetime(2030, 4, 15, 10, tzinfo=SOFIA)
LATE = datetime(2030, 6, 20, 10, tzinfo=SOFIA)


@pytest.fixture
def secretary(clock: Clock) -> User:
    clock.step_to(MORNING)
    return make_secretary()


@pytest.fixture
def body(secretary: User) -> Body:
    return make_body(secretary=secretary)


@pytest.fixture
def sent(body: Body, secretary: User) -> Recommendation:
    return make_sent(body, secretary)


def page_of(row: Recommendation) -> str:
    return reverse("recommendations:page", args=[row.public_id])


def test_a_draft_is_nowhere_in_public(client: Client, body: Body, secretary: User) -> None:
    draft = make_draft(body, secretary)
    assert client.get(page_of(draft)).status_code == 404
    for name in ("list", "unanswered", "feed", "csv", "json"):
        answer = client.get(reverse(f"recommendations:{name}"))
        assert draft.title not in answer.getvalue().decode()
    assert draft.title not in client.get(body.get_absolute_url()).content.decode()


def test_the_unanswered_ones_are_listed_with_their_days(
    client: Client, sent: Recommendation, clock: Clock
) -> None:
    clock.step_to(LATE)
    shown = client.get(reverse("recommendations:unanswered")).content.decode()
    assert sent.title in shown
    assert "3 дни" in shown
    make_answer(sent)
    assert sent.title not in client.get(reverse("recommendations:unanswered")).content.decode()


def test_the_page_shows_answers_measures_and_the_course(
    client: Client, sent: Recommendation, secretary: User
) -> None:
    make_answer(sent, outcome="in_work", reasons="Проучва се търсенето.")
    make_answer(sent)
    measuring.add_measure(
        sent,
        actor=secretary,
        text="Пробен автобус",
        owner_name="Отдел „Транспорт“",
        due_on=date(2030, 5, 1),
    )
    shown = client.get(page_of(sent)).content.decode()
    for words in ("Проучва се търсенето.", "От пролетта", "Пробен автобус", "Отдел „Транспорт“"):
        assert words in shown
    assert shown.index("От пролетта") < shown.index("Проучва се търсенето.")
    on_body = client.get(sent.body.get_absolute_url()).content.decode()
    assert sent.title in on_body


def test_the_list_is_narrowed_by_what_was_asked(
    client: Client, sent: Recommendation, secretary: User, clock: Clock
) -> None:
    other = make_sent(make_body(), title="Градина за кучета", addressee="council")
    make_answer(other, outcome="rejected")
    address = reverse("recommendations:list")
    for query, found in (
        ({"q": "кучета"}, other),
        ({"body": sent.body.pk}, sent),
        ({"addressee": "council"}, other),
        ({"state": "rejected"}, other),
        ({"state": "unanswered"}, sent),
    ):
        shown = client.get(address, query).content.decode()
        missing = sent if found == other else other
        assert found.title in shown
        assert f'href="{page_of(missing)}"' not in shown
    assert client.get(address, {"state": "late"}).content.decode().count("card__title") == 0
    clock.step_to(LATE)
    assert page_of(sent) in client.get(address, {"state": "late"}).content.decode()


def test_the_table_is_the_same_for_people_and_programs(
    client: Client, sent: Recommendation
) -> None:
    rows = json.loads(client.get(reverse("recommendations:json")).getvalue())
    assert [row["number"] for row in rows] == [sent.reference]
    table = client.get(reverse("recommendations:csv"))
    assert table["Content-Type"].startswith("text/csv")
    assert sent.title in table.getvalue().decode("utf-8-sig")


@pytest.mark.parametrize("name", ["list", "unanswered", "feed", "csv"])
def test_a_list_costs_the_same_with_twenty(
    client: Client, sent: Recommendation, secretary: User, name: str
) -> None:
    address = reverse(f"recommendations:{name}") + "?x=1"
    once = queries_of(client, address)
    for _number in range(12):
        make_sent(sent.body, secretary)
    assert queries_of(client, address) == once


def test_the_desk_costs_the_same_with_twenty(
    client: Client, sent: Recommendation, secretary: User
) -> None:
    client.force_login(secretary)
    addresses = [
        reverse("recommendations:desk"),
        reverse("recommendations:desk_body", args=[sent.body.public_id]),
        reverse("home:desk"),
    ]
    once = [queries_of(client, address) for address in addresses]
    for _number in range(12):
        make_sent(sent.body, secretary)
    assert [queries_of(client, address) for address in addresses] == once


def test_a_secretary_writes_sends_and_enters_the_answer(
    client: Client, body: Body, secretary: User
) -> None:
    client.force_login(secretary)
    address = reverse("recommendations:desk_new", args=[body.public_id])
    refused = client.post(address, {**FACTS, "origin_reason": ""})
    assert refused.status_code == 422
    assert FACTS["text"] in refused.content.decode()
    client.post(address, FACTS)
    row = Recommendation.objects.get()
    desk = reverse("recommendations:desk_page", args=[row.public_id])
    assert client.get(desk).status_code == 200
    edit = reverse("recommendations:desk_edit", args=[row.public_id])
    assert client.post(edit, {**FACTS, "title": "По-кратко"}).status_code == 302
    client.post(reverse("recommendations:desk_send", args=[row.public_id]))
    row.refresh_from_db()
    assert (row.stage, row.title) == ("sent", "По-кратко")
    answer = reverse("recommendations:answer", args=[row.public_id])
    given = {"outcome": "rejected", "reasons": "", "given_by": "Кметът", "given_on": "2030-04-15"}
    assert client.post(answer, given).status_code == 422
    assert client.post(answer, {**given, "reasons": "Няма средства."}).status_code == 302
    measures = reverse("recommendations:measures", args=[row.public_id])
    wrong = {"text": "Сметка", "owner_name": "Отдел", "due_on": "2030-04-01"}
    assert client.post(measures, wrong).status_code == 422
    assert client.post(measures, {**wrong, "due_on": "2030-05-01"}).status_code == 302
    measure = row.measures.get()
    report = reverse("recommendations:measure", args=[measure.pk])
    assert client.post(report, {"state": "done"}).status_code == 422
    assert client.post(report, {"state": "done", "result": "Готово."}).status_code == 302
    assert "Готово." in client.get(page_of(row)).content.decode()


def test_a_link_is_added_at_the_desk(client: Client, body: Body, secretary: User) -> None:
    from tests.consultations.making import make_open

    consultation, row = make_open(make_clerk()), make_draft(body, secretary)
    client.force_login(secretary)
    address = reverse("recommendations:desk_links", args=[row.public_id])
    given = {"kind": "provision", "consultation": consultation.pk, "article": "чл. 99"}
    assert client.post(address, given).status_code == 422
    assert client.post(address, {**given, "article": "чл. 2"}).status_code == 302
    assert row.links.filter(provision__path="чл.2").count() == 1


def test_the_addressee_finds_it_on_the_desk_and_answers(
    client: Client, body: Body, secretary: User
) -> None:
    mayor = make_person("mayor")
    row = make_sent(body, secretary, addressee_email=mayor.email)
    client.force_login(mayor)
    address = reverse("recommendations:answer", args=[row.public_id])
    assert address in client.get(reverse("home:desk")).content.decode()
    given = {"outcome": "accepted", "given_by": "Кметът на общината"}
    assert client.post(address, given).status_code == 302
    assert not row.answers.get().is_entered
    assert client.get(reverse("recommendations:desk")).status_code == 404


def test_nothing_is_begun_for_a_body_that_ended(
    client: Client, body: Body, secretary: User
) -> None:
    founding.end(make_body(secretary=secretary), actor=make_clerk(), reason="Заповед № 3")
    client.force_login(secretary)
    shown = client.get(reverse("recommendations:desk"))
    assert list(shown.context["bodies"]) == [body]


def test_a_secretary_of_another_body_finds_nothing(client: Client, sent: Recommendation) -> None:
    client.force_login(make_secretary())
    for name in ("desk_page", "desk_edit", "desk_links", "answer", "measures"):
        address = reverse(f"recommendations:{name}", args=[sent.public_id])
        assert client.get(address).status_code == 404
