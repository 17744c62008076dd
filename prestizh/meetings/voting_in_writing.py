"""Votes at a written meeting: put by the secretary, cast by the members from their own pages."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.models import AgendaItem, Attendee, Ballot, Meeting, Method, Motion
from prestizh.meetings.procedure import at_stage, in_session, tell
from prestizh.meetings.session import Session
from prestizh.meetings.stages import MeetingStage
from prestizh.meetings.voting import count, counted, named, put, refuse_unknown
from prestizh.refusal import Refused


@transaction.atomic
def put_in_writing(item: AgendaItem, *, actor: User, text: str, majority: str = "") -> Motion:
    """Put a text to the written vote of the members. Raises `Refused` where nobody votes so."""
    meeting = in_session(item.meeting, actor)
    if not meeting.is_written:
        raise Refused(_("Only at a written meeting do the members vote from their own pages."))
    _refuse_late(meeting)
    motion = put(item, meeting, actor, text, Method.BY_NAME, majority)
    record(
        meeting.subject,
        "motion.put",
        actor=actor,
        public=named(meeting, motion) | {"text": motion.text},
    )
    tell(meeting)
    return motion


@transaction.atomic
def cast(motion: Motion, *, actor: User, choice: str) -> Ballot:
    """Vote in writing, once, from one's own page. Raises `Refused`."""
    meeting = at_stage(motion.item.meeting, MeetingStage.OPENED)
    access.require(actor, "meeting.take_part", meeting.subject)
    row: Motion = Motion.objects.select_for_update().get(pk=motion.pk)
    if not meeting.is_written or row.taken_at is not None or row.withdrawn_at is not None:
        raise Refused(_("The vote on this text is over."))
    _refuse_late(meeting)
    own = meeting.attendees.filter(user=actor).select_related("stands_for").first()
    if own is None or not member_of(own).has_vote:
        raise Refused(_("You have no vote at this meeting."))
    _refuse_cast(row, own)
    refuse_unknown([choice])
    member = member_of(own)
    ballot: Ballot = Ballot.objects.create(
        motion=row,
        attendee=member,
        choice=choice,
        cast_by=None if own == member else own,
        at=clock.now(),
    )
    record(
        meeting.subject,
        "ballot.cast",
        actor=actor,
        public=named(meeting, row)
        | {"member": member.holder}
        | ({} if own == member else {"cast_by": own.holder}),
        private={"choice": choice},
    )
    return ballot


def member_of(own: Attendee) -> Attendee:
    """Whose vote somebody on the roll casts: a substitute that of the member for whom they stand."""
    return own.stands_for or own


def _refuse_cast(motion: Motion, own: Attendee) -> None:
    """Refuse a second vote of one seat, whoever cast the first, and one in conflict of interest."""
    member = member_of(own)
    torn = set(motion.item.conflicts.values_list("attendee_id", flat=True))
    if own.pk in torn:
        raise Refused(_("You stated a conflict of interest over this item and don't vote on it."))
    if member.pk in torn:
        sentence = _(
            "%(name)s stated a conflict of interest over this item; nobody votes for them."
        )
        raise Refused(sentence % {"name": member.name})
    given = motion.ballots.filter(attendee=member).select_related("cast_by").first()
    if given is None:
        return
    caster = given.cast_by or member
    if caster == own:
        raise Refused(_("You have voted on this text already."))
    if own == member:
        sentence = _("Your substitute %(name)s has voted on this text for you already.")
    else:
        sentence = _("%(name)s has voted on this text already; a substitute votes in their stead.")
    raise Refused(sentence % {"name": caster.name})


@transaction.atomic
def take(motion: Motion, *, actor: User) -> Motion:
    """Count a written vote: after its deadline, or when everybody has voted. Raises `Refused`."""
    meeting = in_session(motion.item.meeting, actor)
    row: Motion = Motion.objects.select_for_update().select_related("item").get(pk=motion.pk)
    if not meeting.is_written or row.taken_at is not None or row.withdrawn_at is not None:
        raise Refused(_("The vote on this text is over."))
    session = Session(meeting)
    ballots = list(row.ballots.all())
    excluded = row.item.conflicts.count()
    waits = meeting.ends_at is not None and clock.now() < meeting.ends_at
    if waits and len(ballots) + excluded < session.whole.members:
        raise Refused(
            _("Members can still vote: it is counted after the deadline, or when all have voted.")
        )
    took_part = {ballot.attendee_id for ballot in ballots}
    votes = counted(ballot.choice for ballot in ballots)
    count(row, meeting, session, votes, len(ballots), actor, took_part=took_part)
    return row


@transaction.atomic
def withdraw(motion: Motion, *, actor: User) -> None:
    """Take back a text put to the written vote before it is counted. Raises `Refused`."""
    meeting = in_session(motion.item.meeting, actor)
    row: Motion = Motion.objects.select_for_update().get(pk=motion.pk)
    if row.taken_at is not None or row.withdrawn_at is not None:
        raise Refused(_("The vote on this text is over."))
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    record(meeting.subject, "motion.withdrawn", actor=actor, public=named(meeting, row))
    tell(meeting)


def _refuse_late(meeting: Meeting) -> None:
    if meeting.ends_at is not None and clock.now() >= meeting.ends_at:
        raise Refused(_("The time for voting in writing is over."))
