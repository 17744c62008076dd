"""Which proposals count: they are shown, counted and owed an answer."""

from django.db.models import Count, Q

from consultations import fragments
from consultations.models import Consultation, Opinion, Proposal, Provision


def ought_to_count(opinion: Opinion) -> bool:
    """Confirmed, in time or admitted, neither withdrawn nor replaced by a confirmed one."""
    replaced = Opinion.objects.filter(replaces=opinion).exclude(
        confirmation__in=[Opinion.Confirmation.AWAITED, Opinion.Confirmation.SET_ASIDE]
    )
    return (
        opinion.is_confirmed
        and opinion.lateness in {Opinion.Lateness.IN_TIME, Opinion.Lateness.ADMITTED}
        and opinion.withdrawn_at is None
        and not replaced.exists()
    )


def take_in(opinion: Opinion) -> None:
    """Count a fresh opinion, if it ought to be, and stop counting the one that it replaces."""
    if opinion.is_confirmed:
        recount(opinion)
        if opinion.replaces is not None:
            recount(opinion.replaces)


def recount(opinion: Opinion) -> None:
    """Set `counts` of its proposals as the facts say, with all counters, and show the change.

    The consultation's row is locked by the calling act. Counters move by the difference, so that
    the work is the same with ten proposals and with a hundred thousand.
    """
    counts = ought_to_count(opinion)
    moved = list(opinion.proposals.filter(counts=not counts).select_related("provision__block"))
    if not moved:
        return
    opinion.proposals.update(counts=counts)
    touched = {_block(p) for p in moved}
    refresh(opinion.consultation, touched)
    fragments.write_proposals(opinion.consultation, touched)
    fragments.tell(opinion.consultation)


def refresh(consultation: Consultation, blocks: set[Provision | None]) -> None:
    """Count anew the proposals of these blocks and of the whole consultation."""
    for block in blocks:
        if block is not None:
            shown = Proposal.objects.filter(
                Q(provision=block) | Q(provision__block=block),
                consultation=consultation,
                counts=True,
            )
            Provision.objects.filter(pk=block.pk).update(proposal_count=shown.count())
    totals = Proposal.objects.filter(consultation=consultation, counts=True).aggregate(
        proposals=Count("pk"), answered=Count("answer")
    )
    consultation.proposal_count = totals["proposals"]
    consultation.answered_count = totals["answered"]
    consultation.save(update_fields=["proposal_count", "answered_count"])


def _block(proposal: Proposal) -> Provision | None:
    provision = proposal.provision
    return provision.block or provision if provision is not None else None
