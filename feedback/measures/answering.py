"""Putting a proposal into the public register, answering it, or putting it aside."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.measures.letters import tell_author
from feedback.measures.models import ImprovementProposal
from feedback.measures.models.proposal import LONGEST
from feedback.measures.procedure import advance, lawful_move, locked, tell
from feedback.measures.stages import ANSWERS, ImprovementStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import publish
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any


@transaction.atomic
def register(
    proposal: ImprovementProposal, *, actor: User, public_text: str
) -> ImprovementProposal:
    """Put it into the public register in words without personal data. Raises `Refused`."""
    row = locked(proposal)
    access.require(actor, "improvement.manage")
    move = lawful_move(row, ImprovementStep.REGISTER)
    words = public_text.strip()
    refuse_if_any(_unfit(row, words))
    refuse_egn({"public_text": words})
    now = clock.now()
    row.public_text, row.registered_at = words, now
    row.save(update_fields=["public_text", "registered_at"])
    if row.analysis is not None:
        publish(row.analysis, now)
    advance(row, move, actor=actor, at=now)
    record(
        row.subject,
        "improvement.registered",
        actor=actor,
        public={
            "reference": row.reference,
            "text": words,
            "source": row.source,
            "source_name": row.source_name,
        },
    )
    tell(row)
    return row


def _unfit(row: ImprovementProposal, words: str) -> list[Obstacle]:
    """What keeps these words from the public register."""
    found = []
    if not words:
        sentence = _("Write the proposal as everybody is to read it.")
        found.append(Obstacle(sentence, field="public_text"))
    if len(words) > LONGEST:
        long = _("At most %(most)s characters are taken.") % {"most": LONGEST}
        found.append(Obstacle(long, field="public_text"))
    if row.name and row.name.casefold() in words.casefold():
        sentence = _("The name of the author stands in the public words. Take it out.")
        found.append(Obstacle(sentence, field="public_text"))
    if row.email and row.email.casefold() in words.casefold():
        sentence = _("The mail of the author stands in the public words. Take it out.")
        found.append(Obstacle(sentence, field="public_text"))
    return found


@transaction.atomic
def answer(
    proposal: ImprovementProposal, *, actor: User, step: str, words: str
) -> ImprovementProposal:
    """Answer it with reasons; everybody reads the answer, its author gets a letter.

    `step` is one of `stages.ANSWERS`. Raises `Refused`.
    """
    row = locked(proposal)
    access.require(actor, "improvement.manage")
    if step not in ANSWERS:
        raise Refused(Obstacle(_("Say what is decided on the proposal."), field="step"))
    move = lawful_move(row, ImprovementStep(step))
    if not words.strip():
        sentence = _("Give the answer with its reasons: every proposal is owed one.")
        raise Refused(Obstacle(sentence, move.ground, "words"))
    refuse_egn({"words": words})
    advance(row, move, actor=actor, at=clock.now(), words=words.strip())
    tell_author(row)
    record(
        row.subject,
        "improvement.answered",
        actor=actor,
        public={"reference": row.reference, "outcome": row.stage, "answer": row.answer},
    )
    tell(row)
    return row


@transaction.atomic
def put_aside(proposal: ImprovementProposal, *, actor: User, reason: str) -> ImprovementProposal:
    """Keep out of the register what is no proposal or was sent twice, with the reason.

    Nobody but those who keep the register reads it or the reason. Raises `Refused`.
    """
    row = locked(proposal)
    access.require(actor, "improvement.manage")
    move = lawful_move(row, ImprovementStep.PUT_ASIDE)
    if not reason.strip():
        raise Refused(Obstacle(_("Say why it is put aside."), field="reason"))
    advance(row, move, actor=actor, at=clock.now(), words=reason.strip())
    record(
        row.subject,
        "improvement.put_aside",
        actor=actor,
        public={"reference": row.reference},
        private={"reason": reason.strip()},
    )
    return row
