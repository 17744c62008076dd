"""The one place where a recommendation moves from stage to stage."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from consultations import fragments
from consultations.models import Consultation
from consultations.models import publication_key as consultation_key
from forums.bodies import procedure as bodies
from forums.recommendations.models import (
    Recommendation,
    RecommendationChange,
    publication_key,
)
from forums.recommendations.stages import (
    MOVES,
    PUBLIC_STAGES,
    RecommendationMove,
    RecommendationStage,
    RecommendationStep,
)
from prestizh.accounts.models import User
from prestizh.meetings.models import publication_key as meeting_key
from prestizh.moves import move_for
from prestizh.refusal import Refused
from prestizh.ui.artefacts import changed

LISTS = "recommendations"


def locked(recommendation: Recommendation) -> Recommendation:
    """The row as it stands, locked until the transaction ends; its body is locked before it."""
    bodies.locked(recommendation.body)
    row: Recommendation = (
        Recommendation.objects.select_for_update(no_key=True, of=("self",))
        .select_related("body", "unit", "addressee_user", "decision__meeting")
        .get(pk=recommendation.pk)
    )
    return row


def lawful_move(recommendation: Recommendation, step: RecommendationStep) -> RecommendationMove:
    """The move of the table for `step`. Raises `Refused` where there is none."""
    stage = RecommendationStage(recommendation.stage)
    move = move_for(MOVES, step, stage)
    if move is None:
        raise Refused(
            _("This can't be done now: the recommendation is “%(stage)s”.") % {"stage": stage.label}
        )
    return move


def advance(
    recommendation: Recommendation, move: RecommendationMove, *, actor: User, at: datetime
) -> None:
    """Write the step; a trigger carries it over to the recommendation's own row."""
    RecommendationChange.objects.create(
        recommendation=recommendation,
        source=move.source or "",
        target=move.target,
        step=move.step,
        actor=actor,
        at=at,
    )
    recommendation.refresh_from_db(fields=["stage", "outcome", "answered_at"])


def tell(recommendation: Recommendation) -> None:
    """Raise the versions of every page that shows it: its own, the lists, the body's, those of the
    meeting that decided it and of the discussions that it concerns."""
    if recommendation.stage not in PUBLIC_STAGES:
        return
    decision = recommendation.decision
    meeting = [] if decision is None else [meeting_key(decision.meeting.public_id)]
    linked = recommendation.links.exclude(consultation=None).values("consultation")
    consultations = list(Consultation.objects.filter(pk__in=linked).order_by("pk"))
    for consultation in consultations:
        fragments.write_concerns(consultation)
    changed(
        publication_key(recommendation.public_id),
        LISTS,
        *meeting,
        *(consultation_key(consultation.public_id) for consultation in consultations),
        *bodies.pages_of(recommendation.body),
    )
