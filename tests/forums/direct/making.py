"""Plain functions that make entries of the register through the acts, for any test."""

from datetime import date, time, timedelta
from typing import Any

from forums.direct import deciding, ending, gathering, noting
from forums.direct.kinds import Initiator, Kind
from forums.direct.models import Initiative
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.places.calendar import calendar
from tests.forums.making import make_clerk

EGN = "7523169263"  # of the specification's example; nobody's

ABOUT: dict[Kind, dict[str, Any]] = {
    Kind.INITIATIVE: {"founders": 64, "committee_size": 5, "addressee": "council"},
    Kind.ASSEMBLY: {"inhabitants": 900, "committee_size": 3},
    Kind.REFERENDUM: {"committee_size": 7, "is_allowed": True},
    Kind.APPROVAL: {"committee_size": 3, "is_allowed": True, "decision_number": "512"},
}


def ago(days: int) -> date:
    """The day so many days before today."""
    return clock.today() - timedelta(days=days)


def make_noted(kind: Kind = Kind.INITIATIVE, clerk: User | None = None, **facts: Any) -> Initiative:
    """An entry by a committee of citizens, begun forty days ago unless said otherwise."""
    known: dict[str, Any] = {
        "initiator": Initiator.CITIZENS,
        "title": "Да се запази паркът при старото училище",
        "question": "Предлагаме паркът при старото училище да не се застроява.",
        "voters": 530,
        "contact": "ул. „Дунав“ 3, тел. 0888 123 456",
        "on": ago(40),
        **ABOUT[kind],
        **facts,
    }
    if kind == Kind.APPROVAL:
        known.setdefault("decision_on", known["on"])
    if known["initiator"] != Initiator.CITIZENS:
        known |= {"committee_size": None, "contact": ""}
    return noting.note(actor=clerk or make_clerk(), kind=kind, **known)


def make_gathering(kind: Kind = Kind.INITIATIVE, **facts: Any) -> Initiative:
    """One for which signatures are gathered."""
    row = make_noted(kind, **facts)
    return gathering.begin(row, actor=make_clerk(), on=row.changes.latest("pk").on)


def make_tabled(
    kind: Kind = Kind.INITIATIVE, signatures: int = 412, tabled: int = 30, **facts: Any
) -> Initiative:
    """One whose petition was handed in thirty days ago, or as many as `tabled` says."""
    row = make_gathering(kind, **facts)
    return gathering.table(row, actor=make_clerk(), on=ago(tabled), signatures=signatures)


def make_checked(
    kind: Kind = Kind.REFERENDUM, signatures: int = 412, valid: int | None = None, **facts: Any
) -> Initiative:
    """One whose signatures were checked twenty days ago."""
    row = make_tabled(kind, signatures, **facts)
    return gathering.check(
        row,
        actor=make_clerk(),
        on=ago(20),
        sent_on=ago(29),
        valid_signatures=signatures if valid is None else valid,
    )


def make_announced_assembly(days_ahead: int = 3, **facts: Any) -> Initiative:
    """An assembly by the mayor, announced twenty days before it is held, in the evening."""
    on = ago(20 - days_ahead)
    row = make_noted(Kind.ASSEMBLY, initiator=Initiator.MAYOR, **{"on": on, **facts})
    appointment = deciding.Appointment(on + timedelta(days=20), time(18, 30), "читалището")
    return deciding.call(
        row, actor=make_clerk(), on=on, act="Заповед № 77", appointment=appointment
    )


def make_held(**numbers: Any) -> Initiative:
    """An assembly held two days ago with its result."""
    row = make_announced_assembly(-2)
    counted = {"voters": 530, "present": 200, "yes": 150, "no": 30, **numbers}
    return ending.hold(
        row,
        actor=make_clerk(),
        on=ago(2),
        numbers=ending.Numbers(**counted),
        decision="Паркът да се запази и да се огради.",
    )


def make_answered(**facts: Any) -> Initiative:
    """An initiative that was answered today."""
    row = make_tabled(**facts)
    reply = ending.Reply("partly", "Съветът прие предложението отчасти.", "Общинският съвет")
    told = ending.Reply(
        reply.outcome, reply.text, reply.decided_by, newspaper="„Хасковска Марица“, 20.11.2026"
    )
    return ending.answer(row, actor=make_clerk(), on=ago(1), reply=told, act="Решение № 14")


def next_day_off(day: date) -> date:
    """That day or the first after it on which nobody works."""
    days = calendar()
    while days.is_working(day):
        day += timedelta(days=1)
    return day
