"""What others may read of a survey: answers that were counted, never those that wait."""

from typing import TYPE_CHECKING

from feedback.surveys.models import OpenAnswer, Response, Survey

if TYPE_CHECKING:
    from django.db.models import QuerySet


def responses(survey: Survey) -> "QuerySet[Response]":
    """The counted answers of a survey, in the order of their random keys."""
    return Response.objects.filter(survey=survey, batch__isnull=False).order_by("id")


def open_answers(survey: Survey) -> "QuerySet[OpenAnswer]":
    """What was said in free words and may be read, in the order of random keys."""
    return OpenAnswer.objects.filter(survey=survey, batch__isnull=False).order_by("id")
