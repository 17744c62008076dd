"""A version as people see it, to be tried out, and as a file."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from feedback.questionnaires import answers, codec
from feedback.questionnaires.forms.asking import Showing
from feedback.questionnaires.models import Questionnaire
from feedback.questionnaires.settlements import offered
from feedback.questionnaires.views.frame import READ, WRITES, of, show


@of(READ)
@require_http_methods(WRITES)
def preview(request: HttpRequest, questionnaire: Questionnaire, number: int) -> HttpResponse:
    """What people see. Sent, it says what is wrong with the answers; nothing is kept."""
    version = get_object_or_404(questionnaire.versions, number=number)
    language = get_language() or "bg"
    places = offered()
    found = answers.Answers()
    if request.method == "POST":
        found = answers.read(
            version.asks,
            request.POST,
            language,
            settlements={code for code, _name in places},
            files=request.FILES,
        )
    showing = Showing(
        version.asks, language, settlements=places, raw=request.POST, errors=found.errors
    )
    return show(
        request,
        questionnaire,
        "preview",
        version=version,
        screens=showing.screens(),
        intro=version.asks.intro.said_in(language),
        is_tried=request.method == "POST" and found.is_sound,
        has_errors=bool(found.errors),
        status=422 if found.errors else 200,
    )


@of(READ)
@require_safe
def export(_request: HttpRequest, questionnaire: Questionnaire, number: int) -> HttpResponse:
    """A version as JSON, to be kept or taken in elsewhere."""
    version = get_object_or_404(questionnaire.versions, number=number)
    text = json.dumps(codec.write(version.asks), ensure_ascii=False, indent=2)
    response = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    name = f"questionnaire-{questionnaire.public_id}-{number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
