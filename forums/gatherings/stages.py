"""The life of a forum as data: which step follows which, and for which method."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.bodies.stages import BodyKind


class Method(models.TextChoices):
    """How the people of a forum are found."""

    TABLES = "tables", _("working tables by interest")
    DRAW = "draw", _("random selection among those who registered")


METHOD_OF = {BodyKind.CITIZEN_FORUM: Method.TABLES, BodyKind.DELIBERATIVE_FORUM: Method.DRAW}


class ForumStage(models.TextChoices):
    """Where a forum stands."""

    PREPARING = "preparing", _("being prepared")
    REGISTERING = "registering", _("registration is open")
    LISTED = "listed", _("the list is closed, the draw is ahead")
    DRAWN = "drawn", _("the draw is done, invitations are out")
    WORKING = "working", _("at the tables")
    ENDED = "finished", _("the forum has ended")


class ForumStep(models.TextChoices):
    """An act that moves a forum from one stage to another."""

    PREPARE = "prepare", _("prepare a forum")
    OPEN = "open", _("open the registration")
    CLOSE_LIST = "close_list", _("close the list")
    DRAW = "draw", _("enter the seed and draw")
    BEGIN = "begin", _("begin the work at the tables")
    END = "end", _("end the forum")


@dataclass(frozen=True, slots=True)
class ForumMove:
    """One lawful step of one method."""

    method: Method
    step: ForumStep
    source: ForumStage | None
    target: ForumStage


def _moves(method: Method, *steps: tuple[ForumStep, ForumStage]) -> tuple[ForumMove, ...]:
    sources: list[ForumStage | None] = [None, *(stage for _step, stage in steps)]
    return tuple(
        ForumMove(method, step, source, stage)
        for source, (step, stage) in zip(sources, steps, strict=False)
    )


MOVES: tuple[ForumMove, ...] = (
    *_moves(
        Method.TABLES,
        (ForumStep.PREPARE, ForumStage.PREPARING),
        (ForumStep.OPEN, ForumStage.REGISTERING),
        (ForumStep.BEGIN, ForumStage.WORKING),
        (ForumStep.END, ForumStage.ENDED),
    ),
    *_moves(
        Method.DRAW,
        (ForumStep.PREPARE, ForumStage.PREPARING),
        (ForumStep.OPEN, ForumStage.REGISTERING),
        (ForumStep.CLOSE_LIST, ForumStage.LISTED),
        (ForumStep.DRAW, ForumStage.DRAWN),
        (ForumStep.BEGIN, ForumStage.WORKING),
        (ForumStep.END, ForumStage.ENDED),
    ),
)


def move_for(method: str, step: ForumStep, source: str | None) -> ForumMove | None:
    """The lawful move that takes `step` from `source`, or None where the table has none."""
    found = (m for m in MOVES if m.method == method and m.step == step and m.source == source)
    return next(found, None)


def lawful_changes() -> models.Q:
    """The table as a condition on rows with `method`, `source` (empty for none), `target`, `step`."""
    condition = models.Q(pk__in=[])
    for number, move in enumerate(MOVES):
        row = models.Q(
            method=move.method.value,
            source=move.source.value if move.source else "",
            target=move.target.value,
            step=move.step.value,
        )
        condition = row if number == 0 else condition | row
    return condition
