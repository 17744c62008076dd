"""Reminders of minutes that are due: computed from the day, so that any number of beats is right."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from prestizh.ledger import clock
from prestizh.meetings.minutes.publishing import due
from prestizh.meetings.models import Meeting, Minutes
from prestizh.meetings.stages import MeetingStage
from prestizh.outbox.post import enqueue

DAYS_BEFORE = (1, 3)


def owed() -> "QuerySet[Meeting]":
    """Meetings that were held and whose minutes were never published."""
    held = Meeting.objects.filter(stage=MeetingStage.CLOSED, minutes_days__gt=0)
    return held.filter(minutes__copies=None).select_related("minutes__minute_taker", "planned_by")


def reminder_due(meeting: Meeting, today: date) -> str | None:
    """Which reminder is due today: of 3 days and 1 day before, of whole weeks after; or none."""
    found = due(meeting, [], today)
    if found is None:
        return None
    if found.days_left < 0:
        return f"late-{(found.days_late - 1) // 7}"
    before = next((days for days in DAYS_BEFORE if found.days_left <= days), None)
    return f"before-{before}" if before is not None else None


def remind() -> None:
    """Write to who draws up minutes that are soon due, or late. A second tick adds nothing."""
    today = clock.today()
    for meeting in owed():
        with transaction.atomic():
            which = reminder_due(meeting, today)
            if which is not None:
                minutes: Minutes | None = getattr(meeting, "minutes", None)
                enqueue(
                    "minutes.due",
                    key=f"minutes_due:{meeting.public_id}:{which}",
                    to=minutes.minute_taker if minutes else meeting.planned_by,
                    context={"meeting": meeting.pk, "which": which},
                )
