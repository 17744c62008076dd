"""Reports that are made by themselves, the day after a quarter or a year."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from feedback.reports.asking import begin
from feedback.reports.models import Every, Schedule
from feedback.reports.scope import Kind
from prestizh.accounts import access
from prestizh.accounts.models import RoleGrant, User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.places.models import Unit
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.terms import add_months, sofia_day

MONTHS = {Every.QUARTER: 3, Every.YEAR: 12}
_ONE_DAY = timedelta(days=1)


def period_of(every: str, day: date) -> tuple[date, date]:
    """The quarter or the year in which a day falls: its first and its last day."""
    months = MONTHS[Every(every)]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, add_months(first, months) - _ONE_DAY


def next_of(schedule: Schedule, today: date) -> date:
    """The day on which it makes the next report."""
    return period_of(schedule.every, today)[1] + _ONE_DAY


def obstacles(
    every: str, unit: Unit | None, kind: str, recipients: Collection[User]
) -> list[Obstacle]:
    """What stands in the way of a schedule."""
    found = []
    if not recipients:
        found.append(Obstacle(_("Choose at least one person to write to."), field="recipients"))
    if any(not access.may(person, "participation.read") for person in recipients):
        sentence = _("Only people who may read the reports can get a letter about them.")
        found.append(Obstacle(sentence, field="recipients"))
    if Schedule.objects.filter(ended_at=None, every=every, unit=unit, kind=kind).exists():
        sentence = _("Such a report is made regularly already. End that schedule first.")
        found.append(Obstacle(sentence, field="every"))
    return found


@transaction.atomic
def schedule(
    *,
    actor: User,
    every: str,
    recipients: Collection[User],
    unit: Unit | None = None,
    kind: str = Kind.ALL,
) -> Schedule:
    """Have a report made after each period that ends from today on. Raises `Refused`."""
    access.require(actor, "participation.make")
    people = list(recipients)
    refuse_if_any(obstacles(every, unit, kind, people))
    row: Schedule = Schedule.objects.create(
        every=every, unit=unit, kind=kind, made_by=actor, made_at=clock.now()
    )
    row.recipients.set(people)
    record(
        row.subject,
        "participation.scheduled",
        actor=actor,
        private={
            "every": every,
            "unit": str(unit.pk) if unit else "",
            "kind": kind,
            "recipients": ", ".join(sorted(str(person.pk) for person in people)),
        },
    )
    return row


@transaction.atomic
def end(found: Schedule, *, actor: User) -> None:
    """Make no further reports; those that were made stay. Raises `Refused`."""
    row: Schedule = Schedule.objects.select_for_update().get(pk=found.pk)
    access.require(actor, "participation.make")
    if row.ended_at is not None:
        raise Refused(_("This schedule has ended already."))
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    record(row.subject, "participation.schedule_ended", actor=actor)


def make_due() -> int:
    """Ask for every report whose period is over; returns how many were asked for.

    A beat that runs twice, late, or not for months ends in the same rows.
    """
    made = 0
    for row in Schedule.objects.filter(ended_at=None).order_by("pk"):
        made += _make_due(row)
    return made


@transaction.atomic
def _make_due(found: Schedule) -> int:
    row: Schedule = Schedule.objects.select_for_update().get(pk=found.pk)
    if row.ended_at is not None:
        return 0
    known = set(row.reports.values_list("first_day", flat=True))
    owed = [one for one in _periods(row, sofia_day(clock.now())) if one[0] not in known]
    for first_day, last_day in owed:
        begin(first_day, last_day, row.unit, row.kind, actor=None, schedule=row)
    return len(owed)


def _periods(row: Schedule, today: date) -> Iterator[tuple[date, date]]:
    """Those that ended since the schedule was made."""
    first, last = period_of(row.every, sofia_day(row.made_at))
    while last < today:
        yield first, last
        first, last = period_of(row.every, last + _ONE_DAY)


def readers() -> QuerySet[User]:
    """Who can be written to: everybody with a role that reads reports."""
    roles = access.ACTS["participation.read"].roles
    granted = RoleGrant.objects.filter(role__in=roles, revoked_at=None)
    return User.objects.filter(is_active=True, pk__in=granted.values("user")).order_by("email")
