"""Figures with their intervals, in the language of the page."""

from django import template

from feedback.results.figures import Figure
from feedback.results.words import with_interval

register = template.Library()


@register.filter
def figure(value: Figure | None) -> str:
    """A mean with its interval, a dash for none."""
    return with_interval(value)
