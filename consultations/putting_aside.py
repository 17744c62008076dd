"""Putting a draft aside that was never public, and taking it up again. Nothing of it is lost."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from consultations.procedure import advance, lawful_move, locked
from consultations.stages import Step
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def drop(consultation: Consultation, *, actor: User, reason: str) -> Consultation:
    """Take a draft off the work list; the reason is read within the house. Raises `Refused`."""
    row = locked(consultation)
    move = lawful_move(row, Step.DROP, actor)
    reason = reason.strip()
    if not reason:
        raise Refused(Obstacle(_("Say why the draft is put aside."), field="reason"))
    advance(row, move, actor=actor, at=clock.now(), reason=reason)
    record(row.subject, "consultation.dropped", actor=actor, private={"reason": reason})
    return row


@transaction.atomic
def resume(consultation: Consultation, *, actor: User) -> Consultation:
    """Go on with a draft that was put aside, as it was then. Raises `Refused`."""
    row = locked(consultation)
    move = lawful_move(row, Step.RESUME, actor)
    advance(row, move, actor=actor, at=clock.now())
    record(row.subject, "consultation.resumed", actor=actor)
    return row
