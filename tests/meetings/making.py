"""Plain functions that bring a meeting to where a test begins, through the acts."""

from datetime import datetime, time, timedelta
from typing import Any

from forums.bodies.models import Body
from prestizh.accounts.models import User
from prestizh.ledger import clock as portal_clock
from prestizh.meetings import agenda, attending, convening, opening, planning
from prestizh.meetings.models import AgendaItem, Attendee, Meeting
from prestizh.terms import SOFIA, sofia_day
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_member, make_secretary

MEMBERS = 5


def in_days(days: int, hour: str = "17:00") -> datetime:
    """So many days from today, at an hour of Sofia's clocks."""
    day = sofia_day(portal_clock.now()) + timedelta(days=days)
    return datetime.combine(day, time.fromisoformat(hour), tzinfo=SOFIA)


def make_sitting_body(
    members: int = MEMBERS, *, secretary: User | None = None, **facts: Any
) -> Body:
    """A body with members who have accounts, kept by a secretary."""
    body = make_body(secretary=secretary or make_secretary(), **facts)
    for number in range(members):
        make_member(body, make_user(display_name=f"Член {number + 1}"))
    return body


def keeper(body: Body) -> User:
    """The secretary of a body."""
    user: User = body.secretaries.get().user
    return user


def make_planned(body: Body | None = None, *, days: int = 20, **facts: Any) -> Meeting:
    """A regular meeting with two items, planned for `days` from now."""
    body = body or make_sitting_body()
    secretary = keeper(body)
    values: dict[str, Any] = {
        "starts_at": in_days(days),
        "place": "Зала 1, пл. „Общински“ 1",
        **facts,
    }
    meeting = planning.plan(actor=secretary, subject=body.subject, **values)
    agenda.add_item(meeting, actor=secretary, title="План за младежта", speaker="И. Петров")
    agenda.add_item(meeting, actor=secretary, title="Разни")
    return meeting


def make_convened(body: Body | None = None, **facts: Any) -> Meeting:
    """The same, its notice sent in time."""
    meeting = make_planned(body, **facts)
    return convening.convene(meeting, actor=secretary_of(meeting))


def secretary_of(meeting: Meeting) -> User:
    """Who keeps the papers of the meeting's body."""
    return keeper(Body.objects.get(subject=meeting.subject))


def attendees(meeting: Meeting) -> list[Attendee]:
    """The roll in its order."""
    return list(meeting.attendees.order_by("pk"))


def own(attendee: Attendee) -> User:
    """The account of somebody on the roll."""
    assert attendee.user is not None
    return attendee.user


def first_item(meeting: Meeting) -> AgendaItem:
    """The first item of the agenda."""
    item = meeting.items.first()
    assert item is not None
    return item


def come(meeting: Meeting, number: int) -> None:
    """Note the first `number` of the roll as present."""
    for one in attendees(meeting)[:number]:
        attending.note_presence(one, actor=secretary_of(meeting), presence="present")


def make_open(clock: Clock, body: Body | None = None, *, present: int = 4, **facts: Any) -> Meeting:
    """A meeting in session at its hour, the first `present` of the roll there."""
    meeting = make_convened(body, **facts)
    clock.step_to(meeting.starts_at)
    if not meeting.is_written:
        come(meeting, present)
    return opening.open_meeting(meeting, actor=secretary_of(meeting))
