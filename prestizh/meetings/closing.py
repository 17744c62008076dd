"""Closing a meeting: nothing may wait for a count, and nobody stays unaccounted for."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import ngettext

from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings import absences, hosts
from prestizh.meetings.models import Ballot, Meeting, Motion, Presence
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
    absences.count(row)
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
            "absent": " ".join(_absent(row)),
        },
    )
    hosts.host(row.host_kind).follow_absences(row, actor=actor)
    tell(row)
    return row


def _absent(meeting: Meeting) -> list[str]:
    """Who missed how many meetings in a row, as the record has it: holder and number."""
    rows = meeting.attendees.filter(absences__gt=0).order_by("pk")
    return [f"{one.holder}={one.absences}" for one in rows]


def _note_who_voted(meeting: Meeting) -> None:
    """At a written meeting whoever voted took part: the member, or who stood in for them."""
    ballots = Ballot.objects.filter(motion__item__meeting=meeting)
    themselves = ballots.filter(cast_by=None).values("attendee")
    instead = ballots.exclude(cast_by=None).values("cast_by")
    voted = Q(pk__in=themselves) | Q(pk__in=instead)
    meeting.attendees.filter(voted).update(presence=Presence.ONLINE)
