"""How people take part, in a few numbers, each with the way to its rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation, Opinion
from feedback.measures.models import Measure as ImprovementMeasure
from feedback.surveys.models import Survey
from forums.recommendations.models import Recommendation
from prestizh.home.due_dates import Month
from prestizh.ledger import clock
from prestizh.meetings.models import Meeting
from prestizh.meetings.stages import MeetingStage


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at a glance: what it counts, the same of the month before, where to look."""

    value: int
    label: str
    url: str
    before: int | None = None


def figures(today: date) -> list[Figure]:
    """Participation at a glance; what has a month is told beside the month before."""
    month = Month.of(today)
    now = clock.now()
    opinions = _in_months(Opinion.objects.all(), "received_at", month)
    held = Meeting.objects.filter(stage=MeetingStage.CLOSED)
    meetings = _in_months(held, "closed_at", month)
    public = Recommendation.objects.public()
    unanswered = (
        public.unanswered()
        .order_by()
        .aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    )
    measures = ImprovementMeasure.objects.unfinished().filter(due_on__lt=today).count()
    return [
        Figure(
            Consultation.objects.public().open_at(now).count(),
            _("discussions open now"),
            reverse("consultations:list") + "?state=open",
        ),
        Figure(opinions[0], _("opinions this month"), reverse("consultations:desk"), opinions[1]),
        Figure(meetings[0], _("meetings held this month"), reverse("meetings:list"), meetings[1]),
        Figure(
            unanswered["all"],
            _("recommendations without an answer"),
            reverse("recommendations:unanswered"),
        ),
        Figure(
            unanswered["late"],
            _("of them late"),
            reverse("recommendations:unanswered"),
        ),
        Figure(
            Survey.objects.public().open_at(now).count(),
            _("surveys running now"),
            reverse("surveys:desk"),
        ),
        Figure(measures, _("measures late"), reverse("measures:changed")),
    ]


def _in_months(rows: QuerySet[Any], field: str, month: Month) -> tuple[int, int]:
    """How many rows have the instant `field` in the month, and in the one before. One query."""
    this, earlier = month.span, month.before.span
    counted = rows.aggregate(
        this=Count("pk", filter=Q(**{f"{field}__gte": this[0], f"{field}__lt": this[1]})),
        before=Count("pk", filter=Q(**{f"{field}__gte": earlier[0], f"{field}__lt": earlier[1]})),
    )
    return counted["this"], counted["before"]
