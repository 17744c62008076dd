"""The one place where a body moves from stage to stage."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from consultations import fragments
from forums.bodies.models import Body, BodyChange, publication_key
from forums.bodies.stages import MOVES, PUBLIC_STAGES, BodyMove, BodyStage, BodyStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.moves import move_for
from prestizh.refusal import Refused
from prestizh.ui.artefacts import changed

LISTS = "bodies"


def locked(body: Body) -> Body:
    """The row of the body as it stands, locked until the transaction ends."""
    row: Body = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    return row


def lawful_move(body: Body, step: BodyStep, actor: User) -> BodyMove:
    """The move of the table for `step`; raises `Refused` if there is none or it isn't the actor's."""
    move = move_for(MOVES, step, BodyStage(body.stage))
    if move is None:
        raise Refused(
            _("This can't be done now: the body is “%(stage)s”.")
            % {"stage": BodyStage(body.stage).label}
        )
    access.require(actor, "body.manage", body.subject)
    return move


def advance(
    body: Body, move: BodyMove, *, actor: User, at: datetime, reason: str = ""
) -> BodyChange:
    """Write the step; a trigger carries it over to the body's own row."""
    change: BodyChange = BodyChange.objects.create(
        body=body,
        source=move.source or "",
        target=move.target,
        step=move.step,
        actor=actor,
        at=at,
        reason=reason,
    )
    body.stage = move.target
    return change


def at_work(body: Body) -> Body:
    """The locked row of a body that is at work. Raises `Refused` for any other."""
    row = locked(body)
    if row.stage != BodyStage.ACTIVE:
        raise Refused(
            _("Only a body that is at work can do this; this one is “%(stage)s”.")
            % {"stage": BodyStage(row.stage).label}
        )
    return row


def tell(body: Body) -> None:
    """Raise the versions of the body's own pages and of the lists that show it, the front too."""
    if body.stage in PUBLIC_STAGES:
        changed(*pages_of(body))


def pages_of(body: Body) -> tuple[str, str, str]:
    """The names of these pages, for an act that raises others in the same breath.

    Versions are raised in the order of their names and held to the end of the transaction: who
    raises some first and others later can wait for somebody who waits for them.
    """
    return (publication_key(body.public_id), LISTS, fragments.LISTS)
