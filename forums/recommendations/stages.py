"""The life of a recommendation as data: which step follows which, and on what ground."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from prestizh.refusal import Sentence


class RecommendationStage(models.TextChoices):
    """Where a recommendation stands."""

    DRAFTED = "drafted", _("in preparation")
    SENT = "sent", _("awaits its answer")
    ANSWERED = "answered", _("answered")
    DROPPED = "dropped", _("put aside")


class RecommendationStep(models.TextChoices):
    """An act that moves a recommendation from one stage to another."""

    DRAFT = "draft", _("write it down")
    SEND = "send", _("send it")
    ANSWER = "answer", _("answer it")
    DROP = "drop", _("put it aside")


@dataclass(frozen=True, slots=True)
class RecommendationMove:
    """One lawful step; who may take it is `recommendation.*` of `accounts.access`."""

    step: RecommendationStep
    source: RecommendationStage | None
    target: RecommendationStage
    ground: Sentence


Stage, Step = RecommendationStage, RecommendationStep

MOVES: tuple[RecommendationMove, ...] = (
    RecommendationMove(Step.DRAFT, None, Stage.DRAFTED, _("the rules of procedure of the body")),
    RecommendationMove(Step.SEND, Stage.DRAFTED, Stage.SENT, "АПК, чл. 107, ал. 2"),
    RecommendationMove(Step.ANSWER, Stage.SENT, Stage.ANSWERED, "АПК, чл. 118"),
    # A later answer takes the place of an earlier one, which stands.
    RecommendationMove(Step.ANSWER, Stage.ANSWERED, Stage.ANSWERED, "АПК, чл. 118"),
    RecommendationMove(Step.DROP, Stage.DRAFTED, Stage.DROPPED, _("decision of who prepared it")),
)

PUBLIC_STAGES = frozenset({Stage.SENT, Stage.ANSWERED})
