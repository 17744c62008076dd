"""A conflict of interest over an item: stated before the vote, and who has it does not vote."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.models import AgendaItem, Attendee, Ballot, Conflict
from prestizh.meetings.procedure import at_stage, tell
from prestizh.meetings.stages import MeetingStage
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def state_conflict(
    item: AgendaItem, *, actor: User, attendee: Attendee, statement: str
) -> Conflict:
    """State a conflict of interest over an item: the member takes no part in its votes.

    By the member, or noted by the secretary. Raises `Refused` once there was a vote on the item.
    """
    meeting = at_stage(item.meeting, MeetingStage.CONVENED, MeetingStage.OPENED)
    own = attendee.user_id is not None and attendee.user_id == actor.pk
    access.require(actor, "meeting.take_part" if own else "meeting.minute", meeting.subject)
    if attendee.meeting_id != meeting.pk:
        raise Refused(_("This person was not invited to the meeting."))
    if not statement.strip():
        raise Refused(Obstacle(_("Say in a sentence what the conflict is."), "", "statement"))
    if item.conflicts.filter(attendee=attendee).exists():
        raise Refused(_("This conflict of interest has been stated already."))
    if item.motions.exclude(taken_at=None).exists() or (
        Ballot.objects.filter(motion__item=item, attendee=attendee).exists()
    ):
        raise Refused(_("There was a vote on this item already; a conflict is stated before it."))
    conflict: Conflict = Conflict.objects.create(
        item=item, attendee=attendee, statement=statement.strip(), at=clock.now()
    )
    record(
        meeting.subject,
        "meeting.conflict_stated",
        actor=actor,
        public={
            "meeting": meeting.public_id,
            "item": str(item.position),
            "member": attendee.holder,
        },
        private={"statement": conflict.statement},
    )
    tell(meeting)
    return conflict
