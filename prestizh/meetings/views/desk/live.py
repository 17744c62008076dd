"""The meeting in session on the secretary's tablet: the roll, the quorum, guests, the end."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from prestizh.accounts.access import person_of
from prestizh.ledger import clock
from prestizh.meetings import agenda, attending, closing, opening, reading, rolls
from prestizh.meetings.forms.planning import LateItemForm
from prestizh.meetings.forms.session import GuestForm, ProxyForm
from prestizh.meetings.models import Attendee, Meeting, Presence
from prestizh.meetings.session import Session
from prestizh.meetings.stages import MeetingStage
from prestizh.meetings.views.frame import kept, show, status_of
from prestizh.ui.refusing import done, tried

if TYPE_CHECKING:
    from django.db.models import QuerySet

Data = QueryDict | None
# Shorter than the words of the roll: four stand beside each other under a finger.
BUTTONS = (
    (Presence.PRESENT, gettext_lazy("Is here")),
    (Presence.ONLINE, gettext_lazy("Online")),
    (Presence.EXCUSED, gettext_lazy("Away with a reason")),
    (Presence.ABSENT, gettext_lazy("Absent")),
)


def quorum_now(meeting: Meeting) -> dict[str, Any]:
    """The quorum as it stands, for the strip that is always in sight."""
    if meeting.is_written or not meeting.quorum:
        return {"quorum": None}
    return {"quorum": Session(meeting).quorum()}


@kept
@require_safe
def live(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The roll with large buttons, the items, the register of guests, the way to the end."""
    return _live(request, meeting)


def _live(request: HttpRequest, meeting: Meeting, **forms: Any) -> HttpResponse:
    if meeting.convened_at is None:
        return redirect("meetings:desk_page", meeting.public_id)
    points = reading.points(meeting, request.user, says_all=True)
    context = {
        "rows": _rows(meeting),
        "buttons": BUTTONS,
        "takes_attendance": meeting.stage in attending.TAKES_ATTENDANCE and not meeting.is_written,
        "points": points,
        "next": next((one for one in points if not one.is_treated), None),
        "guests": list(meeting.guests.all()),
        "may_open": meeting.stage == MeetingStage.CONVENED and clock.now() >= meeting.starts_at,
        "is_open": meeting.stage == MeetingStage.OPENED,
        "roll_differs": rolls.before_opening(meeting),
        "obstacles": closing.obstacles(meeting),
        "guest_form": _guest_form(meeting),
        "item_form": _item_form(meeting),
        **quorum_now(meeting),
        **forms,
    }
    return show(request, meeting, "live/live", status=status_of(*forms.values()), **context)


def _rows(meeting: Meeting) -> list[tuple[Attendee, ProxyForm | None]]:
    """The roll; with a form for the proxy of each who may give one."""
    roll = list(meeting.attendees.select_related("proxy", "stands_for"))
    if not meeting.proxies or meeting.stage not in attending.TAKES_ATTENDANCE:
        return [(one, None) for one in roll]
    voters = meeting.attendees.filter(has_vote=True)
    return [
        (one, _proxy_form(one, voters) if one.has_vote and one.stands_for_id is None else None)
        for one in roll
    ]


def _proxy_form(giver: Attendee, voters: "QuerySet[Attendee]", data: Data = None) -> ProxyForm:
    address = reverse("meetings:proxy_of", args=[giver.meeting.public_id, giver.pk])
    return ProxyForm(data, giver=giver, roll=voters).sent_to(address)


def _guest_form(meeting: Meeting, data: Data = None) -> GuestForm:
    return GuestForm(data).sent_to(reverse("meetings:guest", args=[meeting.public_id]))


def _item_form(meeting: Meeting, data: Data = None) -> LateItemForm:
    return LateItemForm(data).sent_to(reverse("meetings:late_item", args=[meeting.public_id]))


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
    form = _proxy_form(row, meeting.attendees.filter(has_vote=True), request.POST)
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
    form = _guest_form(meeting, request.POST)
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
    form = _item_form(meeting, request.POST)
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
