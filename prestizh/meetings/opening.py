"""Opening a meeting with its quorum counted and frozen; what is left where there is none."""

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.counting import Quorum
from prestizh.meetings.models import Meeting, Presence, Reply
from prestizh.meetings.procedure import advance, host_at_work, lawful_move, locked, tell
from prestizh.meetings.rolls import follow
from prestizh.meetings.session import Session
from prestizh.meetings.stages import MeetingStep
from prestizh.refusal import Obstacle, Refused
from prestizh.ui.dates import moment_text


def lacking(quorum: Quorum) -> list[str]:
    """A sentence for each share that is missing: of the whole body, and of a side with parity."""
    sentences = []
    for share in quorum.lacking:
        values = {"present": share.present, "needed": max(share.needed, 1), "side": share.side}
        if share.side:
            sentence = gettext(
                "There is no quorum of “%(side)s”: %(present)d are present or represented, "
                "%(needed)d are needed."
            )
        else:
            sentence = gettext(
                "There is no quorum: %(present)d members are present or represented, "
                "%(needed)d are needed."
            )
        sentences.append(sentence % values)
    return sentences


@transaction.atomic
def open_meeting(meeting: Meeting, *, actor: User) -> Meeting:
    """Open the meeting: not before its hour, and with a quorum unless it is written.

    Raises `Refused`.
    """
    row = locked(meeting)
    move = lawful_move(row, MeetingStep.OPEN, actor, "meeting.minute")
    host_at_work(row)
    now = clock.now()
    if now < row.starts_at:
        sentence = _("The meeting was convened for %(moment)s; it can't be opened earlier.")
        raise Refused(sentence % {"moment": moment_text(row.starts_at, "minute")})
    # Who takes part is who sits there at this instant.
    follow(row, actor=actor)
    row.opened_at = now
    if not row.is_written:
        quorum = Session(row).quorum()
        if not quorum.is_met:
            raise Refused(*(Obstacle(one, "", "quorum") for one in lacking(quorum)))
        _freeze(row, quorum)
    row.save()
    advance(row, move, actor=actor, at=now)
    record(row.subject, "meeting.opened", actor=actor, public=_counted(row))
    tell(row)
    return row


@transaction.atomic
def close_for_lack(meeting: Meeting, *, actor: User) -> Meeting:
    """Close a meeting that could not open because too few came. Raises `Refused` if enough did."""
    row = locked(meeting)
    move = lawful_move(row, MeetingStep.FALL_THROUGH, actor, "meeting.minute")
    now = clock.now()
    if row.is_written:
        raise Refused(_("A written meeting needs no quorum to open; it is counted with the votes."))
    if now < row.starts_at:
        raise Refused(_("The hour of the meeting has not come yet. It can be called off instead."))
    follow(row, actor=actor)
    quorum = Session(row).quorum()
    if quorum.is_met:
        raise Refused(_("There is a quorum: the meeting can be opened."))
    _freeze(row, quorum)
    row.save()
    settle_presence(row)
    reason = " ".join(lacking(quorum))
    advance(row, move, actor=actor, at=now, reason=reason)
    record(row.subject, "meeting.without_quorum", actor=actor, public=_counted(row))
    tell(row)
    return row


def settle_presence(meeting: Meeting) -> None:
    """At the end, who was never noted was absent; excused if they had said so."""
    unknown = meeting.attendees.filter(presence=Presence.UNKNOWN, stands_for=None)
    unknown.filter(reply=Reply.NOT_COMING).update(presence=Presence.EXCUSED)
    unknown.update(presence=Presence.ABSENT)


def _freeze(meeting: Meeting, quorum: Quorum) -> None:
    meeting.quorum_members = Session(meeting).whole.members
    meeting.quorum_present = quorum.whole.present
    meeting.quorum_needed = quorum.whole.needed
    meeting.quorum_sides = {side.side: [side.needed, side.present] for side in quorum.sides}
    meeting.quorum_met = quorum.is_met


def _counted(meeting: Meeting) -> dict[str, str]:
    present = meeting.attendees.filter(presence__in=[Presence.PRESENT, Presence.ONLINE])
    return {
        "meeting": meeting.public_id,
        "number": str(meeting.number),
        "quorum": meeting.quorum,
        "present": str(meeting.quorum_present),
        "needed": str(meeting.quorum_needed),
        "members": str(meeting.quorum_members),
        "here": " ".join(present.order_by("pk").values_list("holder", flat=True)),
    }
