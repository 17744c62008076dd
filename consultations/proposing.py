"""Sending an opinion: registered at once, with its moment, its number and its place in the record."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import counting
from consultations.basket import empty, unfinished
from consultations.models import (
    Basket,
    Channel,
    Consultation,
    Opinion,
    Proposal,
    Provision,
)
from consultations.procedure import locked
from consultations.speaking import Identity as Identity
from consultations.speaking import refuse_no_speaker, refuse_unsaid
from consultations.stages import Stage
from prestizh.accounts.models import User
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Refused


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal as it is sent; `provision` is None for the draft as a whole."""

    kind: str
    provision: Provision | None = None
    text: str = ""
    reasons: str = ""
    file: Document | None = None

    def canonical(self) -> list[str]:
        return [
            self.provision.path if self.provision else "",
            self.kind,
            self.text,
            self.reasons,
            self.file.sha256 if self.file else "",
        ]


def canonical_opinion(items: Iterable[Item]) -> str:
    """The proposals in order as JSON: what the digest on the receipt is made of."""
    return json.dumps(
        [item.canonical() for item in items], ensure_ascii=False, separators=(",", ":")
    )


def digest_of(items: Iterable[Item]) -> str:
    """SHA-256 of the canonical proposals (UTF-8), 64 hexadecimal digits; on the receipt."""
    return hashlib.sha256(canonical_opinion(items).encode()).hexdigest()


def items_of(basket: Basket) -> list[Item]:
    """What a basket holds, ready to be sent."""
    rows = basket.items.select_related("provision", "file")
    return [Item(row.kind, row.provision, row.text, row.reasons, row.file) for row in rows]


@transaction.atomic
def send_basket(
    consultation: Consultation,
    *,
    actor: User | None,
    identity: Identity,
    basket_key: str,
    key: uuid.UUID,
    ask_at: datetime | None = None,
) -> Opinion:
    """Send what the visitor's basket holds and empty it; a second click gives the same opinion.

    `key` is the one that stood on the page that was sent. Raises `Refused`.
    """
    basket = (
        Basket.objects.select_for_update(of=("self",))
        .select_related("supplements", "replaces")
        .filter(key=basket_key, consultation=consultation, submission_key=key)
        .first()
    )
    if basket is None:
        known = Opinion.objects.filter(submission_key=key).first()
        if known is not None:
            return known
        raise Refused(_("What you wrote has changed since this page was shown. Look at it again."))
    opinion = submit(
        consultation,
        actor=actor,
        identity=identity,
        items=items_of(basket),
        key=key,
        supplements=basket.supplements,
        replaces=basket.replaces,
        ask_at=ask_at,
    )
    empty(basket)
    return opinion


@transaction.atomic
def submit(
    consultation: Consultation,
    *,
    actor: User | None,
    identity: Identity,
    items: Sequence[Item],
    key: uuid.UUID,
    supplements: Opinion | None = None,
    replaces: Opinion | None = None,
    ask_at: datetime | None = None,
) -> Opinion:
    """Register an opinion (становище) and give it back with number, moment and digest.

    The moment is the start of the database's transaction: the whole opinion had arrived. After the
    term it is registered as late. The same `key` with the same text gives the same opinion, with
    another text it is refused. Somebody without an account is asked by mail to confirm: now, or at
    `ask_at` where too many mails left in this hour. Raises `Refused`.
    """
    row = locked(consultation)
    digest = digest_of(items)
    known = Opinion.objects.filter(submission_key=key).first()
    if known is not None:
        return _same(known, digest)
    _refuse_unfit(row, items)
    _refuse_unfit_to_change(row, supplements or replaces, actor)
    refuse_unsaid(identity, actor)
    refuse_no_speaker(actor, identity, supplements or replaces)
    now = clock.now()
    row.opinion_count += 1
    row.save(update_fields=["opinion_count"])
    opinion = Opinion(
        consultation=row,
        reference=f"{row.pk}-{row.opinion_count}",
        author=actor,
        received_at=now,
        submission_key=key,
        digest=digest,
        lateness=Opinion.Lateness.IN_TIME if row.is_open(now) else Opinion.Lateness.LATE,
        supplements=supplements,
        replaces=replaces,
        **_confirmation(actor, now),
        **_said(identity, actor),
    )
    _register(opinion, items, actor)
    counting.take_in(opinion)
    _write(opinion, ask_at or now)
    return opinion


def _same(known: Opinion, digest: str) -> Opinion:
    if known.digest != digest:
        raise Refused(
            _(
                "This opinion was already sent as № %(reference)s, with another text. Supplement or "
                "replace it from its receipt."
            )
            % {"reference": known.reference}
        )
    return known


def _refuse_unfit(consultation: Consultation, items: Sequence[Item]) -> None:
    if consultation.stage != Stage.PUBLISHED:
        raise Refused(_("Opinions on this draft are no longer taken: its discussion has ended."))
    if not items:
        raise Refused(_("There is nothing to send yet. Write at least one proposal."))
    for item in items:
        if item.provision is not None and item.provision.consultation_id != consultation.pk:
            raise Refused(_("A proposal names an article of another draft. Write it again."))
        missing = unfinished(item)
        if missing is not None:
            raise Refused(missing)


def _refuse_unfit_to_change(
    consultation: Consultation, earlier: Opinion | None, actor: User | None
) -> None:
    """An earlier opinion is supplemented or replaced by its author, within the term."""
    if earlier is None:
        return
    if not consultation.is_open(clock.now()):
        raise Refused(_("The term is over: an opinion can no longer be changed."))
    if earlier.author_id is not None and (actor is None or actor.pk != earlier.author_id):
        raise Refused(_("Only its author can change an opinion. Sign in first."))
    if earlier.withdrawn_at is not None or earlier.is_replaced:
        raise Refused(_("That opinion was already withdrawn or replaced."))


def _confirmation(actor: User | None, now: datetime) -> dict[str, object]:
    if actor is None:
        return {"confirmation": Opinion.Confirmation.AWAITED}
    return {"confirmation": Opinion.Confirmation.ACCOUNT, "confirmed_at": now}


def _said(identity: Identity, actor: User | None) -> dict[str, object]:
    return {
        "name": identity.name,
        "email": "" if isinstance(actor, User) else identity.email.strip().lower(),
        "phone": identity.phone,
        "language": identity.language,
        "capacity": identity.capacity,
        "shown_as": identity.shown_as,
        "speaks_for": identity.speaks_for,
        "organisation": identity.organisation,
        "representation": identity.representation,
        "spoken_by": identity.spoken_by,
        "decided": identity.decided.strip(),
        "channel": Channel.PORTAL,
    }


def _register(opinion: Opinion, items: Sequence[Item], actor: User | None) -> None:
    """Record the opinion, then write its rows with their place in the record."""
    # A short text could be guessed from its digest: it is public only with the text itself.
    digest = {"digest": opinion.digest}
    recorded = record(
        opinion.consultation.subject,
        "opinion.registered",
        actor=actor,
        public={
            "reference": opinion.reference,
            "lateness": opinion.lateness,
            **({"body": opinion.spoken_by} if opinion.spoken_by else {}),
            **(digest if opinion.is_confirmed else {}),
        },
        private={
            "author": json.dumps([opinion.name, opinion.speaks_for], ensure_ascii=False),
            "capacity": opinion.capacity,
            "text": canonical_opinion(items),
            **({} if opinion.is_confirmed else digest),
        },
    )
    opinion.record_number, opinion.record_hash = recorded.number, recorded.hash.hex()
    opinion.save(force_insert=True)
    Proposal.objects.bulk_create(
        Proposal(
            consultation=opinion.consultation,
            opinion=opinion,
            provision=item.provision,
            number=number,
            kind=item.kind,
            text=item.text,
            reasons=item.reasons,
            file=item.file,
        )
        for number, item in enumerate(items, start=1)
    )


def _write(opinion: Opinion, ask_at: datetime) -> None:
    """The receipt to its author; to a guest the request to confirm, again after 1 and 3 days."""
    from consultations.letters import ask_to_confirm

    if opinion.author is None:
        ask_to_confirm(opinion, ask_at)
    else:
        enqueue(
            "opinion.receipt",
            key=f"receipt:{opinion.receipt_id}",
            to=opinion.author,
            context={"opinion": opinion.pk},
        )
