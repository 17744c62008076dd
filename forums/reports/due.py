"""When a yearly report is due, and the reminder to who keeps the body's papers."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from consultations.reminders import weeks_overdue
from forums.bodies.models import Body
from forums.bodies.stages import BodyStage
from forums.reports.models import YearlyReport
from prestizh.ledger import clock
from prestizh.outbox.post import enqueue
from prestizh.terms import add_months, sofia_day

DAYS_BEFORE = 14


def last_day_of(month: int, year: int) -> date:
    """The last day of a month."""
    return date.fromordinal(add_months(date(year, month, 1), 1).toordinal() - 1)


def owed(body: Body, today: date) -> tuple[int, date] | None:
    """The year whose report is owed next, and its last day; None where nothing is asked."""
    done = set(YearlyReport.objects.filter(body=body).values_list("year", flat=True))
    return first_owed(body, done, today)


def first_owed(body: Body, done: Collection[int], today: date) -> tuple[int, date] | None:
    """The first year without a report, where `done` are those that have one, and its last day."""
    if body.report_due_month is None or body.constituted_at is None:
        return None
    first = sofia_day(body.constituted_at).year
    year = next((one for one in range(first, today.year) if one not in done), None)
    return None if year is None else (year, last_day_of(body.report_due_month, year + 1))


def reminder_due(last_day: date, today: date) -> int | None:
    """-1 from two weeks before the last day on; then the number of whole weeks since."""
    left = (last_day - today).days
    if left < 0:
        return weeks_overdue(last_day, today)
    return -1 if left <= DAYS_BEFORE else None


def remind() -> int:
    """Write the reminders that are due today; returns how many bodies were looked at."""
    today = clock.today()
    bodies = list(
        Body.objects.public().filter(stage=BodyStage.ACTIVE, report_due_month__isnull=False)
    )
    with transaction.atomic():
        for body in bodies:
            _remind(body, today)
    return len(bodies)


def _remind(body: Body, today: date) -> None:
    found = owed(body, today)
    number = reminder_due(found[1], today) if found else None
    if found is None or number is None:
        return
    for one in body.secretaries.filter(ended_at=None).select_related("user"):
        enqueue(
            "report.due",
            key=f"report_due:{body.public_id}:{found[0]}:{number}:{one.user_id}",
            to=one.user,
            context={"body": body.pk, "year": found[0], "number": number},
        )


def all_owed(today: date) -> list[tuple[Body, int, date]]:
    """Each body at work with the year whose report it owes and its last day. Two queries."""
    bodies = Body.objects.public().filter(stage=BodyStage.ACTIVE, report_due_month__isnull=False)
    done = set(YearlyReport.objects.filter(body__in=bodies).values_list("body", "year"))
    found = (
        (body, first_owed(body, {year for pk, year in done if pk == body.pk}, today))
        for body in bodies
    )
    return [(body, *one) for body, one in found if one is not None]
