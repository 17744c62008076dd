"""Who sits in a body: by an act, in a free seat, until the earliest end, released on a ground."""

from datetime import date
from typing import Any

import pytest

from forums.bodies import seating
from forums.bodies.models import Body, Membership
from prestizh.ledger.record import entries
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.forums.making import make_body, make_clerk, make_member, make_secretary, seat_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "until", "expected"),
    [
        ({}, None, None),
        ({"mandate_months": 36}, None, date(2029, 3, 5)),
        ({"mandate_months": 36}, date(2027, 1, 1), date(2027, 1, 1)),
        (
            {
                "mandate_months": 36,
                "within_council_mandate": True,
                "council_mandate_ends_on": date(2027, 11, 7),
            },
            None,
            date(2027, 11, 7),
        ),
        ({"council_mandate_ends_on": date(2027, 11, 7)}, None, None),
        ({"ends_on": date(2026, 6, 30), "mandate_months": 12}, None, date(2026, 6, 30)),
        ({"mandate_months": 1}, None, date(2026, 4, 5)),
    ],
)
def test_a_mandate_ends_with_the_earliest_end(
    facts: dict[str, Any], until: date | None, expected: date | None
) -> None:
    assert seating.mandate_end(Body(**facts), date(2026, 3, 5), until) == expected


def test_a_mandate_from_the_31st_ends_on_the_last_day_of_a_shorter_month() -> None:
    assert seating.mandate_end(Body(mandate_months=1), date(2026, 1, 31)) == date(2026, 2, 28)


def test_no_more_sit_than_there_are_seats() -> None:
    body = make_body()
    for _number in range(9):
        make_member(body)
    with pytest.raises(Refused) as refused:
        make_member(body)
    assert refused.value.obstacles[0].field == "seat"


def test_nobody_sits_twice_and_there_is_one_chair() -> None:
    body, person = make_body(), make_user()
    make_member(body, person, office="chair")
    again: dict[str, Any]
    for again in ({"user": person}, {"office": "chair"}):
        with pytest.raises(Refused):
            make_member(body, **again)


def test_a_seat_of_another_body_is_refused() -> None:
    with pytest.raises(Refused):
        make_member(make_body(), seat=seat_of(make_body(name="Друг съвет")))


def test_a_substitute_stands_for_somebody_where_the_rules_allow_it() -> None:
    clerk, body = make_clerk(), make_body()
    member = make_member(body)
    with pytest.raises(Refused):
        make_member(body, standing="substitute", stands_for=member)
    seat = seating.add_seats(body, actor=clerk, category="citizens", number=1, substitutes=True)
    member = make_member(body, seat=seat)
    with pytest.raises(Refused):
        make_member(body, seat=seat, standing="substitute")
    substitute = make_member(body, seat=seat, standing="substitute", stands_for=member)
    assert list(member.substitutes.all()) == [substitute]


def test_a_release_says_its_ground_and_frees_the_seat() -> None:
    clerk, body = make_clerk(), make_body()
    member = make_member(body)
    with pytest.raises(Refused):
        seating.release(member, actor=clerk, ground="", note="")
    seating.release(member, actor=clerk, ground="own_wish", note="заявление № 3")
    assert not Membership.objects.current().exists()
    with pytest.raises(Refused):
        seating.release(member, actor=clerk, ground="own_wish", note="още веднъж")


def test_the_record_names_members_by_number_only_in_public() -> None:
    body = make_body()
    member = make_member(body, name="Гергана Иванова")
    entry = entries(body.subject).filter(kind="member.appointed").get()
    shown = entry.shown()
    assert shown["member"] == str(member.pk)
    assert "Гергана" not in str(shown)


def test_a_secretary_appoints_in_their_own_body_only() -> None:
    secretary = make_secretary()
    own, other = make_body(secretary=secretary), make_body(name="Друг съвет")
    for body, may in ((own, True), (other, False)):
        values: dict[str, Any] = {
            "seat": seat_of(body),
            "name": "Иван",
            "act": "Заповед № 1",
            "on": body.act_on,
        }
        if may:
            seating.appoint(body, actor=secretary, **values)
        else:
            with pytest.raises(Refused):
                seating.appoint(body, actor=secretary, **values)
