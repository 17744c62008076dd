"""The one place where a consultation moves from stage to stage."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation, StageChange
from consultations.stages import MOVES, Move, Stage, Step
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.moves import move_for
from prestizh.refusal import Refused


def locked(consultation: Consultation) -> Consultation:
    """The row of the consultation as it stands, locked until the transaction ends."""
    row: Consultation = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    return row


def lawful_move(consultation: Consultation, step: Step, actor: User) -> Move:
    """The move of the table for `step`; raises `Refused` if there is none or it isn't the actor's."""
    move = move_for(MOVES, step, Stage(consultation.stage))
    if move is None:
        raise Refused(
            _("This can't be done now: the draft is “%(stage)s”.")
            % {"stage": Stage(consultation.stage).label}
        )
    access.require(actor, move.act)
    return move


def advance(
    consultation: Consultation,
    move: Move,
    *,
    actor: User,
    at: datetime,
    reason: str = "",
) -> StageChange:
    """Write the stage change; a trigger carries it over to the consultation's own row."""
    change: StageChange = StageChange.objects.create(
        consultation=consultation,
        source=move.source or "",
        target=move.target,
        step=move.step,
        actor=actor,
        at=at,
        reason=reason,
    )
    consultation.stage = move.target
    return change
