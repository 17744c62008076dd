"""The one place where a meeting moves from stage to stage."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.meetings import hosts
from prestizh.meetings.models import Meeting, MeetingChange, publication_key
from prestizh.meetings.models.meeting import host_key
from prestizh.meetings.stages import MOVES, MeetingMove, MeetingStage, MeetingStep
from prestizh.moves import move_for
from prestizh.refusal import Refused
from prestizh.ui.artefacts import changed

LISTS = "meetings"


def locked(meeting: Meeting) -> Meeting:
    """The row of the meeting as it stands, locked until the transaction ends."""
    row: Meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    return row


def lawful_move(meeting: Meeting, step: MeetingStep, actor: User, act: str) -> MeetingMove:
    """The move of the table for `step`; raises `Refused` if there is none or it isn't the actor's."""
    access.require(actor, act, meeting.subject)
    move = move_for(MOVES, step, MeetingStage(meeting.stage))
    if move is None:
        raise Refused(
            _("This can't be done now: the meeting is “%(stage)s”.")
            % {"stage": MeetingStage(meeting.stage).label}
        )
    return move


def advance(
    meeting: Meeting, move: MeetingMove, *, actor: User, at: datetime, reason: str = ""
) -> MeetingChange:
    """Write the step; a trigger carries it over to the meeting's own row."""
    change: MeetingChange = MeetingChange.objects.create(
        meeting=meeting,
        source=move.source or "",
        target=move.target,
        step=move.step,
        actor=actor,
        at=at,
        reason=reason,
    )
    meeting.stage = move.target
    return change


def at_stage(meeting: Meeting, *stages: MeetingStage) -> Meeting:
    """The locked row of a meeting at one of `stages`. Raises `Refused` for any other."""
    row = locked(meeting)
    if row.stage not in stages:
        raise Refused(
            _("This can't be done now: the meeting is “%(stage)s”.")
            % {"stage": MeetingStage(row.stage).label}
        )
    return row


def in_session(meeting: Meeting, actor: User) -> Meeting:
    """The locked row of a meeting in session, which the actor may minute. Raises `Refused`."""
    row = at_stage(meeting, MeetingStage.OPENED)
    access.require(actor, "meeting.minute", row.subject)
    return row


def host_at_work(meeting: Meeting) -> hosts.HostFacts:
    """Who holds the meeting. Raises `Refused` unless it is at work."""
    facts = hosts.find(meeting.host_kind, meeting.subject)
    if not facts.is_at_work:
        raise Refused(_("Only a body that is at work holds meetings."))
    return facts


def tell(meeting: Meeting) -> None:
    """Raise the versions of the pages that show this meeting, the host's own among them."""
    if meeting.convened_at is None:
        return
    host = hosts.find(meeting.host_kind, meeting.subject)
    changed(
        publication_key(meeting.public_id), host_key(meeting.subject), host.publication_key, LISTS
    )
