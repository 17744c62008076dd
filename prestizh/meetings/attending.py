"""Who comes: replies, presence, proxies from member to member, guests."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.counting import Participant, proxy_faults
from prestizh.meetings.models import Attendee, Guest, Meeting, Motion, Presence, Reply
from prestizh.meetings.procedure import at_stage, tell
from prestizh.meetings.session import Session
from prestizh.meetings.stages import MeetingStage
from prestizh.meetings.wording import PROXY_FAULTS
from prestizh.refusal import Obstacle, Refused

TAKES_ATTENDANCE = (MeetingStage.CONVENED, MeetingStage.OPENED)


@transaction.atomic
def reply(attendee: Attendee, *, actor: User, answer: str, note: str = "") -> Attendee:
    """Say for oneself whether one comes; the secretary may note it for others. Raises `Refused`."""
    meeting = at_stage(attendee.meeting, MeetingStage.CONVENED)
    row = _own_or_kept(meeting, attendee, actor)
    if answer not in {Reply.COMING, Reply.NOT_COMING}:
        raise Refused(Obstacle(_("Say whether you will come."), "", "answer"))
    row.reply, row.reply_note, row.replied_at = answer, note[:300], clock.now()
    row.save(update_fields=["reply", "reply_note", "replied_at"])
    return row


@transaction.atomic
def note_presence(attendee: Attendee, *, actor: User, presence: str) -> Attendee:
    """Note that somebody is here, excused or absent; also that they left later. Raises `Refused`."""
    meeting = at_stage(attendee.meeting, *TAKES_ATTENDANCE)
    access.require(actor, "meeting.minute", meeting.subject)
    if meeting.is_written:
        raise Refused(_("Nobody gathers at a written meeting; who votes takes part."))
    if presence not in set(Presence) - {Presence.REPRESENTED}:
        raise Refused(Obstacle(_("Say whether they are here."), "", "presence"))
    row = _locked(attendee)
    was_here, now = row.is_in_session, clock.now()
    row.presence = presence
    row.proxy = None
    if row.is_in_session and not was_here:
        row.arrived_at, row.left_at = row.arrived_at or now, None
    if was_here and not row.is_in_session:
        row.left_at = now
        # Who had come did not stay away: their leaving is noted, the presence was real.
    row.save(update_fields=["presence", "proxy", "arrived_at", "left_at"])
    if meeting.stage == MeetingStage.OPENED:
        _record(meeting, row, actor)
    return row


@transaction.atomic
def give_proxy(giver: Attendee, *, actor: User, holder: Attendee | None) -> Attendee:
    """Let `holder` vote for `giver`, or nobody any more. By the giver, or noted by the secretary.

    Raises `Refused` for anybody who is no member with a vote, and beyond what one may hold.
    """
    meeting = at_stage(giver.meeting, *TAKES_ATTENDANCE)
    row = _own_or_kept(meeting, giver, actor)
    if meeting.is_written:
        raise Refused(
            _("In a written meeting nobody votes by proxy: a member votes, or their substitute.")
        )
    if holder is None:
        row.proxy = None
        if row.presence == Presence.REPRESENTED:
            row.presence = Presence.UNKNOWN
    else:
        _refuse_faulty(meeting, row, holder)
        row.proxy, row.presence = holder, Presence.REPRESENTED
        row.reply, row.replied_at = Reply.NOT_COMING, clock.now()
    row.save(update_fields=["proxy", "presence", "reply", "replied_at"])
    record(
        meeting.subject,
        "meeting.proxy_given" if holder else "meeting.proxy_ended",
        actor=actor,
        public={"meeting": meeting.public_id, "member": row.holder}
        | ({"proxy": holder.holder} if holder else {}),
    )
    if meeting.stage == MeetingStage.OPENED:
        tell(meeting)
    return row


def _refuse_faulty(meeting: Meeting, giver: Attendee, holder: Attendee) -> None:
    """Refuse a proxy that would not count if the holder came."""
    if holder.meeting_id != meeting.pk or giver.stands_for_id is not None:
        raise Refused(
            Obstacle(
                _("Only a member with a vote can be a proxy, and only of another member."),
                "",
                "holder",
            )
        )
    session = Session(meeting)
    target = holder.stands_for_id or holder.pk
    people = [_as_if(one, giver.pk, target) for one in session.people]
    fault = proxy_faults(people, session.most_proxies).get(giver.pk)
    if fault is not None:
        raise Refused(Obstacle(PROXY_FAULTS[fault], "", "holder"))


def _as_if(one: Participant, giver: int, holder: int) -> Participant:
    """Somebody as they will be once the proxy is given and its holder has come."""
    if one.key == giver:
        return Participant(one.key, is_here=False, proxy=holder, has_vote=one.has_vote)
    is_here = one.is_here or one.key == holder
    return Participant(one.key, is_here=is_here, proxy=one.proxy, has_vote=one.has_vote)


@transaction.atomic
def add_guest(
    meeting: Meeting, *, actor: User, name: str, represents: str = "", may_be_named: bool = False
) -> Guest:
    """Enter a guest in the register. Raises `Refused` without a name."""
    row = at_stage(meeting, *TAKES_ATTENDANCE)
    access.require(actor, "meeting.minute", row.subject)
    if not name.strip():
        raise Refused(Obstacle(_("Give the name of the guest."), "", "name"))
    guest: Guest = Guest.objects.create(
        meeting=row,
        name=name.strip(),
        represents=represents.strip(),
        may_be_named=may_be_named,
        added_at=clock.now(),
    )
    record(
        row.subject,
        "meeting.guest_added",
        actor=actor,
        public={"meeting": row.public_id, "guest": str(guest.pk)},
        private={"name": guest.name, "represents": guest.represents},
    )
    tell(row)
    return guest


def _own_or_kept(meeting: Meeting, attendee: Attendee, actor: User) -> Attendee:
    """The locked row, if it is the actor's own or the actor keeps the papers. Raises `Refused`."""
    row = _locked(attendee)
    if row.user_id != actor.pk:
        access.require(actor, "meeting.minute", meeting.subject)
    else:
        access.require(actor, "meeting.take_part", meeting.subject)
    return row


def _locked(attendee: Attendee) -> Attendee:
    row: Attendee = Attendee.objects.select_for_update().get(pk=attendee.pk)
    return row


def _record(meeting: Meeting, attendee: Attendee, actor: User) -> None:
    """Who comes or leaves while the meeting is open: the votes that follow depend on it."""
    record(
        meeting.subject,
        "meeting.presence_noted",
        actor=actor,
        public={
            "meeting": meeting.public_id,
            "member": attendee.holder,
            "presence": attendee.presence,
            "votes_taken": str(
                Motion.objects.filter(item__meeting=meeting).exclude(taken_at=None).count()
            ),
        },
    )
    tell(meeting)
