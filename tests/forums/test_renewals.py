"""Before a mandate ends its member and the secretary are told, each once; nobody is released."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from forums.bodies import founding, renewals, seating, tasks
from forums.bodies.letters import mandate_letter
from forums.bodies.models import Body, Membership
from forums.bodies.renewals import due, remind
from prestizh.ledger import clock as ledger_clock
from prestizh.outbox.models import Message
from prestizh.terms import SOFIA, sofia_day
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_clerk, make_member, make_secretary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]

LAST = date(2030, 5, 20)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("left", "number"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-1, 0), (-30, 0)],
)
def test_the_next_smaller_of_ninety_thirty_and_seven_is_due(left: int, number: int | None) -> None:
    assert due(LAST, LAST - left * DAY) == number


def test_long_after_the_end_nothing_is_due() -> None:
    assert due(LAST, LAST + 31 * DAY) is None


def sitting(days: int, **fields: Any) -> Membership:
    """A member of a body with a secretary, whose mandate ends in so many days."""
    body = make_body(secretary=make_secretary())
    return make_member(body, until=sofia_day(ledger_clock.now()) + days * DAY, **fields)


def told() -> list[tuple[int, int | None]]:
    rows = Message.objects.filter(kind="mandate.ends").order_by("pk")
    return [(row.context["days"], row.user_id) for row in rows]


def secretary_of(body: Body) -> int:
    pk: int = body.secretaries.get(ended_at=None).user_id
    return pk


def test_member_and_secretary_are_told_once_however_often_the_beat_comes(clock: Clock) -> None:
    member = sitting(100)
    for _day in range(140):
        tasks.remind()
        tasks.remind()
        clock.step(DAY)
    keeper, own = secretary_of(member.body), member.user_id
    assert told() == [
        *[(days, who) for days in (90, 30, 7) for who in (keeper, own)],
        (0, keeper),
    ]
    member.refresh_from_db()
    assert member.ended_on is None


def test_a_beat_that_slept_sends_only_the_next(clock: Clock) -> None:
    sitting(100)
    clock.step(75 * DAY)
    remind()
    assert {days for days, _who in told()} == {30}


def test_a_day_begins_at_midnight_in_sofia(clock: Clock) -> None:
    clock.step_to(datetime(2030, 3, 1, 10, tzinfo=SOFIA))
    sitting(31)
    clock.step_to(datetime(2030, 3, 1, 23, 59, tzinfo=SOFIA))
    remind()
    assert 30 not in {days for days, _who in told()}
    clock.step_to(datetime(2030, 3, 2, 0, 0, tzinfo=SOFIA))
    remind()
    assert 30 in {days for days, _who in told()}


def test_who_left_and_whose_body_ended_is_not_written_of() -> None:
    clerk, gone = make_clerk(), sitting(20)
    seating.release(gone, actor=clerk, ground="own_wish", note="")
    ended = sitting(20)
    founding.end(ended.body, actor=clerk, reason="Решение № 5")
    remind()
    assert told() == []


def test_a_letter_is_not_sent_once_it_is_no_longer_true(clock: Clock) -> None:
    member = sitting(20)
    remind()
    message = Message.objects.filter(kind="mandate.ends").latest("pk")
    assert mandate_letter(message) is not None
    clock.step(15 * DAY)
    assert mandate_letter(message) is None
    remind()
    later = Message.objects.filter(kind="mandate.ends").latest("pk")
    seating.release(member, actor=make_clerk(), ground="own_wish", note="")
    assert mandate_letter(later) is None


def test_the_member_is_led_to_the_page_and_the_secretary_to_the_desk() -> None:
    member = sitting(20)
    remind()
    letters = {
        row.user_id: mandate_letter(row) for row in Message.objects.filter(kind="mandate.ends")
    }
    own, keeper = letters[member.user_id], letters[secretary_of(member.body)]
    assert own is not None
    assert keeper is not None
    assert member.body.get_absolute_url() in own.context["link"]
    assert "/bodies/desk/" in keeper.context["link"]


def test_somebody_without_an_account_costs_no_letter() -> None:
    body = make_body()
    seating.appoint(
        body,
        actor=make_clerk(),
        seat=body.seats.get(),
        name="Без профил",
        act="Заповед № 1",
        on=sofia_day(ledger_clock.now()),
        until=sofia_day(ledger_clock.now()) + 5 * DAY,
    )
    assert renewals.remind() == 1
    assert told() == []
