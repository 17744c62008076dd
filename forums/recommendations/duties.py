"""What recommendations ask of a person next: to answer, to carry out, to chase, to send."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from forums.bodies.models.body import kept_by
from forums.recommendations.models import Measure, Recommendation
from forums.recommendations.stages import RecommendationStage
from prestizh.accounts.models import User

MOST = 20


@dataclass(frozen=True, slots=True)
class RecommendationDuty:
    """One thing to do: about what, by when, where."""

    title: str
    action: str
    url: str
    due: date | None
    note: str


def duties_of(person: User) -> list[RecommendationDuty]:
    """What waits for this person, in the order of the days. Three queries."""
    found = [*_to_answer(person), *_to_carry_out(person), *_to_chase(person)]
    return sorted(found, key=lambda one: (one.due or date.max, one.title))


def _to_answer(person: User) -> list[RecommendationDuty]:
    rows = Recommendation.objects.public().unanswered().filter(addressee_user=person)
    return [
        RecommendationDuty(
            str(row),
            _("Answer the recommendation"),
            reverse("recommendations:answer", args=[row.public_id]),
            row.due_on,
            str(row.body),
        )
        for row in rows.select_related("body")[:MOST]
    ]


def _to_carry_out(person: User) -> list[RecommendationDuty]:
    rows = Measure.objects.unfinished().filter(owner=person)
    return [
        RecommendationDuty(
            row.text,
            _("Say how far the measure is"),
            row.get_absolute_url(),
            row.due_on,
            str(row.recommendation.body),
        )
        for row in rows.select_related("recommendation__body")[:MOST]
    ]


def _to_chase(person: User) -> list[RecommendationDuty]:
    """Of the bodies whose papers this person keeps: what was not sent, and what nobody answered."""
    rows = (
        Recommendation.objects.filter(body__in=kept_by(person))
        .filter(Q(stage=RecommendationStage.DRAFTED) | Q(stage=RecommendationStage.SENT))
        .exclude(addressee_user=person)
        .select_related("body", "unit")
        .order_by("due_on", "pk")
    )
    return [
        RecommendationDuty(
            str(row),
            _("Send the recommendation")
            if row.stage == RecommendationStage.DRAFTED
            else _("See to its answer"),
            reverse("recommendations:desk_page", args=[row.public_id]),
            row.due_on,
            f"{row.body} · {row.to_whom}",
        )
        for row in rows[:MOST]
    ]
