"""Opening the room of a body, working in it, closing it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body
from forums.bodies.procedure import at_work, locked
from forums.workspaces.models import Workspace
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def open_room(body: Body, *, actor: User) -> Workspace:
    """Open the closed room of a body at work. Raises `Refused`."""
    row = at_work(body)
    access.require(actor, "workspace.open", row.subject)
    if Workspace.objects.filter(body=row).exists():
        raise Refused(_("This body has a workspace already."))
    workspace: Workspace = Workspace.objects.create(
        body=row, opened_by=actor, opened_at=clock.now()
    )
    record(workspace.subject, "workspace.opened", actor=actor)
    return workspace


@transaction.atomic
def close_room(workspace: Workspace, *, actor: User, reason: str) -> Workspace:
    """Close the room: everything in it stays and can be read, nothing is added. Raises `Refused`."""
    row = entered(workspace, actor, "workspace.close")
    if not reason.strip():
        raise Refused(Obstacle(_("Say why the workspace is closed."), "", "reason"))
    row.closed_by, row.closed_at, row.close_reason = actor, clock.now(), reason.strip()
    row.save(update_fields=["closed_by", "closed_at", "close_reason"])
    record(row.subject, "workspace.closed", actor=actor, private={"reason": reason.strip()})
    return row


def entered(workspace: Workspace, actor: User, act: str = "workspace.write") -> Workspace:
    """The locked row of an open room in which the actor may do `act`. Raises `Refused`.

    The body is locked first, so that a release and a writing wait for each other.
    """
    body = locked(workspace.body)
    access.require(actor, act, body.subject)
    row: Workspace = (
        Workspace.objects.select_for_update(of=("self",), no_key=True)
        .select_related("body")
        .get(pk=workspace.pk)
    )
    if row.closed_at is not None:
        raise Refused(
            _("The workspace is closed. What is in it can be read; nothing can be added.")
        )
    return row
