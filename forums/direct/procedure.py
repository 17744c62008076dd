"""The one place where an initiative moves from stage to stage."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from forums.direct.kinds import Kind
from forums.direct.models import Change, Initiative, publication_key
from forums.direct.stages import DirectMove, Stage, Step, moves_from
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined, keep, publish
from prestizh.documents.models import Document
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused
from prestizh.ui.artefacts import changed
from prestizh.ui.dates import day_text

LISTS = "direct"


def locked(initiative: Initiative) -> Initiative:
    """The row as it stands, locked until the transaction ends."""
    row: Initiative = Initiative.objects.select_for_update(no_key=True).get(pk=initiative.pk)
    return row


def lawful_move(
    row: Initiative, step: Step, actor: User, *, target: Stage | None = None
) -> DirectMove:
    """The move of the table for `step`; raises `Refused` if there is none or it isn't the actor's."""
    access.require(actor, "direct.keep")
    for move in moves_from(Kind(row.kind), Stage(row.stage), row.has_petition):
        if move.step == step and target in {None, move.target}:
            return move
    raise Refused(
        _("This can't be done now: the procedure stands at “%(stage)s”.")
        % {"stage": Stage(row.stage).label}
    )


def advance(
    row: Initiative,
    move: DirectMove,
    *,
    actor: User,
    on: date,
    act: str = "",
    note: str = "",
    file: Examined | None = None,
    **public: str,
) -> Change:
    """Write the step of the day `on` with its act and document, record it, and tell the pages.

    Raises `Refused` for a day still to come or before the last step, and for an ЕГН.
    """
    refuse_egn({"act": act, "note": note, "file": file.name if file else ""})
    _refuse_day(row, on)
    now = clock.now()
    document = _kept(file, actor)
    change: Change = Change.objects.create(
        initiative=row,
        kind=row.kind,
        source=move.source or "",
        target=move.target,
        step=move.step,
        on=on,
        at=now,
        actor=actor,
        act=act,
        note=note,
        document=document,
    )
    row.stage = move.target
    said = {"on": on.isoformat(), "act": act, "note": note, **public}
    if document is not None:
        said["sha256"] = document.sha256
    kept = {name: value for name, value in said.items() if value}
    record(row.subject, f"direct.{move.step}", actor=actor, public=kept)
    tell(row)
    return change


def _kept(file: Examined | None, actor: User) -> Document | None:
    if file is None:
        return None
    document = keep(file, actor=actor)
    publish(document, clock.now())
    return document


def _refuse_day(row: Initiative, on: date) -> None:
    if on > clock.today():
        raise Refused(Obstacle(_("Enter what has happened: this day is still to come."), "", "on"))
    last = row.changes.order_by("-on").values_list("on", flat=True).first()
    if last is not None and on < last:
        sentence = _("The step before was on %(day)s; this one can't be earlier.")
        raise Refused(Obstacle(sentence % {"day": day_text(last, "date")}, "", "on"))


def tell(row: Initiative) -> None:
    """Raise the versions of its own pages and of the register."""
    changed(publication_key(row.public_id), LISTS)
