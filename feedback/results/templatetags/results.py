"""Words of a questionnaire, and figures with their intervals, in the language of the page."""

from django import template

from feedback.questionnaires.content import Words
from feedback.results.figures import Figure
from feedback.results.words import said as in_language
from feedback.results.words import with_interval

register = template.Library()


@register.simple_tag
def said(words: Words) -> str:
    """A text that is kept in both languages."""
    return in_language(words)


@register.filter
def figure(value: Figure | None) -> str:
    """A mean with its interval, a dash for none."""
    return with_interval(value)
