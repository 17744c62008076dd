"""Taking an opinion back, until the term ends."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import counting
from consultations.models import Opinion
from consultations.procedure import locked
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Refused


@transaction.atomic
def withdraw(opinion: Opinion, *, actor: User | None) -> Opinion:
    """Take an opinion back; it stays in the record and no longer counts. Until the term ends."""
    row = locked(opinion.consultation)
    opinion = Opinion.objects.select_for_update().get(pk=opinion.pk)
    if opinion.withdrawn_at is not None:
        return opinion
    if not row.is_open(clock.now()):
        raise Refused(_("The term is over: an opinion can no longer be withdrawn."))
    if opinion.author_id is not None and (actor is None or actor.pk != opinion.author_id):
        raise Refused(_("Only its author can withdraw an opinion. Sign in first."))
    opinion.withdrawn_at = clock.now()
    opinion.save(update_fields=["withdrawn_at"])
    opinion.consultation = row
    record(row.subject, "opinion.withdrawn", actor=actor, public={"reference": opinion.reference})
    counting.recount(opinion)
    return opinion
