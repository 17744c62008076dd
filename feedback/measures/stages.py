"""The life of a proposal for better participation as data: which step follows which."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from prestizh.refusal import Sentence


class ImprovementStage(models.TextChoices):
    """Where a proposal stands."""

    RECEIVED = "received", _("received")
    REVIEW = "review", _("under review")
    ACCEPTED = "accepted", _("taken up")
    PARTLY = "partly", _("taken up in part")
    REJECTED = "rejected", _("not taken up")
    ANSWERED = "answered", _("answered")
    ASIDE = "aside", _("put aside")


class ImprovementStep(models.TextChoices):
    """An act that moves a proposal from one stage to another."""

    RECEIVE = "receive", _("receive it")
    REGISTER = "register", _("put it into the public register")
    ACCEPT = "accept", _("take it up")
    ACCEPT_PARTLY = "partly", _("take it up in part")
    REJECT = "reject", _("don't take it up, with reasons")
    EXPLAIN = "explain", _("answer it without a decision")
    PUT_ASIDE = "put_aside", _("put it aside")


@dataclass(frozen=True, slots=True)
class ImprovementMove:
    """One lawful step; who may take it is `improvement.*` of `accounts.access`."""

    step: ImprovementStep
    source: ImprovementStage | None
    target: ImprovementStage
    ground: Sentence


Stage, Step = ImprovementStage, ImprovementStep
DECISION = "АПК, чл. 118, ал. 1"

MOVES: tuple[ImprovementMove, ...] = (
    ImprovementMove(Step.RECEIVE, None, Stage.RECEIVED, "АПК, чл. 107, ал. 2"),
    ImprovementMove(Step.REGISTER, Stage.RECEIVED, Stage.REVIEW, "АПК, чл. 110"),
    ImprovementMove(Step.PUT_ASIDE, Stage.RECEIVED, Stage.ASIDE, "АПК, чл. 111, ал. 4"),
    ImprovementMove(Step.ACCEPT, Stage.REVIEW, Stage.ACCEPTED, DECISION),
    ImprovementMove(Step.ACCEPT_PARTLY, Stage.REVIEW, Stage.PARTLY, DECISION),
    ImprovementMove(Step.REJECT, Stage.REVIEW, Stage.REJECTED, DECISION),
    ImprovementMove(Step.EXPLAIN, Stage.REVIEW, Stage.ANSWERED, DECISION),
)

PUBLIC_STAGES = frozenset(
    {Stage.REVIEW, Stage.ACCEPTED, Stage.PARTLY, Stage.REJECTED, Stage.ANSWERED}
)
WAITING = frozenset({Stage.RECEIVED, Stage.REVIEW})
# Whoever took a proposal up, whole or in part, says with measures what is done about it.
TAKEN_UP = frozenset({Stage.ACCEPTED, Stage.PARTLY})
ANSWERED = frozenset({*TAKEN_UP, Stage.REJECTED, Stage.ANSWERED})
ANSWERS = (Step.ACCEPT, Step.ACCEPT_PARTLY, Step.REJECT, Step.EXPLAIN)
