"""The one place where a proposal moves from stage to stage."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from feedback.measures.models import ImprovementChange, ImprovementProposal, publication_key
from feedback.measures.stages import (
    MOVES,
    PUBLIC_STAGES,
    ImprovementMove,
    ImprovementStage,
    ImprovementStep,
)
from prestizh.accounts.models import User
from prestizh.moves import move_for
from prestizh.places.calendar import calendar
from prestizh.refusal import Refused
from prestizh.terms import month_term
from prestizh.ui.artefacts import changed

LISTS = "improvements"
MONTHS = 2


def lawful_due_day(received_on: date) -> date:
    """The last day for an answer: a decision on a proposal is taken within two months of its
    receipt (АПК, чл. 118, ал. 1), counted as every term."""
    return month_term(received_on, MONTHS, calendar()).last_day


def locked(proposal: ImprovementProposal) -> ImprovementProposal:
    """The row as it stands, locked until the transaction ends."""
    row: ImprovementProposal = (
        ImprovementProposal.objects.select_for_update(no_key=True, of=("self",))
        .select_related("author", "analysis")
        .get(pk=proposal.pk)
    )
    return row


def lawful_move(proposal: ImprovementProposal, step: ImprovementStep) -> ImprovementMove:
    """The move of the table for `step`. Raises `Refused` where there is none."""
    stage = ImprovementStage(proposal.stage)
    move = move_for(MOVES, step, stage)
    if move is None:
        raise Refused(
            _("This can't be done now: the proposal is “%(stage)s”.") % {"stage": stage.label}
        )
    return move


def advance(
    proposal: ImprovementProposal,
    move: ImprovementMove,
    *,
    actor: User | None,
    at: datetime,
    words: str = "",
) -> None:
    """Write the step; a trigger carries it over to the proposal's own row."""
    ImprovementChange.objects.create(
        proposal=proposal,
        source=move.source or "",
        target=move.target,
        step=move.step,
        words=words,
        actor=actor,
        at=at,
    )
    proposal.refresh_from_db(fields=["stage", "answer", "answered_at"])


def tell(proposal: ImprovementProposal) -> None:
    """Raise the versions of the public pages that show it."""
    if proposal.stage in PUBLIC_STAGES:
        changed(publication_key(proposal.public_id), LISTS)
