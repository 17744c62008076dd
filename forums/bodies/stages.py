"""The life of a body as data: which step follows which, who takes it, on what ground."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from prestizh.refusal import Sentence


class BodyKind(models.TextChoices):
    """What a body is called in the law and in its constituting act."""

    PUBLIC_COUNCIL = "public_council", _("public council")
    CONSULTATIVE_COUNCIL = "consultative", _("consultative council")
    EXPERT_COUNCIL = "expert_council", _("expert council")
    COMMISSION = "commission", _("commission")
    COMMITTEE = "committee", _("committee")
    WORKING_GROUP = "working_group", _("working group")
    CITIZEN_FORUM = "citizen_forum", _("citizen forum")
    DELIBERATIVE_FORUM = "deliberative", _("deliberative forum")
    EXPERT_GROUP = "expert_group", _("temporary expert group")


class BodyStage(models.TextChoices):
    """Where a body stands."""

    DRAFT = "draft", _("in preparation")
    ACTIVE = "active", _("at work")
    ENDED = "ended", _("ended its work")
    DROPPED = "dropped", _("put aside")


class BodyStep(models.TextChoices):
    """An act that moves a body from one stage to another."""

    PREPARE = "prepare", _("prepare a body")
    CONSTITUTE = "constitute", _("constitute it")
    END = "end", _("end its work")
    DROP = "drop", _("put it aside")


@dataclass(frozen=True, slots=True)
class BodyMove:
    """One lawful step; who may take it is `body.manage` of `accounts.access`."""

    step: BodyStep
    source: BodyStage | None
    target: BodyStage
    ground: Sentence


MOVES: tuple[BodyMove, ...] = (
    BodyMove(BodyStep.PREPARE, None, BodyStage.DRAFT, _("ЗМСМА, чл. 44, ал. 2")),
    BodyMove(
        BodyStep.CONSTITUTE,
        BodyStage.DRAFT,
        BodyStage.ACTIVE,
        _("the constituting act: an order of the mayor or a decision of the council"),
    ),
    BodyMove(
        BodyStep.END,
        BodyStage.ACTIVE,
        BodyStage.ENDED,
        _("the act that ends it, or the end of its time"),
    ),
    BodyMove(BodyStep.DROP, BodyStage.DRAFT, BodyStage.DROPPED, _("decision of who prepared it")),
)

PUBLIC_STAGES = frozenset({BodyStage.ACTIVE, BodyStage.ENDED})
