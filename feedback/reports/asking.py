"""Asking for a report, by hand or by a schedule, and once more after it failed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.reports.models import ParticipationReport, Schedule
from feedback.reports.scope import Kind
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import begin_again, request_rendition
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.places.models import Unit
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.terms import add_months, sofia_day

COUNTED = "participation.counted"
EARLIEST = date(2010, 1, 1)
# Sofia's ordinance asks for an evaluation every three years.
LONGEST_MONTHS = 36


def obstacles(first_day: date, last_day: date, today: date) -> list[Obstacle]:
    """What is wrong with a period."""
    if last_day < first_day:
        return [Obstacle(_("The last day is before the first one."), field="last_day")]
    found = []
    if first_day < EARLIEST:
        found.append(Obstacle(_("A report begins in 2010 at the earliest."), field="first_day"))
    elif last_day >= add_months(first_day, LONGEST_MONTHS):
        sentence = _("A report covers three years at most. Choose a shorter period.")
        found.append(Obstacle(sentence, field="last_day"))
    if last_day >= today:
        sentence = _("The period is not over yet. Choose a last day before today.")
        found.append(Obstacle(sentence, field="last_day"))
    return found


@transaction.atomic
def ask(
    *, actor: User, first_day: date, last_day: date, unit: Unit | None = None, kind: str = Kind.ALL
) -> ParticipationReport:
    """Ask the worker for a report on a period that is over. Raises `Refused`."""
    access.require(actor, "participation.make")
    refuse_if_any(obstacles(first_day, last_day, sofia_day(clock.now())))
    return begin(first_day, last_day, unit, kind, actor=actor)


def begin(
    first_day: date,
    last_day: date,
    unit: Unit | None,
    kind: str,
    *,
    actor: User | None,
    schedule: Schedule | None = None,
) -> ParticipationReport:
    """Write the row that the worker finds; the caller has asked who may and holds a transaction."""
    row: ParticipationReport = ParticipationReport.objects.create(
        first_day=first_day,
        last_day=last_day,
        unit=unit,
        kind=kind,
        schedule=schedule,
        asked_by=actor,
        asked_at=clock.now(),
    )
    request_rendition(COUNTED, row.public_id, "bg", key=row.counting_key)
    record(
        row.subject,
        "participation.asked",
        actor=actor,
        private={
            "first_day": first_day.isoformat(),
            "last_day": last_day.isoformat(),
            "unit": str(unit.pk) if unit else "",
            "kind": kind,
        },
    )
    return row


@transaction.atomic
def ask_again(report: ParticipationReport, *, actor: User) -> None:
    """Have a report that could not be counted tried anew, from its first chapter. Raises `Refused`."""
    row = ParticipationReport.objects.select_for_update().get(pk=report.pk)
    access.require(actor, "participation.make")
    rendition = counting_of(row)
    if rendition is None:
        raise Refused(_("Nobody asked for this report."))
    begin_again(rendition)
    record(row.subject, "participation.asked_again", actor=actor)


def counting_of(report: ParticipationReport) -> Rendition | None:
    """How far the worker is with it."""
    return Rendition.objects.filter(key=report.counting_key).first()
