"""Guests' opinions: confirmed by the link, by telephone or at the counter, or set aside."""

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import counting
from consultations.models import Opinion
from consultations.procedure import locked
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Refused

SALT = "consultations.confirming"


def token_for(opinion: Opinion) -> str:
    """The secret of the link that goes to the address of the guest; it does not expire."""
    return signing.dumps(opinion.pk, salt=SALT)


def opinion_of(token: str) -> Opinion | None:
    """The opinion that a link is about, or None for a link that is not ours."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Opinion.objects.select_related("consultation").filter(pk=key).first()


@transaction.atomic
def confirm_by_link(opinion: Opinion) -> Opinion:
    """The reader of the address confirms the opinion. Twice is once. Raises `Refused` if set aside."""
    return _confirm(opinion, Opinion.Confirmation.LINK, None)


@transaction.atomic
def confirm_by_telephone(opinion: Opinion, *, actor: User) -> Opinion:
    """A clerk has spoken with the author, by telephone or at the counter."""
    access.require(actor, "opinion.confirm")
    return _confirm(opinion, Opinion.Confirmation.TELEPHONE, actor)


@transaction.atomic
def set_aside(opinion: Opinion, *, actor: User, reason: str) -> Opinion:
    """A clerk sets an unconfirmed opinion aside, with the reason; it stays in the record."""
    access.require(actor, "opinion.confirm")
    if not reason.strip():
        raise Refused(_("Say why this opinion is set aside."))
    return _put_aside(opinion, actor, reason)


@transaction.atomic
def disown(opinion: Opinion) -> Opinion:
    """„Не съм аз“: the reader of the address says that the opinion isn't theirs."""
    return _put_aside(opinion, None, str(_("The owner of the address says that it is not theirs.")))


def _confirm(opinion: Opinion, how: Opinion.Confirmation, actor: User | None) -> Opinion:
    row = locked(opinion.consultation)
    opinion = Opinion.objects.select_for_update().get(pk=opinion.pk)
    opinion.consultation = row
    if opinion.is_confirmed:
        return opinion
    if opinion.confirmation == Opinion.Confirmation.SET_ASIDE:
        raise Refused(_("This opinion was set aside. Write to the person for questions."))
    opinion.confirmation, opinion.confirmed_at = how, clock.now()
    opinion.confirmed_by = actor
    opinion.save(update_fields=["confirmation", "confirmed_at", "confirmed_by"])
    record(
        row.subject,
        "opinion.confirmed",
        actor=actor,
        public={"reference": opinion.reference, "digest": opinion.digest, "how": how.value},
    )
    counting.take_in(opinion)
    enqueue(
        "opinion.receipt",
        key=f"receipt:{opinion.receipt_id}",
        to=opinion.email,
        language=opinion.language,
        context={"opinion": opinion.pk},
    )
    return opinion


def _put_aside(opinion: Opinion, actor: User | None, reason: str) -> Opinion:
    row = locked(opinion.consultation)
    opinion = Opinion.objects.select_for_update().get(pk=opinion.pk)
    opinion.consultation = row
    if opinion.confirmation != Opinion.Confirmation.AWAITED:
        raise Refused(_("Only an opinion that awaits confirmation can be set aside."))
    opinion.confirmation = Opinion.Confirmation.SET_ASIDE
    opinion.set_aside_reason = reason
    opinion.confirmed_by = actor
    opinion.save(update_fields=["confirmation", "set_aside_reason", "confirmed_by"])
    record(
        row.subject,
        "opinion.set_aside",
        actor=actor,
        public={"reference": opinion.reference},
        private={"reason": reason},
    )
    return opinion
