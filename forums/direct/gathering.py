"""The petition: it is gathered, handed in, mended, checked, or it lapses."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.direct.models import Initiative
from forums.direct.noting import refuse_too_many
from forums.direct.procedure import advance, lawful_move, locked
from forums.direct.stages import Step
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def begin(
    initiative: Initiative, *, actor: User, on: date, note: str = "", file: Examined | None = None
) -> Initiative:
    """Note that signatures are gathered from the day `on`. Raises `Refused`."""
    row = locked(initiative)
    move = lawful_move(row, Step.BEGIN, actor)
    advance(row, move, actor=actor, on=on, note=note, file=file)
    return row


@transaction.atomic
def table(
    initiative: Initiative,
    *,
    actor: User,
    on: date,
    signatures: int | None = None,
    act: str = "",
    file: Examined | None = None,
) -> Initiative:
    """Note that it was handed in with so many signatures. Raises `Refused`.

    Late ones are noted too: what follows from the lateness is for the authority to say.
    """
    row = locked(initiative)
    move = lawful_move(row, Step.TABLE, actor)
    said: dict[str, str] = {}
    if row.has_petition:
        if not signatures:
            sentence = _("Give the number of signatures that were handed in.")
            raise Refused(Obstacle(sentence, "", "signatures"))
        refuse_too_many(row, signatures)
        row.signatures = signatures
        row.save(update_fields=["signatures"])
        said = {"signatures": str(signatures)}
    advance(row, move, actor=actor, on=on, act=act, file=file, **said)
    return row


@transaction.atomic
def find_defects(initiative: Initiative, *, actor: User, on: date, note: str) -> Initiative:
    """Note that the committee was told of defects; it has a month. Raises `Refused`."""
    row = locked(initiative)
    move = lawful_move(row, Step.FIND_DEFECTS, actor)
    if not note.strip():
        raise Refused(Obstacle(_("Say what the defects are."), "чл. 29, ал. 3 ЗПУГДВМС", "note"))
    advance(row, move, actor=actor, on=on, note=note)
    return row


@transaction.atomic
def mend(
    initiative: Initiative, *, actor: User, on: date, signatures: int, note: str = ""
) -> Initiative:
    """Note that the defects were mended, with the signatures there are now. Raises `Refused`."""
    row = locked(initiative)
    move = lawful_move(row, Step.MEND, actor)
    refuse_too_many(row, signatures)
    row.signatures = signatures
    row.save(update_fields=["signatures"])
    advance(row, move, actor=actor, on=on, note=note, signatures=str(signatures))
    return row


@transaction.atomic
def check(
    initiative: Initiative,
    *,
    actor: User,
    on: date,
    sent_on: date,
    valid_signatures: int,
    act: str = "",
    file: Examined | None = None,
) -> Initiative:
    """Note the protocol of ГРАО: how many signatures are valid. Raises `Refused`.

    The check stops as soon as there are enough, so that the number may be the needed one.
    """
    row = locked(initiative)
    move = lawful_move(row, Step.CHECK, actor)
    if valid_signatures > (row.signatures or 0):
        sentence = _("Only %(number)d signatures were handed in.")
        raise Refused(Obstacle(sentence % {"number": row.signatures}, "", "valid_signatures"))
    if sent_on > on or sent_on < row.changes.filter(step=Step.TABLE).latest("pk").on:
        sentence = _("The petition is sent after it was handed in and before the protocol.")
        raise Refused(Obstacle(sentence, "", "sent_on"))
    row.valid_signatures, row.sent_to_check_on = valid_signatures, sent_on
    row.save(update_fields=["valid_signatures", "sent_to_check_on"])
    said = {"valid_signatures": str(valid_signatures), "sent_on": sent_on.isoformat()}
    advance(row, move, actor=actor, on=on, act=act, file=file, **said)
    return row


@transaction.atomic
def lapse(initiative: Initiative, *, actor: User, on: date, note: str, act: str = "") -> Initiative:
    """End a procedure that can't go on, with the reason that everybody reads. Raises `Refused`."""
    row = locked(initiative)
    move = lawful_move(row, Step.LAPSE, actor)
    if not note.strip():
        raise Refused(Obstacle(_("Say why the procedure ends."), "", "note"))
    advance(row, move, actor=actor, on=on, act=act, note=note)
    return row
