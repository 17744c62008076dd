"""The letters of a meeting: invitation, cancellation and reminders, made on delivery."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prestizh.ledger import clock
from prestizh.meetings import hosts, reminding
from prestizh.meetings.ical import calendar_of
from prestizh.meetings.models import Attendee, Meeting, Reply
from prestizh.meetings.stages import MeetingStage
from prestizh.outbox.letters import Attachment, Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message
from prestizh.outbox.post import enqueue
from prestizh.terms import sofia_day


def invite(meeting: Meeting) -> None:
    """Send the notice to everybody on the roll who has an account."""
    _to_all(meeting, "meeting.invitation", "invitation")


def invite_one(attendee: Attendee) -> None:
    """Send the notice to one person who came to the roll after it, or got an account since."""
    if attendee.user is None:
        return
    meeting = attendee.meeting
    enqueue(
        "meeting.invitation",
        key=f"meeting:{meeting.public_id}:invitation:{attendee.pk}:{attendee.user.pk}",
        to=attendee.user,
        context={"attendee": attendee.pk},
    )


def tell_cancelled(meeting: Meeting) -> None:
    """Tell everybody who was invited that the meeting is not held."""
    _to_all(meeting, "meeting.cancelled", "cancelled")


def _to_all(meeting: Meeting, kind: str, what: str) -> None:
    invited = meeting.attendees.exclude(user=None).select_related("user")
    for one in invited:
        assert one.user is not None  # noqa: S101 - asked for above
        enqueue(
            kind,
            key=f"meeting:{meeting.public_id}:{what}:{one.pk}",
            to=one.user,
            context={"attendee": one.pk},
        )


def _at_the_door(path: str) -> str:
    """The address of a page for members by way of the sign-in page; who signed in is led on."""
    return absolute(f"{reverse('account_login')}?next={path}")


def _attendee(message: Message) -> Attendee:
    found: Attendee = Attendee.everybody.select_related("meeting").get(
        pk=message.context["attendee"]
    )
    return found


def _facts(meeting: Meeting) -> dict[str, Any]:
    own = reverse("meetings:mine", args=[meeting.public_id])
    return {
        "meeting": meeting,
        "host": hosts.find(meeting.host_kind, meeting.subject),
        "items": list(meeting.items.prefetch_related("papers")),
        "own_link": _at_the_door(own),
        "page_link": absolute(meeting.get_absolute_url()),
    }


@letter("meeting.invitation")
def invitation_letter(message: Message) -> Letter | None:
    """The notice: when, where, the agenda with its papers, how to reply; with an entry for calendars."""
    attendee = _attendee(message)
    meeting = attendee.meeting
    # Who came to the roll at the opening itself is invited to what has begun.
    if attendee.struck_at or meeting.stage not in {MeetingStage.CONVENED, MeetingStage.OPENED}:
        return None
    facts = _facts(meeting)
    entry = calendar_of([(meeting, facts["host"])], str(facts["host"]), with_link=True)
    return Letter(
        subject=_("Invitation: %(meeting)s, %(host)s")
        % {"meeting": meeting, "host": facts["host"]},
        template="meeting_invitation",
        context=facts,
        attachments=(Attachment("meeting.ics", "text/calendar", entry),),
    )


@letter("meeting.cancelled")
def cancelled_letter(message: Message) -> Letter | None:
    """That a meeting is not held, and why."""
    meeting = _attendee(message).meeting
    if meeting.stage != MeetingStage.CANCELLED:
        return None
    facts = _facts(meeting)
    change = meeting.changes.filter(target=MeetingStage.CANCELLED).last()
    entry = calendar_of([(meeting, facts["host"])], str(facts["host"]))
    return Letter(
        subject=_("Called off: %(meeting)s, %(host)s")
        % {"meeting": meeting, "host": facts["host"]},
        template="meeting_cancelled",
        context={**facts, "reason": change.reason if change else ""},
        attachments=(Attachment("meeting.ics", "text/calendar", entry),),
    )


@letter("meeting.soon")
def soon_letter(message: Message) -> Letter | None:
    """A reminder to a member who did not say that they will not come; not sent when stale."""
    attendee = _attendee(message)
    meeting = attendee.meeting
    days = reminding.due_before(meeting, sofia_day(clock.now()))
    if attendee.struck_at is not None or attendee.reply == Reply.NOT_COMING:
        return None
    if meeting.stage != MeetingStage.CONVENED:
        return None
    if days != message.context["days"]:
        return None
    facts = _facts(meeting)
    return Letter(
        subject=_("Soon: %(meeting)s, %(host)s") % {"meeting": meeting, "host": facts["host"]},
        template="meeting_soon",
        context={**facts, "reply": attendee.reply},
    )


@letter("meeting.notice_due")
def notice_letter(message: Message) -> Letter | None:
    """To who planned a meeting: the last lawful day for its notice is near. Not sent when stale."""
    meeting: Meeting = Meeting.objects.get(pk=message.context["meeting"])
    latest = reminding.notice_due(meeting, sofia_day(clock.now()))
    if latest is None:
        return None
    gate = reverse("meetings:convene", args=[meeting.public_id])
    facts = _facts(meeting)
    return Letter(
        subject=_("Send the notice: %(host)s") % {"host": facts["host"]},
        template="meeting_notice_due",
        context={**facts, "latest": latest, "gate_link": _at_the_door(gate)},
    )
