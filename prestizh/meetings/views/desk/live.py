"""The meeting in session on the secretary's tablet: the roll, the quorum, guests, the end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prestizh.accounts.access import person_of
from prestizh.ledger import clock
from prestizh.meetings import agenda, attending, closing, opening, reading, rolls
from prestizh.meetings.forms.planning import ItemForm
from prestizh.meetings.forms.session import GuestForm, ProxyForm
from prestizh.meetings.models import Meeting, Presence
from prestizh.meetings.session import Session
from prestizh.meetings.stages import MeetingStage
from prestizh.meetings.views.frame import kept, show, status_of
from prestizh.ui.refusing import done, tried

BUTTONS = (Presence.PRESENT, Presence.ONLINE, Presence.EXCUSED, Presence.ABSENT)


def quorum_now(meeting: Meeting) -> dict[str, Any]:
    """The quorum as it stands, for the strip that is always in sight."""
    if meeting.is_written or not meeting.quorum:
        return {"quorum": None}
    counted = Session(meeting).quorum()
    return {"quorum": counted, "lacking": opening.lacking(counted)}


@kept
@require_safe
def live(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The roll with large buttons, the items, the register of guests, the way to the end."""
    return _live(request, meeting)


def _live(request: HttpRequest, meeting: Meeting, **forms: Any) -> HttpResponse:
    if meeting.convened_at is None:
        return redirect("meetings:desk_page", meeting.public_id)
    roll = list(meeting.attendees.select_related("proxy", "stands_for"))
    voters = meeting.attendees.filter(has_vote=True)
    proxies = meeting.proxies and meeting.stage in attending.TAKES_ATTENDANCE
    context = {
        "rows": [
            (one, ProxyForm(giver=one, roll=voters))
            if proxies and one.has_vote and one.stands_for_id is None
            else (one, None)
            for one in roll
        ],
        "buttons": BUTTONS,
        "takes_attendance": meeting.stage in attending.TAKES_ATTENDANCE and not meeting.is_written,
        "points": reading.points(meeting, request.user, says_all=True),
        "guests": list(meeting.guests.all()),
        "may_open": meeting.stage == MeetingStage.CONVENED and clock.now() >= meeting.starts_at,
        "is_open": meeting.stage == MeetingStage.OPENED,
        "roll_differs": rolls.before_opening(meeting),
        "obstacles": closing.obstacles(meeting),
        "guest_form": GuestForm(),
        "item_form": ItemForm(auto_id="item_%s"),
        **quorum_now(meeting),
        **forms,
    }
    return show(request, meeting, "live/live", status=status_of(*forms.values()), **context)


def _back(meeting: Meeting, anchor: str = "") -> HttpResponse:
    return redirect(reverse("meetings:live", args=[meeting.public_id]) + anchor)


@kept
@require_POST
def presence(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    """Note that somebody is here, online, excused or absent."""
    row = get_object_or_404(meeting.attendees, pk=pk)
    given = request.POST.get("presence", "")
    actor = person_of(request)
    tried(
        request,
        lambda: attending.note_presence(row, actor=actor, presence=given),
        _("Noted: %(name)s.") % {"name": row.name},
    )
    return _back(meeting, f"#a{pk}")


@kept
@require_POST
def proxy_of(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    """Note who votes for somebody."""
    row = get_object_or_404(meeting.attendees, pk=pk)
    form = ProxyForm(request.POST, giver=row, roll=meeting.attendees.filter(has_vote=True))
    actor = person_of(request)
    if form.is_valid():
        holder = form.cleaned_data["holder"]
        tried(
            request,
            lambda: attending.give_proxy(row, actor=actor, holder=holder),
            _("The proxy is saved."),
        )
    else:
        messages.error(request, _("Only a member who was invited can be a proxy."))
    return _back(meeting, f"#a{pk}")


@kept
@require_POST
def guest(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Enter a guest."""
    form = GuestForm(request.POST)
    if done(form, lambda: _enter(request, meeting, form)):
        messages.success(request, _("The guest is entered."))
        return _back(meeting, "#guests")
    return _live(request, meeting, guest_form=form)


def _enter(request: HttpRequest, meeting: Meeting, form: GuestForm) -> None:
    given = dict(form.cleaned_data)
    attending.add_guest(meeting, actor=person_of(request), name=given.pop("guest_name"), **given)


@kept
@require_POST
def late_item(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Put an item on the agenda that the meeting agreed to."""
    form = ItemForm(request.POST, auto_id="item_%s")
    actor = person_of(request)
    if done(form, lambda: agenda.add_item(meeting, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The item is on the agenda."))
        return _back(meeting, "#items")
    return _live(request, meeting, item_form=form)


@kept
@require_POST
def open_it(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Open the meeting with the quorum that is there."""
    actor = person_of(request)
    tried(
        request,
        lambda: opening.open_meeting(meeting, actor=actor),
        _("The meeting is open; its quorum is recorded."),
    )
    return _back(meeting)


@kept
@require_POST
def fall(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Close the meeting for lack of quorum."""
    actor = person_of(request)
    tried(
        request,
        lambda: opening.close_for_lack(meeting, actor=actor),
        _("The meeting is closed for lack of quorum."),
    )
    return redirect("meetings:desk_page", meeting.public_id)


@kept
@require_POST
def close_it(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Close the meeting."""
    actor = person_of(request)
    tried(request, lambda: closing.close(meeting, actor=actor), _("The meeting is closed."))
    return redirect("meetings:desk_page", meeting.public_id)
