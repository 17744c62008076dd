"""What the pages of a meeting share: coming in through permission, the tabs, the statuses."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.access import may, person_of
from prestizh.meetings import hosts
from prestizh.meetings.models import Attendee, Meeting
from prestizh.meetings.stages import MeetingStage
from prestizh.refusal import Sentence
from prestizh.ui.forms import PortalFormMixin

P = ParamSpec("P")
WRITES = ["GET", "HEAD", "POST"]


def kept(
    view: Callable[Concatenate[HttpRequest, Meeting, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the meeting `public_id`, for those who keep its papers.

    For everybody else the address doesn't exist: a visitor is not sent to the sign-in page, since
    that would tell that there is something.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, /, public_id: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        rows = Meeting.objects.editable_by(request.user)
        meeting = get_object_or_404(rows, public_id=public_id)
        return view(request, meeting, *args, **kwargs)

    return login_not_required(guarded)


def invited(
    view: Callable[Concatenate[HttpRequest, Meeting, Attendee, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the meeting and the reader's own place on its roll; 404 for everybody else."""

    @wraps(view)
    def guarded(
        request: HttpRequest, /, public_id: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        meeting = get_object_or_404(Meeting.objects.visible_to(request.user), public_id=public_id)
        own = meeting.attendees.filter(user=person_of(request)).first()
        if own is None or not may(request.user, "meeting.take_part", meeting.subject):
            raise Http404
        own.meeting = meeting
        return view(request, meeting, own, *args, **kwargs)

    return login_not_required(guarded)


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a meeting at the desk."""

    name: str
    label: Sentence
    stages: frozenset[MeetingStage]


PLANNED = frozenset({MeetingStage.PLANNED})
CONVENED = frozenset(MeetingStage) - PLANNED
BEFORE = frozenset({MeetingStage.PLANNED, MeetingStage.CONVENED})
TABS: tuple[Tab, ...] = (
    Tab("desk_page", _("Overview"), frozenset(MeetingStage)),
    Tab("facts", _("When and where"), PLANNED),
    Tab("agenda", _("Agenda and papers"), frozenset(MeetingStage)),
    Tab("convene", _("Notice"), PLANNED),
    Tab("live", _("The meeting"), CONVENED),
    Tab("cancel", _("Calling off"), BEFORE),
)


def show(
    request: HttpRequest, meeting: Meeting, page: str, /, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The desk's page of this name with its tabs."""
    name = page.rpartition("/")[2]
    context |= {
        "meeting": meeting,
        "host": hosts.find(meeting.host_kind, meeting.subject),
        "tabs": [
            (tab.label, reverse(f"meetings:{tab.name}", args=[meeting.public_id]), tab.name == name)
            for tab in TABS
            if meeting.stage in tab.stages
        ],
        "section": "desk",
    }
    return render(request, f"meetings/{page}.html", context, status=status)


def status_of(*forms: PortalFormMixin) -> int:
    """422 for a form that was sent and refused, else 200."""
    return 422 if any(form.is_bound and form.errors for form in forms) else 200
