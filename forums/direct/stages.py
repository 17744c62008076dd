"""The life of an initiative as data: which step follows which, for which forms, by what article."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.direct.kinds import REFERENDA, Kind


class Stage(models.TextChoices):
    """Where an initiative, an assembly or a referendum stands."""

    NOTED = "noted", _("entered into the register")
    GATHERING = "gathering", _("signatures are being gathered")
    TABLED = "tabled", _("petition handed in")
    MENDING = "mending", _("defects are being mended")
    CHECKED = "checked", _("signatures checked")
    CALLED = "called", _("the day is set")
    HELD = "held", _("held and adopted")
    ANSWERED = "answered", _("answer published")
    REFUSED = "refused", _("refused by the council")
    NOT_ADOPTED = "not_adopted", _("held, not adopted")
    LAPSED = "lapsed", _("ended without a result")


class Step(models.TextChoices):
    """What moves it from one stage to another."""

    NOTE = "note", _("It was entered into the register.")
    BEGIN = "begin", _("The gathering of signatures began.")
    TABLE = "table", _("It was handed in.")
    FIND_DEFECTS = "find_defects", _("Defects were found; a month was given to mend them.")
    MEND = "mend", _("The defects were mended.")
    CHECK = "check", _("The signatures were checked.")
    CALL = "call", _("It was called.")
    REFUSE = "refuse", _("The council refused it.")
    HOLD = "hold", _("It was held.")
    ANSWER = "answer", _("The answer was published.")
    LAPSE = "lapse", _("The procedure ended.")


@dataclass(frozen=True, slots=True)
class DirectMove:
    """One step and the forms for which it is lawful."""

    step: Step
    source: Stage | None
    target: Stage
    kinds: frozenset[Kind] = frozenset(Kind)


_ASSEMBLY, _INITIATIVE = frozenset({Kind.ASSEMBLY}), frozenset({Kind.INITIATIVE})
_REFERENDUM = frozenset({Kind.REFERENDUM})
_HELD = REFERENDA | _ASSEMBLY

MOVES: tuple[DirectMove, ...] = (
    DirectMove(Step.NOTE, None, Stage.NOTED),
    DirectMove(Step.BEGIN, Stage.NOTED, Stage.GATHERING),
    DirectMove(Step.TABLE, Stage.NOTED, Stage.TABLED),
    DirectMove(Step.TABLE, Stage.GATHERING, Stage.TABLED),
    DirectMove(Step.FIND_DEFECTS, Stage.TABLED, Stage.MENDING, REFERENDA),
    DirectMove(Step.MEND, Stage.MENDING, Stage.TABLED, REFERENDA),
    DirectMove(Step.CHECK, Stage.TABLED, Stage.CHECKED),
    DirectMove(Step.CALL, Stage.CHECKED, Stage.CALLED, _HELD),
    # Without a petition there is nothing to check: councillors, the council, a mayor.
    DirectMove(Step.CALL, Stage.TABLED, Stage.CALLED, _REFERENDUM),
    DirectMove(Step.CALL, Stage.NOTED, Stage.CALLED, _ASSEMBLY),
    DirectMove(Step.REFUSE, Stage.CHECKED, Stage.REFUSED, _REFERENDUM),
    DirectMove(Step.REFUSE, Stage.TABLED, Stage.REFUSED, _REFERENDUM),
    DirectMove(Step.HOLD, Stage.CALLED, Stage.HELD, _HELD),
    DirectMove(Step.HOLD, Stage.CALLED, Stage.NOT_ADOPTED, _HELD),
    DirectMove(Step.ANSWER, Stage.TABLED, Stage.ANSWERED, _INITIATIVE),
    DirectMove(Step.ANSWER, Stage.CHECKED, Stage.ANSWERED, _INITIATIVE),
    DirectMove(Step.ANSWER, Stage.HELD, Stage.ANSWERED, _HELD),
    DirectMove(Step.LAPSE, Stage.NOTED, Stage.LAPSED),
    DirectMove(Step.LAPSE, Stage.GATHERING, Stage.LAPSED),
    DirectMove(Step.LAPSE, Stage.TABLED, Stage.LAPSED),
    DirectMove(Step.LAPSE, Stage.MENDING, Stage.LAPSED, REFERENDA),
    DirectMove(Step.LAPSE, Stage.CHECKED, Stage.LAPSED),
    DirectMove(Step.LAPSE, Stage.CALLED, Stage.LAPSED, _HELD),
)

PREPARED = frozenset({Stage.NOTED, Stage.GATHERING})
FINAL = frozenset({Stage.ANSWERED, Stage.REFUSED, Stage.NOT_ADOPTED, Stage.LAPSED})
# From these a vote may be called without a check, because nobody signed anything.
UNCHECKED = frozenset({Stage.NOTED, Stage.TABLED})


def moves_from(kind: Kind, stage: Stage, has_petition: bool) -> list[DirectMove]:
    """What may be done next, in the order of the table."""
    return [
        move
        for move in MOVES
        if move.source == stage and kind in move.kinds and not _skips(move, has_petition)
    ]


def _skips(move: DirectMove, has_petition: bool) -> bool:
    """Whether the move is not for one with (or without) a petition."""
    if has_petition:
        return move.step in {Step.CALL, Step.REFUSE} and move.source in UNCHECKED
    return move.step in {Step.BEGIN, Step.CHECK, Step.FIND_DEFECTS}


def lawful_changes() -> models.Q:
    """The table as a condition on rows with `kind`, `source` (empty for none), `target`, `step`."""
    condition = models.Q(pk__in=[])
    for number, move in enumerate(MOVES):
        row = models.Q(
            source=str(move.source or ""),
            target=str(move.target),
            step=str(move.step),
            kind__in=sorted(str(kind) for kind in move.kinds),
        )
        condition = row if number == 0 else condition | row
    return condition
