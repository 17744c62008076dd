"""Which proposals count: they are shown, counted and owed an answer."""

from collections import Counter

from django.db.models import F

from consultations import fragments
from consultations.models import Opinion, Proposal, Provision
from prestizh.documents.keeping import hide, publish
from prestizh.documents.models import Document
from prestizh.ledger import clock


def ought_to_count(opinion: Opinion) -> bool:
    """Confirmed, in time or admitted, neither withdrawn nor replaced by a confirmed one."""
    return (
        opinion.is_confirmed
        and opinion.lateness in {Opinion.Lateness.IN_TIME, Opinion.Lateness.ADMITTED}
        and opinion.withdrawn_at is None
        and not _is_replaced(opinion)
    )


def _is_replaced(opinion: Opinion) -> bool:
    unsettled = [Opinion.Confirmation.AWAITED, Opinion.Confirmation.SET_ASIDE]
    later = Opinion.objects.filter(replaces=opinion).exclude(confirmation__in=unsettled)
    return later.exists()


def take_in(opinion: Opinion) -> None:
    """Count a fresh opinion, if it ought to be, and stop counting the one that it replaces."""
    if opinion.is_confirmed:
        recount(opinion)
        if opinion.replaces is not None:
            # The locked row: counting on a copy read earlier would undo what was counted since.
            opinion.replaces.consultation = opinion.consultation
            recount(opinion.replaces)


def recount(opinion: Opinion) -> None:
    """Set `counts` of its proposals as the facts say, with all counters, and show the change.

    The consultation's row is locked by the calling act. Counters move by the difference, so that
    the work is the same with ten proposals and with a hundred thousand.
    """
    counts = ought_to_count(opinion)
    moved = list(
        opinion.proposals.filter(counts=not counts).select_related(
            "provision__block", "answer", "file"
        )
    )
    if not moved:
        return
    opinion.proposals.update(counts=counts)
    _show_files([proposal.file for proposal in moved if proposal.file], public=counts)
    consultation, sign = opinion.consultation, 1 if counts else -1
    blocks = Counter(map(_block, moved))
    for block, number in blocks.items():
        if block is not None:
            Provision.objects.filter(pk=block.pk).update(
                proposal_count=F("proposal_count") + sign * number
            )
    consultation.proposal_count += sign * len(moved)
    consultation.answered_count += sign * sum(hasattr(proposal, "answer") for proposal in moved)
    consultation.save(update_fields=["proposal_count", "answered_count"])
    fragments.write_proposals(consultation, blocks)
    fragments.tell(consultation)


def _show_files(files: list[Document], *, public: bool) -> None:
    """A file is public as long as a proposal counts that it belongs to."""
    now = clock.now()
    for file in files:
        if public:
            publish(file, now)
        elif not Proposal.objects.filter(file=file, counts=True).exists():
            hide(file)


def _block(proposal: Proposal) -> Provision | None:
    provision = proposal.provision
    return provision.own_block if provision is not None else None
