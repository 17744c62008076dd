"""What everybody reads of meetings: the list, the page of one, its papers, calendars."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prestizh.documents.serving import attachment_response
from prestizh.meetings import hosts, reading
from prestizh.meetings.ical import calendar_of
from prestizh.meetings.models import Meeting, Paper, publication_key
from prestizh.meetings.models.meeting import host_key
from prestizh.meetings.procedure import LISTS
from prestizh.meetings.stages import MeetingStage
from prestizh.meetings.tables import of_meetings
from prestizh.ui.artefacts import published
from prestizh.ui.exporting import exported

ROWS = 20
# A calendar that somebody follows holds so many of the newest meetings.
MOST = 200
AHEAD = (MeetingStage.CONVENED, MeetingStage.OPENED)


def public_meeting(public_id: str) -> Meeting:
    """The meeting that everybody may read about, else 404."""
    found: Meeting = get_object_or_404(Meeting.objects.public(), public_id=public_id)
    return found


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All meetings: those that are convened first, by day; then those that were held."""
    found = Meeting.objects.public()
    ahead = found.filter(stage__in=AHEAD).order_by("starts_at")
    past = found.exclude(stage__in=AHEAD)
    file = exported(
        request,
        lambda: of_meetings(reading.with_hosts(found.order_by("-starts_at", "-pk"))),
        _("Meetings"),
    )
    if file is not None:
        return file
    page = Paginator(past, ROWS).get_page(request.GET.get("page"))
    context = {
        "ahead": reading.with_hosts(ahead[:MOST]),
        "page": page,
        "past": reading.with_hosts(page),
        "section": "bodies",
    }
    return render(request, "meetings/list.html", context)


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One meeting, from its notice to what came of it."""
    meeting = public_meeting(public_id)
    facts = hosts.find(meeting.host_kind, meeting.subject)
    shown = reading.points(meeting, request.user, says_all=False)
    context = {
        "meeting": meeting,
        "host": facts,
        "points": shown,
        "papers": [one for one in reading.papers(meeting, request.user) if one.item_id is None],
        "attendance": reading.attendance(meeting) if meeting.opened_at else None,
        "guests": list(meeting.guests.all()),
        "rules": reading.rules_in_words(meeting),
        "end": meeting.changes.filter(target=MeetingStage.CANCELLED).last(),
        "instead": Meeting.objects.public().filter(instead_of=meeting).first(),
        "section": "bodies",
    }
    return render(request, "meetings/page.html", context)


@published(publication_key)
@login_not_required
@require_safe
def calendar_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The meeting as .ics."""
    meeting = public_meeting(public_id)
    facts = hosts.find(meeting.host_kind, meeting.subject)
    return as_calendar(calendar_of([(meeting, facts)], str(facts)))


@published(host_key)
@login_not_required
@require_safe
def feed(request: HttpRequest, subject: UUID) -> HttpResponse:
    """All meetings of one host as a calendar to subscribe to."""
    try:
        _kind, facts = hosts.find_subject(subject)
    except LookupError as error:
        raise Http404 from error
    if not facts.is_public:
        raise Http404
    rows = Meeting.objects.public().filter(subject=subject)[:MOST]
    name = _("Meetings: %(host)s") % {"host": facts}
    return as_calendar(calendar_of([(row, facts) for row in rows], name))


def as_calendar(content: bytes) -> HttpResponse:
    """An answer that a calendar program takes."""
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@login_not_required
@require_safe
def paper(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """One paper, for those who may read it."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), public_id=public_id)
    found = get_object_or_404(
        Paper.objects.visible_to(request.user, meeting).select_related("document"), pk=pk
    )
    return attachment_response(found.document, request)
