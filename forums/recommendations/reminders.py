"""Reminders of days for an answer and of measures; computed from the day, so any number of beats
is right: each is a message with a unique key, and its letter asks once more whether it is due."""

from datetime import date

from django.db import transaction

from consultations.reminders import due_before_end
from forums.recommendations.models import Measure, Recommendation
from forums.recommendations.models.measure import OVER
from prestizh.ledger import clock
from prestizh.outbox.models import Message
from prestizh.outbox.post import enqueue

# Days after the last one on which somebody is reminded again.
DAYS_AFTER = (1, 7, 14, 30, 60, 90, 180, 365)

__all__ = ["OVER", "remind", "reminder_due"]


def reminder_due(due_on: date, today: date) -> int | None:
    """Which reminder is the one of `today`: 7, 3, 1 (days before), -1, -7, -14… (days after).

    A beat that slept through one gives the next; in between it stays the same, and is sent once.
    """
    after = (today - due_on).days
    if after <= 0:
        return due_before_end(due_on, today)
    return -max(days for days in DAYS_AFTER if days <= after)


def remind() -> int:
    """Write the reminders that are due today; returns how many rows were looked at."""
    today = clock.today()
    waiting = list(
        Recommendation.objects.unanswered().select_related("body", "addressee_user", "drafted_by")
    )
    measures = list(Measure.objects.unfinished().exclude(owner=None).select_related("owner"))
    with transaction.atomic():
        told = set(
            Message.objects.filter(
                kind__in=["recommendation.due", "recommendation.unanswered", "measure.due"]
            ).values_list("key", flat=True)
        )
        for recommendation in waiting:
            _of_answer(recommendation, today, told)
        for measure in measures:
            _of_measure(measure, today, told)
    return len(waiting) + len(measures)


def _of_answer(row: Recommendation, today: date, told: set[str]) -> None:
    """To the addressee; on the day after the last one to who keeps the papers, too."""
    from forums.recommendations.letters import keepers_of, reader_of

    if row.due_on is None:
        return
    days, reader = reminder_due(row.due_on, today), reader_of(row)
    key = f"recommendation_due:{row.public_id}:{days}"
    if days is not None and reader is not None and key not in told:
        context: dict[str, str | int] = {"recommendation": row.pk, "days": days}
        enqueue("recommendation.due", key=key, to=reader, context=context)
    if days is None or days > 0:
        return
    first = f"recommendation_unanswered:{row.public_id}:"
    if any(key.startswith(first) for key in told):
        return
    for keeper in keepers_of(row):
        enqueue(
            "recommendation.unanswered",
            key=f"{first}{keeper.pk}",
            to=keeper,
            context={"recommendation": row.pk},
        )


def _of_measure(measure: Measure, today: date, told: set[str]) -> None:
    days = reminder_due(measure.due_on, today)
    key = f"measure_due:{measure.pk}:{days}"
    if days is not None and measure.owner is not None and key not in told:
        context: dict[str, str | int] = {"measure": measure.pk, "days": days}
        enqueue("measure.due", key=key, to=measure.owner, context=context)
