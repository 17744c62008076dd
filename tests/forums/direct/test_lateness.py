"""A term that passes without an answer is said from the next day on, everywhere and to the day."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from forums.direct import ending, gathering, noting
from forums.direct.dues import Due, dues_of
from forums.direct.kinds import Kind
from forums.direct.models import Initiative
from prestizh.ledger import clock as portal_clock
from prestizh.places.calendar import calendar
from tests.fixtures_clock import Clock
from tests.forums.direct.making import (
    ago,
    make_announced_assembly,
    make_gathering,
    make_held,
    make_tabled,
)
from tests.forums.making import make_clerk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]
ONE_DAY = timedelta(days=1)


def make_mending() -> Initiative:
    row = make_tabled(Kind.REFERENDUM, tabled=2)
    return gathering.find_defects(row, actor=make_clerk(), on=ago(1), note="Липсва подпис.")


OWED: dict[str, tuple[Callable[[], Initiative], str]] = {
    "petition of an initiative, two months, чл. 48, ал. 2": (make_gathering, "gather"),
    "petition of a referendum, three months, чл. 28, ал. 8": (
        lambda: make_gathering(Kind.REFERENDUM),
        "gather",
    ),
    "request of an approval, a month, чл. 27, ал. 3": (
        lambda: make_gathering(Kind.APPROVAL, on=ago(10)),
        "gather",
    ),
    "answer to an initiative, a month, чл. 52, ал. 2": (lambda: make_tabled(tabled=10), "answer"),
    "chair tells the councillors, three days, чл. 30, ал. 1": (
        lambda: make_tabled(Kind.REFERENDUM, tabled=0),
        "tell",
    ),
    "chair tells of an approval, three days, чл. 27, ал. 4": (
        lambda: make_tabled(Kind.APPROVAL, tabled=0, on=ago(10)),
        "tell",
    ),
    "council sits on a referendum, a month, чл. 30, ал. 1": (
        lambda: make_tabled(Kind.REFERENDUM, tabled=0),
        "session",
    ),
    "committee mends defects, a month, чл. 29, ал. 3": (make_mending, "mend"),
    "assembly is held, a month, чл. 58, ал. 1": (make_announced_assembly, "hold_latest"),
    "order after an assembly, seven days, чл. 63, ал. 3": (make_held, "order"),
    "acts after an assembly, a month, чл. 54, ал. 2": (make_held, "acts"),
}


def due_in(row: Initiative, code: str) -> Due:
    fresh = Initiative.objects.all().with_all().get(pk=row.pk)
    (due,) = [one for one in dues_of(fresh, calendar()) if one.rule.code == code]
    return due


def page_of(row: Initiative) -> str:
    return Client().get(f"{row.get_absolute_url()}terms/").content.decode()


def at_noon(clock: Clock, due: Due, days: int) -> None:
    day = due.day + days * ONE_DAY
    clock.step_to(datetime.combine(day, time(12), tzinfo=UTC))


@pytest.mark.parametrize("name", OWED)
def test_on_its_last_day_a_term_is_kept_and_on_the_next_it_is_late(name: str, clock: Clock) -> None:
    make, code = OWED[name]
    row = make()
    due = due_in(row, code)
    assert due.is_open
    assert due.is_deadline

    at_noon(clock, due, 0)
    assert due_in(row, code).days_late(portal_clock.today()) == 0
    at_noon(clock, due, 1)
    assert due_in(row, code).days_late(portal_clock.today()) == 1
    assert "1 ден закъснение" in page_of(row)
    at_noon(clock, due, 12)
    assert due_in(row, code).days_late(portal_clock.today()) == 12
    assert "12 дни закъснение" in page_of(row)


def answer(row: Initiative) -> None:
    reply = ending.Reply("accepted", "Прието.", "Общинският съвет", newspaper="вестник, бр. 5")
    ending.answer(row, actor=make_clerk(), on=ago(0), reply=reply)


def tell(row: Initiative) -> None:
    noting.note_days(row, actor=make_clerk(), told_on=ago(0))


MET: dict[str, tuple[Callable[[], Initiative], str, Callable[[Initiative], None]]] = {
    "initiative": (lambda: make_tabled(tabled=10), "answer", answer),
    "assembly": (make_held, "order", answer),
    "referendum": (lambda: make_tabled(Kind.REFERENDUM, tabled=0), "tell", tell),
}


@pytest.mark.parametrize(("name", "late"), [(name, late) for name in MET for late in (0, 3)])
def test_what_was_done_late_stays_late_by_as_many_days(name: str, late: int, clock: Clock) -> None:
    make, code, meet = MET[name]
    row = make()
    at_noon(clock, due_in(row, code), late)

    meet(row)
    at_noon(clock, due_in(row, code), late + 40)

    due = due_in(row, code)
    assert due.days_late(portal_clock.today()) == late
    said = "изпълнено с 3 дни закъснение" if late else "изпълнено в срок"
    assert said in page_of(row)


def test_whoever_ended_owes_nothing_any_more(clock: Clock) -> None:
    row = make_gathering()
    gathering.lapse(row, actor=make_clerk(), on=ago(0), note="Комитетът се отказа.")
    at_noon(clock, due_in(row, "gather"), 5)

    due = due_in(row, "gather")
    assert (due.is_open, due.days_late(portal_clock.today())) == (False, 0)
    assert "закъснение" not in page_of(row)
