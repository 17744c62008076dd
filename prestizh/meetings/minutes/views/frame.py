"""What the secretary's pages of minutes share: fetching through permission, the tabs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prestizh.ledger import clock
from prestizh.meetings import hosts
from prestizh.meetings.minutes.publishing import due
from prestizh.meetings.minutes.stages import MinutesStage
from prestizh.meetings.models import Meeting, Minutes
from prestizh.meetings.stages import MeetingStage
from prestizh.refusal import Sentence
from prestizh.ui.forms import PortalFormMixin

OPEN = frozenset({MinutesStage.DRAFT, MinutesStage.REMARKS})
ANY = frozenset(MinutesStage)
TABS: tuple[tuple[str, Sentence, frozenset[MinutesStage]], ...] = (
    ("desk", _("Overview"), ANY),
    ("text", _("Words of the minutes"), OPEN),
    ("remarks", _("Remarks of the members"), ANY),
    ("left_out", _("What is left out"), ANY),
    ("signing", _("Signatures"), ANY),
    ("publish", _("To publish"), ANY),
    ("recording", _("Stream and recording"), ANY),
)


def held(request: HttpRequest, public_id: str) -> Meeting:
    """A meeting that was held, for those who minute it; 404 for all others."""
    return get_object_or_404(
        Meeting.objects.editable_by(request.user), public_id=public_id, stage=MeetingStage.CLOSED
    )


def editable(request: HttpRequest, public_id: str) -> Minutes:
    """The minutes, for those who write them; 404 for all others."""
    return get_object_or_404(
        Minutes.objects.editable_by(request.user).select_related(
            "meeting", "minute_taker", "chaired_by"
        ),
        meeting__public_id=public_id,
    )


def show(
    request: HttpRequest, minutes: Minutes, page: str, /, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The desk's page of this name with its tabs."""
    meeting = minutes.meeting
    context |= {
        "minutes": minutes,
        "meeting": meeting,
        "host": hosts.find(meeting.host_kind, meeting.subject),
        "due": due(meeting, list(minutes.copies.filter(number=1)), clock.today()),
        "tabs": [
            (label, reverse(f"minutes:{name}", args=[meeting.public_id]), name == page)
            for name, label, stages in TABS
            if minutes.stage in stages
        ],
    }
    return render(request, f"minutes/desk/{page}.html", context, status=status)


def status_of(form: PortalFormMixin) -> int:
    """422 for a form that was sent and refused, else 200."""
    return 422 if form.is_bound and form.errors else 200
