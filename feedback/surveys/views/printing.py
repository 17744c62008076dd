"""What is printed: the questionnaire as a form on paper, and it and the poster as PDFs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from feedback.surveys import asking, hosts, print_kit
from feedback.surveys.models import Survey, publication_key
from feedback.surveys.views.frame import at_desk
from prestizh.refusal import Refused
from prestizh.ui.artefacts import published

KINDS = {"poster": print_kit.POSTER, "form": print_kit.FORM}


@at_desk("survey.read")
@require_POST
def print_out(request: HttpRequest, survey: Survey, kind: str) -> HttpResponse:
    """Ask the worker for the poster or the form in the language of the page."""
    if kind not in KINDS:
        raise Http404
    try:
        return redirect(print_kit.print_out(survey, KINDS[kind], get_language() or "bg"))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("surveys:desk_page", survey.public_id)


@published(publication_key)
@login_not_required
@require_safe
def form(request: HttpRequest, public_id: str) -> HttpResponse:
    """The questionnaire to print and fill in by hand; who typed it in is asked for on the desk."""
    rows = Survey.objects.public().select_related("version")
    survey = get_object_or_404(rows, public_id=public_id)
    content = asking.content_of(survey.version)
    host = hosts.of(survey)
    context = {
        "survey": survey,
        "intro": content.intro.said_in(get_language() or "bg"),
        "screens": asking.sheet(content),
        "host": host,
        "section": "surveys",
    }
    return render(request, "surveys/form.html", context)
