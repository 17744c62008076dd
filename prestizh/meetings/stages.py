"""The life of a meeting as data: which step follows which, and what may be done when."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingStage(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("being planned")
    CONVENED = "convened", _("convened")
    OPENED = "opened", _("in session")
    CLOSED = "closed", _("held")
    CANCELLED = "cancelled", _("not held")


class MeetingStep(models.TextChoices):
    """An act that moves a meeting from one stage to another."""

    PLAN = "plan", _("plan a meeting")
    CONVENE = "convene", _("convene it")
    OPEN = "open", _("open it")
    CLOSE = "close", _("close it")
    CANCEL = "cancel", _("cancel it")
    # Who came was not enough; that they came stays on the record.
    FALL_THROUGH = "fall", _("close it for lack of quorum")


@dataclass(frozen=True, slots=True)
class MeetingMove:
    """One lawful step."""

    step: MeetingStep
    source: MeetingStage | None
    target: MeetingStage


MOVES: tuple[MeetingMove, ...] = (
    MeetingMove(MeetingStep.PLAN, None, MeetingStage.PLANNED),
    MeetingMove(MeetingStep.CONVENE, MeetingStage.PLANNED, MeetingStage.CONVENED),
    MeetingMove(MeetingStep.OPEN, MeetingStage.CONVENED, MeetingStage.OPENED),
    MeetingMove(MeetingStep.CLOSE, MeetingStage.OPENED, MeetingStage.CLOSED),
    MeetingMove(MeetingStep.CANCEL, MeetingStage.PLANNED, MeetingStage.CANCELLED),
    MeetingMove(MeetingStep.CANCEL, MeetingStage.CONVENED, MeetingStage.CANCELLED),
    MeetingMove(MeetingStep.FALL_THROUGH, MeetingStage.CONVENED, MeetingStage.CANCELLED),
)
