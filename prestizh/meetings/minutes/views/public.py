"""The minutes that everybody reads: page, machine-readable, PDF, Word."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from prestizh.documents.models import Rendition
from prestizh.documents.serving import paper_response
from prestizh.meetings import hosts
from prestizh.meetings.minutes.papers import papers_of
from prestizh.meetings.minutes.publishing import Due, due
from prestizh.meetings.minutes.shown import left_out_words, sheet_of
from prestizh.meetings.minutes.word import signed_lines
from prestizh.meetings.models import Meeting, PublishedCopy, publication_key
from prestizh.meetings.stages import MeetingStage
from prestizh.terms import closes_at, sofia_day
from prestizh.ui.artefacts import now_of, published, true_until


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The published minutes; before that, by when they are due."""
    meeting = get_object_or_404(
        Meeting.objects.public().select_related("minutes"),
        public_id=public_id,
        stage=MeetingStage.CLOSED,
    )
    copy = _copies(public_id).first()
    context = {
        "meeting": meeting,
        "host": hosts.find(meeting.host_kind, meeting.subject),
        "due": _due(request, meeting, copy),
        "recordings": meeting.recordings.filter(removed_at=None),
        "copy": copy,
    }
    if copy is not None:
        sheet = sheet_of(copy.content)
        context |= {
            "sheet": sheet,
            "left_out": left_out_words(sheet),
            "signed": signed_lines(sheet, list(copy.version.signatures.all())),
            "is_being_corrected": copy.minutes.version > copy.version.number,
        }
    return render(request, "minutes/page.html", context)


def _copies(public_id: str) -> "QuerySet[PublishedCopy]":
    found: QuerySet[PublishedCopy] = (
        PublishedCopy.objects.public()
        .filter(minutes__meeting__public_id=public_id)
        .select_related("version", "minutes__meeting")
    )
    return found


def _due(request: HttpRequest, meeting: Meeting, copy: PublishedCopy | None) -> Due | None:
    """By when; a page that counts the days is true until midnight."""
    today = sofia_day(now_of(request))
    if copy is None:
        true_until(request, closes_at(today))
    first = list(copy.minutes.copies.filter(number=1)) if copy is not None else []
    return due(meeting, first, today)


def public_copy_of(public_id: str) -> PublishedCopy:
    """The newest copy of the minutes of a public meeting, else 404."""
    copy = _copies(public_id).first()
    if copy is None:
        raise Http404
    return copy


@published(publication_key)
@login_not_required
@require_safe
def data(request: HttpRequest, public_id: str) -> HttpResponse:
    """The minutes as they were published, machine-readable, with digest and root."""
    copy = public_copy_of(public_id)
    content = {
        "meeting": public_id,
        "published_at": copy.at,
        "copy": copy.number,
        "version": copy.version.number,
        "digest": copy.digest,
        "signed_digest": copy.version.digest,
        "root": copy.root,
        "minutes": copy.content,
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


@login_not_required
@require_safe
def pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """The minutes as PDF, or how far the worker is with it."""
    return paper_response(request, _paper(public_id, "minutes.pdf"))


@login_not_required
@require_safe
def docx(request: HttpRequest, public_id: str) -> HttpResponse:
    """The minutes as Word file, or how far the worker is with it."""
    return paper_response(request, _paper(public_id, "minutes.docx"))


def _paper(public_id: str, kind: str) -> Rendition | None:
    return papers_of(public_copy_of(public_id)).get(kind)
