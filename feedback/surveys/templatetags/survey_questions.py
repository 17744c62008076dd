"""What the templates of surveys say of the typed questionnaire."""

from django import template
from django.utils.translation import get_language

from feedback.questionnaires.content import Words

register = template.Library()


@register.filter
def said(words: Words) -> str:
    """The words in the language of the page."""
    return words.said_in(get_language() or "bg")
