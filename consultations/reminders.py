"""Reminders of a term: what is due is computed from the day, so that any number of beats is right.

1. Every tick looks at all published consultations.
2. Before the end, the smallest of 7, 3 and 1 that is not less than the days left names the reminder
   that is due; a beat that slept through one sends the next, never two at once. A beat that slept
   through the last one sends it on the last day.
3. After the end, the number of whole weeks since then names the reminder to the clerk.
4. Each is a message with a key made of kind, consultation, number and reader: a second tick, a
   doubled beat or a replayed task finds the row and adds none.
5. A message that lay too long is not sent: its letter asks the same two functions whether it is
   still the one that is due.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from consultations.models import Consultation, publication_key
from consultations.stages import Stage
from prestizh.ledger import clock
from prestizh.outbox.following import followers_of
from prestizh.outbox.models import Message
from prestizh.outbox.post import enqueue
from prestizh.terms import SOFIA

DAYS_BEFORE = (1, 3, 7)


def scopes_of(consultation: Consultation) -> list[str]:
    """Everything by which somebody may follow this consultation."""
    topics = consultation.topics.values_list("pk", flat=True)
    settlements = consultation.settlements.values_list("pk", flat=True)
    return [
        "everything",
        publication_key(consultation.public_id),
        *(f"topic:{pk}" for pk in topics),
        *(f"settlement:{pk}" for pk in settlements),
    ]


def due_before_end(last_day: date, today: date) -> int | None:
    """Which of the reminders 7, 3, 1 days before the end is due on `today`, if any.

    Days of Sofia; on the last day itself it is still the one of the day before.
    """
    left = (last_day - today).days
    if left < 0:
        return None
    return next((days for days in DAYS_BEFORE if left <= days), None)


def weeks_overdue(last_day: date, today: date) -> int | None:
    """Whole weeks since the day after the end: 0 on that day, None before it."""
    since = (today - last_day).days
    return (since - 1) // 7 if since >= 1 else None


def start_of(day: date) -> datetime:
    """The instant at which a day begins in Sofia."""
    return datetime.combine(day, time.min, SOFIA)


def remind() -> int:
    """Write the reminders that are due today; returns how many consultations were looked at."""
    today = clock.today()
    published = list(Consultation.objects.filter(stage=Stage.PUBLISHED).select_related("clerk"))
    for consultation in published:
        with transaction.atomic():
            _remind_of(consultation, today)
    return len(published)


def _remind_of(consultation: Consultation, today: date) -> None:
    if consultation.last_day is None:
        return
    days = due_before_end(consultation.last_day, today)
    if days is not None:
        _before_end(consultation, consultation.last_day, days)
    weeks = weeks_overdue(consultation.last_day, today)
    if weeks is not None:
        enqueue(
            "consultation.report_owed",
            key=f"report_owed:{consultation.public_id}:{weeks}",
            to=consultation.clerk,
            context={"consultation": consultation.pk, "weeks": weeks},
        )


def _before_end(consultation: Consultation, last_day: date, days: int) -> None:
    """The reminder to the clerk, and to everybody who already followed when it fell due.

    Who begins to follow later has just read how long is left.
    """
    context: dict[str, str | int] = {"consultation": consultation.pk, "days": days}
    key = f"ends_soon:{consultation.public_id}:{days}:"
    enqueue("consultation.ends_soon", key=f"{key}clerk", to=consultation.clerk, context=context)
    since = start_of(last_day - timedelta(days=days))
    followers = followers_of(scopes_of(consultation)).filter(confirmed_at__lt=since)
    told = set(Message.objects.filter(key__startswith=key).values_list("key", flat=True))
    for follow in followers:
        if key + follow.address not in told:
            enqueue(
                "consultation.ends_soon",
                key=key + follow.address,
                to=follow.address,
                language=follow.language,
                context={**context, "follow": follow.pk},
            )
