"""What meetings ask of a person next: to reply and to come, to send a notice, to lead."""

from dataclasses import dataclass

from prestizh.accounts.models import User
from prestizh.meetings import hosts, reading
from prestizh.meetings.hosts import HostFacts
from prestizh.meetings.models import Attendee, Meeting
from prestizh.meetings.stages import MeetingStage

AHEAD = (MeetingStage.CONVENED, MeetingStage.OPENED)
MOST = 10


@dataclass(frozen=True, slots=True)
class Duties:
    """The meetings one is invited to with one's own place there, and those whose papers one keeps."""

    invited: list[tuple[Attendee, HostFacts]]
    kept: list[tuple[Meeting, HostFacts]]
    keeps: bool


def duties_of(person: User) -> Duties | None:
    """What is ahead for this person, or None for who sits nowhere and keeps nothing."""
    own = {
        one.meeting_id: one
        for one in Attendee.objects.filter(user=person, meeting__stage__in=AHEAD)
        .select_related("meeting")
        .order_by("meeting__starts_at")[:MOST]
    }
    invited = [
        (own[meeting.pk], host)
        for meeting, host in reading.with_hosts(one.meeting for one in own.values())
    ]
    keeps = bool(hosts.kept_by(person))
    ahead = Meeting.objects.kept_by(person).filter(stage__in=[*AHEAD, MeetingStage.PLANNED])
    kept = reading.with_hosts(ahead.order_by("starts_at")[:MOST]) if keeps else []
    return Duties(invited, kept, keeps) if invited or keeps else None
