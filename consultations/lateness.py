"""Late opinions: registered as late, then admitted or not by a clerk, with a reason."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import counting
from consultations.models import Opinion
from consultations.procedure import locked
from consultations.stages import Stage
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger.record import record
from prestizh.refusal import Refused


@transaction.atomic
def admit(opinion: Opinion, *, actor: User, reason: str) -> Opinion:
    """Take a late opinion in, for example because it was posted within the term (ЗЗД чл. 72)."""
    return _decide(opinion, Opinion.Lateness.ADMITTED, actor, reason)


@transaction.atomic
def turn_down(opinion: Opinion, *, actor: User, reason: str) -> Opinion:
    """Leave a late opinion out; it stays in the record and the closing report counts it."""
    return _decide(opinion, Opinion.Lateness.NOT_ADMITTED, actor, reason)


def _decide(opinion: Opinion, decision: Opinion.Lateness, actor: User, reason: str) -> Opinion:
    access.require(actor, "opinion.admit")
    row = locked(opinion.consultation)
    opinion = Opinion.objects.select_for_update().get(pk=opinion.pk)
    opinion.consultation = row
    if opinion.lateness == Opinion.Lateness.IN_TIME:
        raise Refused(_("This opinion came in time; there is nothing to decide."))
    if row.stage != Stage.PUBLISHED:
        raise Refused(_("The closing report is published; this can't be decided any more."))
    if not reason.strip():
        raise Refused(_("Say why: the reason stands in the closing report."))
    opinion.lateness, opinion.lateness_reason = decision, reason
    opinion.save(update_fields=["lateness", "lateness_reason"])
    record(
        row.subject,
        "opinion.late_decided",
        actor=actor,
        public={"reference": opinion.reference, "decision": decision.value, "reason": reason},
    )
    counting.recount(opinion)
    return opinion
