"""Reminders, computed from the day: to members before a meeting, to the planner before the notice."""

from datetime import date, timedelta

from django.db import transaction

from prestizh.ledger import clock
from prestizh.meetings import hosts
from prestizh.meetings.models import Meeting, Reply
from prestizh.meetings.stages import MeetingStage
from prestizh.outbox.post import enqueue
from prestizh.places.calendar import calendar
from prestizh.terms import backward_latest, sofia_day

DAYS_BEFORE = (1, 3)
# So many days before the last lawful day the planner is told that the notice is due.
NOTICE_AHEAD = timedelta(days=3)


def due_before(meeting: Meeting, today: date) -> int | None:
    """Which of the reminders 3 and 1 days before the meeting is due on `today`, if any.

    Of a written meeting: before the end of the voting. On the day itself none is sent any more.
    """
    awaited = meeting.ends_at if meeting.is_written and meeting.ends_at else meeting.starts_at
    left = (sofia_day(awaited) - today).days
    if left < 1:
        return None
    return next((days for days in DAYS_BEFORE if left <= days), None)


def notice_due(meeting: Meeting, today: date) -> date | None:
    """The last lawful day for the notice of a planned meeting, if it is near and not past."""
    if meeting.stage != MeetingStage.PLANNED:
        return None
    rules = hosts.host(meeting.host_kind).rules(meeting.subject)
    latest = backward_latest(sofia_day(meeting.starts_at), rules.notice_days, calendar())
    return latest if latest - NOTICE_AHEAD <= today <= latest else None


def remind() -> None:
    """Write the reminders that are due today; a second tick finds the same rows."""
    now = clock.now()
    today = sofia_day(now)
    soon = now + timedelta(days=max(DAYS_BEFORE) + 1)
    convened = Meeting.objects.filter(stage=MeetingStage.CONVENED)
    gathering = convened.exclude(mode="written").filter(starts_at__gt=now, starts_at__lt=soon)
    written = Meeting.objects.filter(
        stage__in=[MeetingStage.CONVENED, MeetingStage.OPENED],
        mode="written",
        ends_at__gt=now,
        ends_at__lt=soon,
    )
    for meeting in [*gathering, *written]:
        with transaction.atomic():
            _before(meeting, today)
    for meeting in Meeting.objects.filter(stage=MeetingStage.PLANNED, starts_at__gt=now):
        with transaction.atomic():
            _before_notice(meeting, today)


def _before(meeting: Meeting, today: date) -> None:
    days = due_before(meeting, today)
    if days is None:
        return
    coming = meeting.attendees.exclude(user=None).exclude(reply=Reply.NOT_COMING)
    for one in coming.select_related("user"):
        assert one.user is not None  # noqa: S101 - asked for above
        enqueue(
            "meeting.soon",
            key=f"meeting:{meeting.public_id}:soon:{days}:{one.pk}",
            to=one.user,
            context={"attendee": one.pk, "days": days},
        )


def _before_notice(meeting: Meeting, today: date) -> None:
    latest = notice_due(meeting, today)
    if latest is not None:
        enqueue(
            "meeting.notice_due",
            key=f"meeting:{meeting.public_id}:notice:{latest}",
            to=meeting.planned_by,
            context={"meeting": meeting.pk},
        )
