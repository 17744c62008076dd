"""Plain functions that make bodies and their members through the acts, for any test."""

from typing import Any

from forums.bodies import founding, seating
from forums.bodies.models import Body, Membership, Seat
from prestizh.accounts.models import Role, User
from prestizh.ledger import clock
from prestizh.terms import sofia_day
from tests.factories import make_user


def make_clerk() -> User:
    """Who founds bodies."""
    return make_user(Role.CLERK)


def make_body_in_preparation(clerk: User | None = None, **facts: Any) -> Body:
    """A consultative council from which nothing is missing but its beginning: nine seats."""
    clerk = clerk or make_clerk()
    complete: dict[str, Any] = {
        "kind": "consultative",
        "name": "Консултативен съвет по въпросите на младежта",
        "purpose": "Обсъжда това, което засяга младите хора в общината.",
        "legal_basis": "Закон за младежта, чл. 15, ал. 6",
        "act_kind": "decision",
        "act_number": "214",
        "act_on": sofia_day(clock.now()),
        "meetings_per_year": 4,
    }
    body = founding.prepare(actor=clerk, **{**complete, **facts})
    seating.add_seats(body, actor=clerk, category="ngo", number=9, nominator="организациите")
    return body


def make_body(clerk: User | None = None, *, secretary: User | None = None, **facts: Any) -> Body:
    """A body at work with nine empty seats, kept by `secretary` if there is one."""
    clerk = clerk or make_clerk()
    body = founding.constitute(make_body_in_preparation(clerk, **facts), actor=clerk)
    if secretary is not None:
        seating.name_secretary(body, actor=clerk, user=secretary)
    return body


def make_secretary() -> User:
    """A person with the role of a secretary, of no body yet."""
    return make_user(Role.SECRETARY)


def seat_of(body: Body) -> Seat:
    """The body's first seat."""
    found = body.seats.first()
    assert found is not None
    return found


def make_member(body: Body, user: User | None = None, **fields: Any) -> Membership:
    """Somebody who sits in the body, with an account of their own unless one is given."""
    user = user or make_user()
    values: dict[str, Any] = {
        "seat": seat_of(body),
        "name": user.display_name,
        "act": "Заповед № 12",
        "on": sofia_day(clock.now()),
        **fields,
    }
    return seating.appoint(body, actor=make_clerk(), user=user, **values)
