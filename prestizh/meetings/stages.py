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


def move_for(step: MeetingStep, source: MeetingStage | None) -> MeetingMove | None:
    """The lawful move that takes `step` from `source`, or None where the table has none."""
    return next((m for m in MOVES if m.step == step and m.source == source), None)


def lawful_changes() -> models.Q:
    """The table as a condition on rows with `source` (empty for none), `target` and `step`."""
    condition = models.Q(pk__in=[])
    for number, move in enumerate(MOVES):
        row = models.Q(source=move.source or "", target=move.target.value, step=move.step.value)
        condition = row if number == 0 else condition | row
    return condition
