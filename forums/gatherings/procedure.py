"""The one place where a forum moves from stage to stage."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from forums.bodies.procedure import at_work, tell
from forums.gatherings.models import Forum, ForumChange
from forums.gatherings.stages import ForumStage, ForumStep, move_for
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.refusal import Refused


def locked(forum: Forum) -> Forum:
    """The row of the forum, locked after its body, which must be at work. Raises `Refused`."""
    body = at_work(forum.body)
    row: Forum = Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
    row.body = body
    return row


def run(forum: Forum, actor: User) -> Forum:
    """The locked row of a forum that the actor runs and that has not ended. Raises `Refused`."""
    row = locked(forum)
    access.require(actor, "forum.manage", row.subject)
    if row.stage == ForumStage.ENDED:
        raise Refused(_("The forum has ended; its papers stay as they are."))
    return row


def must_be(forum: Forum, *stages: ForumStage) -> None:
    """Raise `Refused` unless the forum stands at one of `stages`."""
    if forum.stage not in stages:
        raise Refused(
            _("This can't be done now: the forum is at “%(stage)s”.")
            % {"stage": ForumStage(forum.stage).label}
        )


def advance(forum: Forum, step: ForumStep, *, actor: User) -> datetime:
    """Take a step of the table; a trigger carries it to the forum's row. Raises `Refused`."""
    move = move_for(forum.method, step, forum.stage)
    if move is None:
        must_be(forum)
    assert move is not None  # noqa: S101 - refused above
    now = clock.now()
    ForumChange.objects.create(
        forum=forum,
        method=forum.method,
        source=move.source or "",
        target=move.target,
        step=step,
        actor=actor,
        at=now,
    )
    forum.stage = move.target
    return now


def show(forum: Forum) -> None:
    """Raise the versions of the pages that show the forum; none while it is being prepared."""
    if forum.stage != ForumStage.PREPARING:
        tell(forum.body)
