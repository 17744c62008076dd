"""What was decided on an item, and who holds otherwise."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.models import (
    AgendaItem,
    Attendee,
    Decision,
    Motion,
    Outcome,
    SeparateOpinion,
)
from prestizh.meetings.procedure import at_stage, in_session, tell
from prestizh.meetings.stages import MeetingStage
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def decide(
    item: AgendaItem, *, actor: User, kind: str, text: str, motion: Motion | None = None
) -> Decision:
    """Write down what was decided: a decision follows from a vote that carried it.

    An opinion or a recommendation may also be given without a vote, by consent. Raises `Refused`.
    """
    meeting = in_session(item.meeting, actor)
    _refuse_unsaid(kind, text)
    if motion is None and kind == Outcome.DECISION:
        raise Refused(
            Obstacle(
                _("A decision needs a vote that carried it. Note the vote first."), "", "motion"
            )
        )
    if motion is not None:
        _refuse_unfit(item, motion)
    last = meeting.decisions.aggregate(last=Max("number"))["last"] or 0
    decision: Decision = Decision.objects.create(
        meeting=meeting,
        item=item,
        motion=motion,
        number=last + 1,
        kind=kind,
        text=text.strip(),
        at=clock.now(),
        by=actor,
    )
    _record(decision, actor)
    tell(meeting)
    return decision


def _refuse_unsaid(kind: str, text: str) -> None:
    if kind not in Outcome.values:
        raise Refused(Obstacle(_("Say what it is: a decision, an opinion, …"), "", "kind"))
    if not text.strip():
        raise Refused(Obstacle(_("Write what was decided."), "", "text"))


def _record(decision: Decision, actor: User) -> None:
    """What was decided behind closed doors is committed, and not shown."""
    meeting, item, motion = decision.meeting, decision.item, decision.motion
    fields = {
        "meeting": meeting.public_id,
        "item": str(item.position),
        "number": str(decision.number),
        "kind": decision.kind,
        "motion": "" if motion is None else str(motion.pk),
    }
    words = {"text": decision.text}
    record(
        meeting.subject,
        "meeting.decided",
        actor=actor,
        public=fields if item.is_closed else fields | words,
        private=words if item.is_closed else {},
    )


def _refuse_unfit(item: AgendaItem, motion: Motion) -> None:
    if motion.item_id != item.pk:
        raise Refused(Obstacle(_("This vote was taken on another item."), "", "motion"))
    if not motion.carried:
        raise Refused(Obstacle(_("This vote did not carry the proposal."), "", "motion"))
    if Decision.objects.filter(motion=motion).exists():
        raise Refused(Obstacle(_("This vote has its decision already."), "", "motion"))


@transaction.atomic
def hold_otherwise(
    item: AgendaItem, *, actor: User, attendee: Attendee, text: str
) -> SeparateOpinion:
    """Add a member's separate opinion; by the member, or noted by the secretary. Raises `Refused`."""
    meeting = at_stage(item.meeting, MeetingStage.OPENED, MeetingStage.CLOSED)
    own = attendee.user_id is not None and attendee.user_id == actor.pk
    access.require(actor, "meeting.take_part" if own else "meeting.minute", meeting.subject)
    if attendee.meeting_id != meeting.pk:
        raise Refused(_("This person was not invited to the meeting."))
    if not text.strip():
        raise Refused(Obstacle(_("Write the separate opinion."), "", "text"))
    opinion: SeparateOpinion = SeparateOpinion.objects.create(
        item=item, attendee=attendee, text=text.strip(), at=clock.now()
    )
    fields = {
        "meeting": meeting.public_id,
        "item": str(item.position),
        "member": attendee.holder,
    }
    words = {"text": opinion.text}
    record(
        meeting.subject,
        "meeting.separate_opinion",
        actor=actor,
        public=fields if item.is_closed else fields | words,
        private=words if item.is_closed else {},
    )
    tell(meeting)
    return opinion
