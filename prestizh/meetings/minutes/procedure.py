"""The one place where minutes move from stage to stage and get a new version."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.meetings.minutes.content import Content, digest_of
from prestizh.meetings.minutes.stages import MOVES, MinutesMove, MinutesStage, MinutesStep
from prestizh.meetings.models import Minutes, MinutesChange, MinutesVersion
from prestizh.moves import move_for
from prestizh.refusal import Refused


def locked(minutes: Minutes) -> Minutes:
    """The row of the minutes as it stands, locked until the transaction ends."""
    row: Minutes = (
        Minutes.objects.select_for_update(no_key=True, of=("self",))
        .select_related("meeting", "chaired_by")
        .get(pk=minutes.pk)
    )
    return row


def at_stage(minutes: Minutes, act: str, actor: User, *stages: MinutesStage) -> Minutes:
    """The locked row, if it is at one of `stages` and the actor may `act`. Raises `Refused`."""
    row = locked(minutes)
    access.require(actor, act, row.meeting.subject)
    if row.stage not in stages:
        raise _not_now(row)
    return row


def lawful_move(minutes: Minutes, step: MinutesStep) -> MinutesMove:
    """The move of the table for `step`; raises `Refused` if there is none."""
    move = move_for(MOVES, step, MinutesStage(minutes.stage))
    if move is None:
        raise _not_now(minutes)
    return move


def _not_now(minutes: Minutes) -> Refused:
    return Refused(
        _("This can't be done now: the minutes are “%(stage)s”.")
        % {"stage": MinutesStage(minutes.stage).label}
    )


def advance(
    minutes: Minutes, move: MinutesMove, *, actor: User, at: datetime, reason: str = ""
) -> MinutesChange:
    """Write the step; a trigger carries it over to the row of the minutes."""
    change: MinutesChange = MinutesChange.objects.create(
        minutes=minutes,
        source=move.source or "",
        target=move.target,
        step=move.step,
        actor=actor,
        at=at,
        reason=reason,
    )
    minutes.stage = move.target
    return change


def add_version(minutes: Minutes, content: Content, *, actor: User, why: str) -> MinutesVersion:
    """The next version of locked minutes; what was signed before holds for its version only."""
    minutes.version += 1
    made: MinutesVersion = MinutesVersion.objects.create(
        minutes=minutes,
        number=minutes.version,
        content=content,
        digest=digest_of(content),
        why=why,
        made_by=actor,
        made_at=clock.now(),
    )
    minutes.save(update_fields=["version"])
    return made


def is_open_for_remarks(minutes: Minutes, today: date) -> bool:
    """Whether a member may still remark: the last day is one of the term."""
    return (
        minutes.stage == MinutesStage.REMARKS
        and minutes.remarks_until is not None
        and today <= minutes.remarks_until
    )
