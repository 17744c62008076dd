"""Absences in a row: of each member, counted from the record of attendance as a meeting ends.

Who came, for however short a time, whose substitute came or whose proxy counted was not absent. Who
is excused, or left a proxy whose holder stayed away, breaks the row, unless the host's rules count
excused absences, too. Nobody gathers at a written meeting: a vote there ends the row, silence adds
nothing to it. A meeting that fell through for lack of quorum was not held and does not count.
"""

from collections.abc import Collection, Mapping
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from prestizh.meetings import counting, hosts
from prestizh.meetings.models import Attendee, Meeting, Presence
from prestizh.meetings.session import Session
from prestizh.meetings.stages import MeetingStage

Counted = TypeVar("Counted")


def count(meeting: Meeting) -> None:
    """Write down of each member how many meetings in a row they missed, this one the last.

    Who took somebody's place goes on from their number. Before the meeting is closed: from then on
    the attendance is frozen. Six queries.
    """
    session = Session(meeting)
    host = hosts.host(meeting.host_kind)
    rules, came_after = host.rules(meeting.subject), host.came_after(meeting.subject)
    before = dict(latest([meeting.subject]).values_list("holder", "absences"))
    present = _present(session)
    for member in session.members:
        row = last_of(member.holder, before, came_after) or 0
        if member.pk in present:
            member.absences = 0
        elif meeting.is_written:
            member.absences = row
        elif is_excused(member) and not rules.excused_count:
            member.absences = 0
        else:
            member.absences = row + 1
    Attendee.objects.bulk_update(session.members, ["absences"])


def last_of(
    holder: str, counts: Mapping[str, Counted], came_after: Mapping[str, str]
) -> Counted | None:
    """The last count of this holder, or of whoever's place they took; None where there is none."""
    while holder not in counts and holder in came_after:
        holder = came_after[holder]
    return counts.get(holder)


def _present(session: Session) -> set[int]:
    """The members who came, or for whom somebody did who counts."""
    faults = counting.proxy_faults(session.people, session.most_proxies)
    represented = {
        one.key for one in session.people if one.proxy is not None and one.key not in faults
    }
    there = [one for one in session.attendees if one.is_in_session or one.arrived_at is not None]
    return represented | {one.stands_for_id or one.pk for one in there}


def is_excused(member: Attendee) -> bool:
    """Whether somebody who did not come had a reason: noted, said before, or a proxy in vain."""
    return member.presence in {Presence.EXCUSED, Presence.REPRESENTED}


def latest(subjects: Collection[UUID]) -> "QuerySet[Attendee]":
    """The last count of each member of these hosts, from the meetings that were held."""
    rows: QuerySet[Attendee] = (
        Attendee.objects.filter(
            meeting__subject__in=subjects,
            meeting__stage=MeetingStage.CLOSED,
            absences__isnull=False,
        )
        .order_by("holder", "-meeting__closed_at", "-pk")
        .distinct("holder")
    )
    return rows
