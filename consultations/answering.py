"""Deciding on every proposal, with reasons where the decision asks for them."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import fragments
from consultations.models import Answer, Decision, Proposal, ProposalKind
from consultations.models.answer import WITHOUT_REASONS
from consultations.procedure import locked
from consultations.stages import Stage
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.places.models import Unit
from prestizh.refusal import Obstacle, Refused

_CHANGES = (Decision.ACCEPTED, Decision.PARTLY, Decision.REJECTED)
_ALWAYS = (Decision.OUT_OF_SCOPE, Decision.INADMISSIBLE)

# A question is answered, a support is taken into account, a change is decided on.
DECISIONS: dict[str, tuple[Decision, ...]] = {
    ProposalKind.REWORD: (*_CHANGES, *_ALWAYS),
    ProposalKind.DELETE: (*_CHANGES, *_ALWAYS),
    ProposalKind.ADD: (*_CHANGES, *_ALWAYS),
    ProposalKind.REMARK: (*_CHANGES, *_ALWAYS),
    ProposalKind.QUESTION: (Decision.ANSWERED, *_ALWAYS),
    ProposalKind.SUPPORT: (Decision.NOTED, *_ALWAYS),
}


@transaction.atomic
def answer(
    proposal: Proposal,
    *,
    actor: User,
    decision: str,
    reasons: str = "",
    unit: Unit | None = None,
) -> Answer:
    """Decide on one proposal; may be changed until the closing report. Raises `Refused`."""
    row = locked(proposal.consultation)
    access.require(actor, "consultation.answer")
    proposal = Proposal.objects.select_related("opinion").get(pk=proposal.pk)
    if row.stage != Stage.PUBLISHED:
        raise Refused(_("The closing report is published; answers stay as they are."))
    if not proposal.counts:
        raise Refused(
            _("This proposal awaits confirmation, or was withdrawn: it is owed no answer.")
        )
    refuse_unfit(proposal.kind, decision, reasons)
    given, created = Answer.objects.update_or_create(
        proposal=proposal,
        defaults={
            "decision": decision,
            "reasons": reasons.strip(),
            "unit": unit,
            "answered_by": actor,
            "answered_at": clock.now(),
        },
    )
    if created:
        row.answered_count += 1
        row.save(update_fields=["answered_count"])
        fragments.tell(row)
    record(
        row.subject,
        "proposal.answered",
        actor=actor,
        private={
            "proposal": proposal.reference,
            "decision": given.decision,
            "reasons": given.reasons,
        },
    )
    return given


def refuse_unfit(kind: str, decision: str, reasons: str) -> None:
    """Raise `Refused` for a decision that does not fit the kind, or lacks the reasons it needs."""
    if decision not in DECISIONS[kind]:
        raise Refused(
            Obstacle(_("Choose one of the decisions for this kind of proposal."), field="decision")
        )
    if decision not in WITHOUT_REASONS and not reasons.strip():
        raise Refused(
            Obstacle(
                _("This decision needs its reasons: the author and everybody will read them."),
                _("ЗНА, чл. 26, ал. 5"),
                "reasons",
            )
        )
