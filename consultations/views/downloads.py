"""The same facts for calendars, tables, machines and printers."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from consultations import report
from consultations.models import ClosingReport, publication_key
from consultations.open_data import describe
from consultations.sharing import picture
from consultations.views.public import public_consultation
from prestizh.documents.models import Rendition
from prestizh.documents.serving import attachment_response
from prestizh.outbox.links import absolute
from prestizh.ui.artefacts import published
from prestizh.ui.exporting import file_of


@published(publication_key)
@login_not_required
@require_safe
def calendar_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The last day of the term as .ics, with an alarm the day before."""
    consultation = public_consultation(public_id)
    if consultation.last_day is None or consultation.published_at is None:
        raise Http404
    event = Event()
    event.add("uid", f"{consultation.subject}@term")
    event.add("dtstamp", consultation.published_at)
    event.add("dtstart", consultation.last_day)
    event.add("dtend", consultation.last_day + timedelta(days=1))
    event.add("summary", _("Last day to write on: %s") % consultation.title)
    event.add("url", absolute(consultation.get_absolute_url()))
    calendar = Calendar()
    calendar.add("prodid", "-//Prestizh//consultations//BG")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


@published(publication_key)
@login_not_required
@require_safe
def open_data(request: HttpRequest, public_id: str) -> HttpResponse:
    """The draft, its reasons and what was proposed, machine-readable (чл. 7, ал. 3 of the law on
    transparency in interest representation)."""
    consultation = public_consultation(public_id)
    return JsonResponse(describe(consultation), json_dumps_params={"ensure_ascii": False})


@published(publication_key)
@login_not_required
@require_safe
def card(request: HttpRequest, public_id: str) -> HttpResponse:
    """The picture to share: title, last day, address."""
    consultation = public_consultation(public_id)
    return HttpResponse(picture(consultation, get_language() or "bg"), content_type="image/png")


def published_report(public_id: str) -> ClosingReport:
    """The closing report that everybody may read, else 404."""
    found: ClosingReport | None = (
        ClosingReport.objects.filter(consultation=public_consultation(public_id))
        .select_related("consultation", "signed_file")
        .first()
    )
    if found is None:
        raise Http404
    return found


@login_not_required
@require_safe
def report_csv(request: HttpRequest, public_id: str) -> HttpResponse:
    """The closing report as CSV, safe to open in a spreadsheet."""
    table = report.table_of(published_report(public_id), get_language() or "bg")
    return file_of(table, "csv", _("Closing report"))


@login_not_required
@require_safe
def report_json(request: HttpRequest, public_id: str) -> HttpResponse:
    """The closing report as it was published, with its root and digest."""
    found = published_report(public_id)
    content = {
        "consultation": public_id,
        "published_at": found.published_at,
        "root": found.root,
        **found.content,
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


@login_not_required
@require_safe
def report_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """The closing report as PDF, or how far the worker is with it."""
    return _paper(request, "closing_report.pdf", public_id)


@login_not_required
@require_safe
def report_docx(request: HttpRequest, public_id: str) -> HttpResponse:
    """The closing report as Word file, or how far the worker is with it."""
    return _paper(request, "closing_report.docx", public_id)


def _paper(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    published_report(public_id)
    rendition = Rendition.objects.select_related("document").get(key=f"{kind}:{public_id}:bg")
    if rendition.document is None:
        return redirect(rendition)
    return attachment_response(rendition.document, request)
