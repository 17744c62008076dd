"""The letters of minutes: made on delivery from the rows as they are then."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prestizh.ledger import clock
from prestizh.meetings import hosts
from prestizh.meetings.minutes.procedure import is_open_for_remarks
from prestizh.meetings.minutes.publishing import due
from prestizh.meetings.minutes.reminders import owed, reminder_due
from prestizh.meetings.minutes.stages import MinutesStage
from prestizh.meetings.models import Meeting, Minutes, Remark
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message
from prestizh.places.models import in_language


@letter("minutes.remarks_open")
def remarks_letter(message: Message) -> Letter | None:
    """To a member: the draft is there to be read. Not sent once the term is over or it changed stage."""
    minutes = _minutes(message)
    if not is_open_for_remarks(minutes, clock.today()):
        return None
    return Letter(
        subject=_("Draft minutes to read: %(meeting)s") % {"meeting": _named(minutes.meeting)},
        template="minutes_remarks_open",
        context={
            **_facts(minutes.meeting),
            "minutes": minutes,
            "link": _inside("minutes:draft", minutes.meeting),
        },
    )


@letter("minutes.remark_settled")
def settled_letter(message: Message) -> Letter | None:
    """To a member: what became of their remark."""
    remark: Remark = Remark.objects.select_related("settlement", "item", "minutes__meeting").get(
        pk=message.context["remark"]
    )
    meeting = remark.minutes.meeting
    return Letter(
        subject=_("Your remark on the minutes was answered: %(meeting)s")
        % {"meeting": _named(meeting)},
        template="minutes_remark_settled",
        context={
            **_facts(meeting),
            "remark": remark,
            "settlement": remark.settlement,
            "link": _inside("minutes:draft", meeting),
        },
    )


@letter("minutes.to_sign")
def sign_letter(message: Message) -> Letter | None:
    """To the chair: the minutes wait for the second signature. Not sent when changed or signed."""
    minutes = _minutes(message)
    is_waiting = minutes.stage in {MinutesStage.DRAFT, MinutesStage.REMARKS}
    if not is_waiting or minutes.version != message.context["version"]:
        return None
    return Letter(
        subject=_("Minutes to sign: %(meeting)s") % {"meeting": _named(minutes.meeting)},
        template="minutes_to_sign",
        context={
            **_facts(minutes.meeting),
            "minutes": minutes,
            "link": _inside("minutes:sign", minutes.meeting),
        },
    )


@letter("minutes.due")
def due_letter(message: Message) -> Letter | None:
    """To the secretary: the last day to publish comes near, or has passed. Not sent when stale."""
    today = clock.today()
    meeting = owed().filter(pk=message.context["meeting"]).first()
    if meeting is None or reminder_due(meeting, today) != message.context["which"]:
        return None
    return Letter(
        subject=_("Minutes to publish: %(meeting)s") % {"meeting": _named(meeting)},
        template="minutes_due",
        context={
            **_facts(meeting),
            "due": due(meeting, [], today),
            "link": _inside("minutes:desk", meeting),
        },
    )


def _minutes(message: Message) -> Minutes:
    found: Minutes = Minutes.objects.select_related("meeting").get(pk=message.context["minutes"])
    return found


def _named(meeting: Meeting) -> str:
    facts = hosts.find(meeting.host_kind, meeting.subject)
    return f"{in_language(facts.name, facts.name_en)}, {meeting}"


def _facts(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting, "named": _named(meeting)}


def _inside(name: str, meeting: Meeting) -> str:
    """The address of a page for those who have signed in, by way of the sign-in page."""
    path = reverse(name, args=[meeting.public_id])
    return absolute(f"{reverse('account_login')}?next={path}")
