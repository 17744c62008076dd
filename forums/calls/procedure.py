"""The one place where a call moves from stage to stage, and where its pages are told to change."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from consultations import fragments
from forums.bodies import procedure as bodies
from forums.bodies.models import publication_key as body_key
from forums.calls.models import Call, CallChange, publication_key
from forums.calls.stages import MOVES, CallMove, CallStage, CallStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.moves import move_for
from prestizh.refusal import Refused
from prestizh.ui.artefacts import changed

LISTS = "calls"


def locked(call: Call) -> Call:
    """The row of the call as it stands with its body, locked until the transaction ends."""
    row: Call = (
        Call.objects.select_for_update(of=("self",), no_key=True)
        .select_related("body")
        .get(pk=call.pk)
    )
    return row


def lawful_move(call: Call, step: CallStep, actor: User) -> CallMove:
    """The move of the table for `step`; raises `Refused` if there is none or it isn't the actor's."""
    move = move_for(MOVES, step, CallStage(call.stage))
    if move is None:
        raise Refused(
            _("This can't be done now: the call is “%(stage)s”.")
            % {"stage": CallStage(call.stage).label}
        )
    access.require(actor, move.act, call.body.subject)
    return move


def require_selecting(call: Call, actor: User) -> None:
    """That the actor may assess this call: in charge of it, and no applicant. Raises `Refused`."""
    access.require(actor, "call.select", call.body.subject)
    if call.applications.filter(applicant=actor, state="submitted").exists():
        raise Refused(_("You applied yourself, so somebody else must deal with this selection."))


def advance(
    call: Call, move: CallMove, *, actor: User, at: datetime, reason: str = ""
) -> CallChange:
    """Write the step; a trigger carries it over to the call's own row."""
    change: CallChange = CallChange.objects.create(
        call=call,
        source=move.source or "",
        target=move.target,
        step=move.step,
        actor=actor,
        at=at,
        reason=reason,
    )
    call.stage = move.target
    return change


def tell(call: Call) -> None:
    """Raise the versions of the pages that show this call: its own, the lists, the first page."""
    if call.published_at is not None:
        changed(
            publication_key(call.public_id),
            LISTS,
            fragments.LISTS,
            bodies.LISTS,
            body_key(call.body.public_id),
        )
