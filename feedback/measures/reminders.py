"""Reminders of measures and of answers; computed from the day, so any number of beats is right."""

from datetime import date

from django.db import transaction

from feedback.measures.models import Measure
from forums.recommendations.reminders import reminder_due
from prestizh.ledger import clock
from prestizh.outbox.models import Message
from prestizh.outbox.post import enqueue

__all__ = ["remind", "reminder_due"]


def remind() -> int:
    """Write the reminders to owners that are due today; returns how many rows were looked at."""
    today = clock.today()
    rows = list(Measure.objects.unfinished().exclude(owner=None).select_related("owner"))
    with transaction.atomic():
        told = set(
            Message.objects.filter(kind="improvement.measure_due").values_list("key", flat=True)
        )
        for row in rows:
            _of_measure(row, today, told)
    return len(rows)


def _of_measure(measure: Measure, today: date, told: set[str]) -> None:
    """7, 3 and 1 days before its day, and 1, 7, 14, 30 … days after it."""
    days = reminder_due(measure.due_on, today)
    key = f"improvement_due:{measure.public_id}:{days}"
    if days is not None and measure.owner is not None and key not in told:
        context: dict[str, str | int] = {"measure": measure.pk, "days": days}
        enqueue("improvement.measure_due", key=key, to=measure.owner, context=context)
