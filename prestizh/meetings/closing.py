"""Closing a meeting: nothing may wait for a count, and nobody stays unaccounted for."""

from django.db import transaction
from django.utils.translation import ngettext

from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.models import Meeting, Motion, Presence
from prestizh.meetings.opening import settle_presence
from prestizh.meetings.procedure import advance, lawful_move, locked, tell
from prestizh.meetings.stages import MeetingStep
from prestizh.refusal import Obstacle, refuse_if_any


def obstacles(meeting: Meeting) -> list[Obstacle]:
    """What is in the way of closing."""
    waiting = Motion.objects.filter(item__meeting=meeting, taken_at=None, withdrawn_at=None)
    number = waiting.count()
    if not number:
        return []
    told = ngettext(
        "%(count)d written vote is not counted yet.",
        "%(count)d written votes are not counted yet.",
        number,
    )
    return [Obstacle(told % {"count": number}, "", "motions")]


@transaction.atomic
def close(meeting: Meeting, *, actor: User) -> Meeting:
    """Close the meeting; what was counted and decided stays. Raises `Refused`."""
    row = locked(meeting)
    move = lawful_move(row, MeetingStep.CLOSE, actor, "meeting.minute")
    refuse_if_any(obstacles(row))
    now = clock.now()
    row.closed_at = now
    row.save(update_fields=["closed_at"])
    if row.is_written:
        _note_who_voted(row)
    settle_presence(row)
    advance(row, move, actor=actor, at=now)
    motions = Motion.objects.filter(item__meeting=row).exclude(taken_at=None)
    record(
        row.subject,
        "meeting.closed",
        actor=actor,
        public={
            "meeting": row.public_id,
            "number": str(row.number),
            "items": str(row.items.count()),
            "votes": str(motions.count()),
            "decisions": str(row.decisions.count()),
        },
    )
    tell(row)
    return row


def _note_who_voted(meeting: Meeting) -> None:
    """At a written meeting whoever voted took part."""
    meeting.attendees.filter(ballots__motion__item__meeting=meeting).update(
        presence=Presence.ONLINE
    )
