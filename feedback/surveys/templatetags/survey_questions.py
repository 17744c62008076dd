"""What the templates of surveys say of the typed questionnaire."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.translation import get_language

from feedback.questionnaires.content import Question, Words
from feedback.surveys.shown import shown

register = template.Library()


@register.filter
def said(words: Words) -> str:
    """The words in the language of the page."""
    return words.said_in(get_language() or "bg")


@register.inclusion_tag("surveys/question.html")
def question_fields(
    question: Question, raw: QueryDict | None = None, errors: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The fields of one question."""
    language = get_language() or "bg"
    return {"question": shown(question, raw or QueryDict(), errors or {}, language)}


@register.inclusion_tag("surveys/question_on_paper.html")
def question_on_paper(question: Question, number: int) -> dict[str, Any]:
    """One question to be filled in by hand."""
    language = get_language() or "bg"
    return {"question": shown(question, QueryDict(), {}, language), "number": number}
