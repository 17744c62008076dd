"""Registering: phone first, with an account or a confirmed address, once, in person."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from forums.gatherings import drawing, framing, registering, seating
from forums.gatherings.models import Forum, Registration, State, TableKind
from forums.gatherings.stages import ForumStage
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.cast import Cast, come_in
from tests.counting import queries_of
from tests.forums.gatherings.making import (
    make_draw_forum,
    make_open_tables,
    make_registration,
    make_table_forum,
    table_of,
)
from tests.forums.making import make_body, make_clerk

pytestmark = pytest.mark.django_db


def form_of(forum: Forum, **more: object) -> dict[str, object]:
    typed: dict[str, object] = {
        "name": "Ваня Събева",
        "email": "vanya@example.org",
        "area": "Хасково",
        "age": forum.age_names[0],
        "sex": "жена",
        "agrees": "on",
    }
    if not forum.is_drawn_by_lot:
        typed["table"] = table_of(forum).pk
    return typed | more


def address(forum: Forum) -> str:
    return reverse("gatherings:register", args=[forum.body.public_id])


def test_a_guest_registers_confirms_and_sees_the_code() -> None:
    forum = make_open_tables()

    answer = Client().post(address(forum), form_of(forum))
    row = Registration.objects.get()
    mine = reverse("gatherings:mine", args=[registering.token_for(row)])
    assert answer.url == reverse("gatherings:asked", args=[forum.body.public_id])  # type: ignore[attr-defined]
    assert row.state == State.AWAITED
    assert Message.objects.get().kind == "forum.registration"
    Client().post(mine + "confirm/")

    row.refresh_from_db()
    assert row.state == State.SEATED
    assert row.code in Client().get(mine).content.decode()


def test_the_same_address_is_told_nothing_new_and_registers_once() -> None:
    forum = make_open_tables()
    first = Client().post(address(forum), form_of(forum))
    again = Client().post(address(forum), form_of(forum, name="Друг Човек"))

    assert first.url == again.url  # type: ignore[attr-defined]
    assert Registration.objects.get().name == "Ваня Събева"
    assert len(mail.outbox) == 0


def test_who_has_an_account_sees_the_place_at_once(cast: Cast) -> None:
    forum = make_open_tables()
    client = come_in(Client(), cast.participant)

    answer = client.post(address(forum), form_of(forum), follow=True)

    row = Registration.objects.get()
    assert row.user == cast.participant
    assert row.email == ""
    assert row.code in answer.content.decode()
    assert Client().get(answer.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("email", "не е адрес"),
        ("area", "Пловдив"),
        ("age", "10–15"),
        ("sex", "x"),
        ("agrees", ""),
        ("table", "0"),
    ],
)
def test_wrong_answers_are_refused_and_nothing_typed_is_lost(field: str, value: str) -> None:
    forum = make_open_tables()

    answer = Client().post(address(forum), form_of(forum, phone="0888 111 222", **{field: value}))

    assert answer.status_code == 422
    assert "0888 111 222" in answer.content.decode()
    assert not Registration.objects.exists()


def test_nobody_registers_at_the_table_of_the_operative_group() -> None:
    forum = make_open_tables()
    operative = forum.tables.get(kind=TableKind.OPERATIVE)

    assert Client().post(address(forum), form_of(forum, table=operative.pk)).status_code == 422
    with pytest.raises(Refused):
        make_registration(forum, table=operative)


def test_a_full_table_has_a_reserve_that_moves_up() -> None:
    forum = make_open_tables()
    people = [make_registration(forum, number) for number in range(6)]
    assert [p.state for p in people] == ["seated"] * 4 + ["reserve"] * 2

    registering.withdraw(people[1])

    people[4].refresh_from_db()
    people[5].refresh_from_db()
    assert (people[4].state, people[5].state) == ("seated", "reserve")


def test_places_are_kept_for_women_until_their_share_is_reached() -> None:
    forum = make_open_tables()
    men = [make_registration(forum, number, sex="мъж") for number in range(4)]

    assert [m.state for m in men] == ["seated", "seated", "reserve", "reserve"]
    assert make_registration(forum, 8).state == "seated"


def test_a_registration_that_ended_cannot_end_again_or_come_back() -> None:
    forum = make_open_tables()
    row = registering.withdraw(make_registration(forum))

    with pytest.raises(Refused):
        registering.withdraw(row)
    assert registering.confirm(row).state == State.WITHDRAWN
    assert make_registration(forum).pk != row.pk


def test_registration_needs_an_open_forum() -> None:
    closed = make_table_forum()
    with pytest.raises(Refused):
        make_registration(closed)
    assert Client().get(address(closed)).status_code == 404


def test_the_obligatory_tables_must_be_there_before_it_opens() -> None:
    clerk = make_clerk()
    body = make_body(clerk, kind="citizen_forum", name="Форум")
    like = make_table_forum(clerk)
    forum = framing.prepare(body, actor=clerk, **{n: getattr(like, n) for n in framing.FACTS})

    with pytest.raises(Refused):
        framing.open_registration(forum, actor=clerk)
    with pytest.raises(Refused):
        framing.prepare(make_body(clerk), actor=clerk)


def test_two_tables_of_one_obligatory_kind_and_tiny_tables_are_refused() -> None:
    clerk = make_clerk()
    forum = make_table_forum(clerk)
    for kind, places in (("council", 5), ("interest", 2), ("interest", 31)):
        with pytest.raises(Refused):
            framing.add_table(forum, actor=clerk, kind=kind, interest="X", places=places)


def test_what_people_relied_on_stays_once_the_registration_is_open() -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)

    revised = framing.revise(forum, actor=clerk, places=100, held_at="11:00, читалището")

    assert (revised.places, revised.held_at) == (6, "11:00, читалището")


def test_a_forum_takes_its_steps_in_order_only(cast: Cast) -> None:
    forum = make_draw_forum(cast.clerk)
    for step in (drawing.begin, framing.end, framing.open_registration):
        with pytest.raises(Refused):
            step(forum, actor=cast.clerk)
    with pytest.raises(Refused):
        drawing.begin(make_open_tables(), actor=cast.participant)
    begun = drawing.begin(make_open_tables(cast.clerk), actor=cast.clerk)
    assert framing.end(begun, actor=cast.clerk).stage == ForumStage.ENDED


def test_the_letter_says_where_the_registration_stands() -> None:
    from prestizh.outbox.letters import make

    forum = make_open_tables()
    row = make_registration(forum)
    letter = make(Message.objects.latest("pk"))

    assert letter is not None
    assert re.search(r"/gatherings/mine/\S+/", letter.context["link"])
    registering.withdraw(row)
    assert make(Message.objects.latest("pk")) is None


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_pages_of_the_desk_stand(cast: Cast, language: str) -> None:
    forum = make_draw_forum(cast.clerk)
    make_registration(forum)
    client = come_in(Client(), cast.clerk)
    for name in ("desk", "frame", "population", "seed", "tables", "people"):
        url = language + reverse(f"gatherings:{name}", args=[forum.body.public_id])
        assert client.get(url).status_code == 200, name


def test_a_frame_is_prepared_at_the_desk(cast: Cast) -> None:
    body = make_body(cast.clerk, kind="citizen_forum", name="Форум за центъра")
    client = come_in(Client(), cast.clerk)
    url = reverse("gatherings:prepare", args=[body.public_id])
    typed = {
        "aim": "Как да изглежда центърът?",
        "organiser": "Община Хасково",
        "moderator": "Нели Стоева",
        "held_on": "2030-03-04",
        "held_at": "18:00, читалището",
        "registration_ends_on": "2030-03-01",
        "places": "64",
        "women_percent": "40",
        "areas": "Хасково\nселата",
        "age_bands": "16–29\n30+",
    }

    assert client.post(url, {**typed, "registration_ends_on": "2030-03-05"}).status_code == 422
    assert client.post(url, {**typed, "women_percent": "99"}).status_code == 422
    assert client.post(url, typed).status_code == 302
    assert Forum.objects.get().area_names == ["Хасково", "селата"]


def test_lists_cost_the_same_with_one_row_and_with_twenty(cast: Cast) -> None:
    forum = make_open_tables(cast.clerk)
    make_registration(forum, 0)
    client = come_in(Client(), cast.clerk)
    people = reverse("gatherings:people", args=[forum.body.public_id])
    page = reverse("gatherings:page", args=[forum.body.public_id])
    queries_of(client, people)
    one = (queries_of(client, people), queries_of(client, page + "?x"))
    all_one = queries_of(client, "/gatherings/?x")

    for number in range(1, 20):
        make_registration(forum, number)
    for _number in range(3):
        make_open_tables(cast.clerk)

    assert (queries_of(client, people), queries_of(client, page + "?x")) == one
    assert queries_of(client, "/gatherings/?x") == all_one


def test_who_has_a_place_can_speak_for_the_table_and_is_not_named(cast: Cast) -> None:
    forum = make_open_tables(cast.clerk)
    people = [make_registration(forum, number) for number in range(5)]
    client = come_in(Client(), cast.clerk)
    url = reverse("gatherings:speaks", args=[forum.body.public_id, people[0].pk])
    assert client.post(url).status_code == 302
    assert table_of(forum).spokesperson == people[0]
    with pytest.raises(Refused):
        seating.choose_spokesperson(people[4], actor=cast.clerk)
    with pytest.raises(Refused):
        seating.choose_spokesperson(people[1], actor=cast.participant)

    registering.withdraw(people[0])
    assert table_of(forum).spokesperson is None
    page = Client().get(reverse("gatherings:page", args=[forum.body.public_id]))
    chain = Client().get(reverse("ledger:chain", args=[forum.subject]))
    shown = page.content.decode() + chain.content.decode()
    for secret in ("Гостенка", "guest0@", people[0].code):
        assert secret not in shown
