"""Reminders to the clerk of lawful days: what is due is computed, so any number of beats is right.

7, 3 and 1 days before a term of the municipality ends, and each week after it; the same of a
measure. Each is a message with a key of entry, term, day and number: a second tick adds none, and
the letter asks once more whether it still stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from forums.direct.dues import dues_of
from forums.direct.models import Initiative, Measure
from prestizh.ledger import clock
from prestizh.outbox.post import enqueue
from prestizh.places.calendar import calendar
from prestizh.refusal import Sentence
from prestizh.terms import WorkingDays

DAYS_BEFORE = (1, 3, 7)


@dataclass(frozen=True, slots=True)
class Owed:
    """Something the municipality owes on one entry: its code, its words, its day, its law."""

    code: str
    says: Sentence
    day: date
    law: str


def number_due(day: date, today: date) -> str | None:
    """Which reminder is due today: `before-7`, `before-3`, `before-1`, `after-<weeks>`, or none."""
    left = (day - today).days
    if left < 0:
        return f"after-{(-left - 1) // 7}"
    before = next((days for days in DAYS_BEFORE if left <= days), None)
    return None if before is None else f"before-{before}"


def owed_by_office(row: Initiative, days: WorkingDays) -> Iterator[Owed]:
    """Terms of the municipality that run, and measures that aren't done."""
    for due in dues_of(row, days):
        if due.is_open and due.rule.is_of_the_office:
            yield Owed(due.rule.code, due.rule.says, due.day, due.rule.law)
    for measure in row.measures.all():
        if measure.done_on is None:
            yield Owed(f"measure-{measure.pk}", measure.text, measure.due_on, "")


def remind() -> int:
    """Write the reminders that are due today; returns how many entries were looked at."""
    today, days = clock.today(), calendar()
    rows = Initiative.objects.all().with_all().select_related("clerk").prefetch_related("measures")
    open_measures = Measure.objects.open().values("initiative")
    found = list((rows.running() | rows.filter(pk__in=open_measures)).distinct())
    for row in found:
        with transaction.atomic():
            _remind_of(row, today, days)
    return len(found)


def _remind_of(row: Initiative, today: date, days: WorkingDays) -> None:
    for owed in owed_by_office(row, days):
        number = number_due(owed.day, today)
        if number is not None:
            enqueue(
                "direct.due",
                key=f"direct_due:{row.public_id}:{owed.code}:{owed.day.isoformat()}:{number}",
                to=row.clerk,
                context={"initiative": row.pk, "code": owed.code, "number": number},
            )
