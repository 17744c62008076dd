"""What everybody reads of bodies: the list, and the page that is joined from panels."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forums.bodies import founding, seating
from forums.bodies.own_panels import places_of
from forums.bodies.panels import panels_of
from prestizh.documents.keeping import keep_made
from prestizh.ledger import clock
from prestizh.terms import sofia_day
from tests.factories import make_topic
from tests.forums.making import (
    make_body,
    make_body_in_preparation,
    make_clerk,
    make_member,
    seat_of,
)

pytestmark = pytest.mark.django_db


def text_of(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_list_says_where_there_is_nothing() -> None:
    assert "Още няма органи" in text_of("/bodies/")
    assert "There are no bodies yet" in text_of("/en/bodies/")


def test_the_list_shows_members_and_free_seats_and_no_draft() -> None:
    body = make_body(name_en="Youth council")
    make_body_in_preparation(name="Тайният съвет")
    make_member(body)
    page = text_of("/bodies/")
    assert body.name in page
    assert "Тайният" not in page
    assert "1 член" in page
    assert "8 свободни места" in page
    assert "Youth council" in text_of("/en/bodies/")


def test_the_list_is_filtered_by_name_kind_and_area() -> None:
    topic = make_topic()
    make_body(name="Съвет по туризъм", topics=[topic])
    make_body(name="Работна група по паркиране", kind="working_group")
    for query, shown in (
        (f"topic={topic.pk}", "Съвет по туризъм"),
        ("kind=working_group", "Работна група"),
        ("q=паркиране", "Работна група"),
    ):
        page = text_of(f"/bodies/?{query}")
        assert shown in page
        assert page.count('class="card__title"') == 1
    assert "Няма такъв орган" in text_of("/bodies/?q=нищо")


def test_ended_bodies_stand_at_the_end() -> None:
    clerk = make_clerk()
    founding.end(make_body(clerk, name="Архивен съвет"), actor=clerk, reason="Решение № 3")
    make_body(name="Ясен съвет")
    page = text_of("/bodies/")
    assert page.index("Ясен съвет") < page.index("Архивен съвет")


def test_the_list_costs_the_same_for_one_and_for_many() -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            text_of("/bodies/?kind=consultative")
        return len(queries)

    make_member(make_body())
    text_of("/bodies/?kind=consultative")
    one = cost()
    for number in range(12):
        make_member(make_body(name=f"Съвет {number}"))
    assert cost() == one


def test_the_page_says_who_sits_there_and_by_which_rules() -> None:
    clerk = make_clerk()
    body = make_body(clerk)
    make_member(
        body,
        name="Гергана Иванова",
        office="chair",
        organisation_name="Сдружение „Мост“",
        interest="Младежта",
    )
    page = text_of(body.get_absolute_url())
    for words in (
        "Гергана Иванова",
        "председател",
        "Сдружение „Мост“",
        "Младежта",
        "Повече от половината от всички членове",
        "решение на общинския съвет № 214",
        "8 свободни места",
    ):
        assert words in page


def test_the_page_of_many_members_costs_as_much_as_of_one() -> None:
    body = make_body()
    clerk = make_clerk()
    seat = seating.add_seats(body, actor=clerk, category="youth", number=20)
    make_member(body)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(f"{body.get_absolute_url()}?again")
        return len(queries)

    text_of(f"{body.get_absolute_url()}?again")
    one = cost()
    for _number in range(15):
        make_member(body, seat=seat)
    assert cost() == one


def test_a_body_in_preparation_is_absent() -> None:
    body = make_body_in_preparation()
    assert Client().get(body.get_absolute_url()).status_code == 404


def test_a_mandate_that_ran_out_is_said_and_the_page_knows_when() -> None:
    body, today = make_body(), sofia_day(clock.now())
    make_member(body, name="Първа", until=today, on=today)
    panel = next(one for one in panels_of(body) if one.anchor == "members")
    assert panel.true_until is not None
    places = places_of(body, today + timedelta(days=1))
    assert [one.is_over for one in places[0].members] == [True]


def test_substitutes_stand_under_the_member_they_stand_for() -> None:
    clerk, body = make_clerk(), make_body()
    seat = seating.add_seats(body, actor=clerk, category="citizens", number=1, substitutes=True)
    member = make_member(body, seat=seat, name="Титуляр")
    make_member(body, seat=seat, standing="substitute", stands_for=member, name="Заместник")
    make_member(body, seat=seat, standing="reserve", name="Резерва")
    place = places_of(body, sofia_day(clock.now()))[1]
    assert [one.substitutes[0].member.name for one in place.members] == ["Заместник"]
    assert [one.member.name for one in place.reserve] == ["Резерва"]
    assert "резервен член" in text_of(body.get_absolute_url())


def test_rules_are_offered_to_everybody_the_newest_first() -> None:
    clerk, body = make_clerk(), make_body()
    for number in (1, 2):
        document = keep_made(
            b"x" * number, name=f"pravila-{number}.pdf", media_type="application/pdf", actor=clerk
        )
        founding.add_rules(
            body,
            actor=clerk,
            document=document,
            adopted_on=sofia_day(clock.now()),
            adopted_by="съвета",
        )
    page = text_of(body.get_absolute_url())
    assert page.index("pravila-2.pdf") < page.index("pravila-1.pdf")
    assert Client().get(document.get_absolute_url()).status_code == 200


def test_an_ended_body_keeps_its_page() -> None:
    clerk = make_clerk()
    body = make_body(clerk)
    make_member(body, seat=seat_of(body), name="Последен член")
    founding.end(body, actor=clerk, reason="Решение № 3")
    page = text_of(body.get_absolute_url())
    assert "Последен член" in page
    assert "приключи работата си" in page
