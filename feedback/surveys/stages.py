"""The life of a survey as data: which step follows which."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class SurveyStage(models.TextChoices):
    """Where a survey stands."""

    PREPARED = "prepared", _("survey in preparation")
    OPEN = "open", _("open for answers")
    CLOSED = "closed", _("closed, answers are counted")
    CANCELLED = "cancelled", _("survey cancelled")


class SurveyStep(models.TextChoices):
    """An act that moves a survey from one stage to another."""

    PREPARE = "prepare", _("prepare a survey")
    OPEN = "open", _("open a survey")
    CLOSE = "close", _("close a survey")
    CANCEL = "cancel", _("cancel a survey")


@dataclass(frozen=True, slots=True)
class SurveyMove:
    """One lawful step."""

    step: SurveyStep
    source: SurveyStage | None
    target: SurveyStage


MOVES: tuple[SurveyMove, ...] = (
    SurveyMove(SurveyStep.PREPARE, None, SurveyStage.PREPARED),
    SurveyMove(SurveyStep.OPEN, SurveyStage.PREPARED, SurveyStage.OPEN),
    SurveyMove(SurveyStep.CLOSE, SurveyStage.OPEN, SurveyStage.CLOSED),
    SurveyMove(SurveyStep.CANCEL, SurveyStage.PREPARED, SurveyStage.CANCELLED),
    SurveyMove(SurveyStep.CANCEL, SurveyStage.OPEN, SurveyStage.CANCELLED),
)
