"""What is printed: the poster with the QR code, and the questionnaire as a form on paper."""

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from feedback.surveys import asking, hosts
from feedback.surveys.models import Survey, publication_key
from feedback.surveys.views.frame import at_desk, show
from prestizh.outbox.links import absolute
from prestizh.ui.artefacts import published


def qr_of(address: str) -> str:
    """The QR code of an address as a picture within the page; error correction M (15 %)."""
    drawn: str = segno.make(address, error="m", micro=False).svg_data_uri(border=4, light="#fff")
    return drawn


@at_desk("survey.read")
@require_safe
def poster(request: HttpRequest, survey: Survey) -> HttpResponse:
    """A sheet for the door of the hall: the question, the code to scan, the address to type."""
    address = absolute(survey.get_absolute_url())
    host = hosts.find(survey.host_kind, survey.host_id) if survey.host_kind else None
    return show(request, "poster", survey, address=address, qr=qr_of(address), host=host)


@published(publication_key)
@login_not_required
@require_safe
def form(request: HttpRequest, public_id: str) -> HttpResponse:
    """The questionnaire to print and fill in by hand; who typed it in is asked for on the desk."""
    rows = Survey.objects.public().select_related("version")
    survey = get_object_or_404(rows, public_id=public_id)
    content = asking.content_of(survey.version)
    host = hosts.find(survey.host_kind, survey.host_id) if survey.host_kind else None
    context = {"survey": survey, "content": content, "host": host, "section": "surveys"}
    return render(request, "surveys/form.html", context)
