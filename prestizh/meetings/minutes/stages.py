"""The life of the minutes as data: which step follows which."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class MinutesStage(models.TextChoices):
    """Where the minutes stand."""

    DRAFT = "draft", _("being drawn up")
    REMARKS = "remarks", _("open for remarks")
    SIGNED = "signed", _("signed")
    PUBLISHED = "published", _("made public")


class MinutesStep(models.TextChoices):
    """An act that moves the minutes from one stage to another."""

    DRAW_UP = "draw_up", _("draw up the minutes")
    SEND = "send", _("send them to the members for remarks")
    SIGN = "sign", _("sign them")
    PUBLISH = "publish", _("publish them")
    CORRECT = "correct", _("begin a corrected version")


@dataclass(frozen=True, slots=True)
class MinutesMove:
    """One lawful step."""

    step: MinutesStep
    source: MinutesStage | None
    target: MinutesStage


MOVES: tuple[MinutesMove, ...] = (
    MinutesMove(MinutesStep.DRAW_UP, None, MinutesStage.DRAFT),
    MinutesMove(MinutesStep.SEND, MinutesStage.DRAFT, MinutesStage.REMARKS),
    # Where the rules give the members no days for remarks.
    MinutesMove(MinutesStep.SIGN, MinutesStage.DRAFT, MinutesStage.SIGNED),
    MinutesMove(MinutesStep.SIGN, MinutesStage.REMARKS, MinutesStage.SIGNED),
    MinutesMove(MinutesStep.PUBLISH, MinutesStage.SIGNED, MinutesStage.PUBLISHED),
    MinutesMove(MinutesStep.CORRECT, MinutesStage.SIGNED, MinutesStage.DRAFT),
    MinutesMove(MinutesStep.CORRECT, MinutesStage.PUBLISHED, MinutesStage.DRAFT),
)
