"""The basket: a visitor writes on several articles before saying who they are."""

import uuid
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.fragments import plain_lines
from consultations.models import Basket, BasketItem, Consultation, Opinion, ProposalKind, Provision
from consultations.models.basket import new_basket_key
from consultations.models.opinion import MAXIMUM_CHARACTERS
from consultations.stages import Stage
from prestizh.accounts.models import User
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.legaltext import tidy
from prestizh.refusal import Obstacle, Refused

MAXIMUM_ITEMS = 100


def is_anothers(key: str, reader: User | None) -> bool:
    """Whether somebody who was signed in wrote into this basket, and it is not the reader.

    A browser may have several readers one after the other.
    """
    known = Basket.objects.filter(key=key, user__isnull=False)
    return known.exclude(user=reader).exists() if reader else known.exists()


def find(key: str, consultation: Consultation) -> Basket | None:
    """The basket of the visitor whose cookie holds `key`, or None."""
    if not key:
        return None
    return Basket.objects.filter(key=key, consultation=consultation).first()


@transaction.atomic
def add(
    consultation: Consultation,
    *,
    key: str,
    provision: Provision | None,
    kind: str,
    text: str = "",
    reasons: str = "",
    file: Document | None = None,
    actor: User | None = None,
) -> BasketItem:
    """Put one proposal into the visitor's basket; a basket is made where there is none.

    What an `actor` with an account writes is shown to nobody else from then on. Only its size is
    checked: the rest is looked at when it is sent. Raises `Refused`.
    """
    if consultation.stage != Stage.PUBLISHED:
        raise Refused(_("This draft is not open for opinions."))
    text, reasons = tidy(text).strip(), tidy(reasons).strip()
    refuse_too_long(text, reasons)
    basket = open_basket(consultation, key=key, actor=actor)
    if basket.items.count() >= MAXIMUM_ITEMS:
        raise Refused(
            _("One opinion holds at most %(most)d proposals. Send these, then write more.")
            % {"most": MAXIMUM_ITEMS}
        )
    item: BasketItem = basket.items.create(
        provision=provision, kind=kind, text=text, reasons=reasons, file=file
    )
    return item


def open_basket(consultation: Consultation, *, key: str, actor: User | None = None) -> Basket:
    """The visitor's basket for this consultation, made if there is none yet."""
    basket, _created = Basket.objects.get_or_create(
        key=key or new_basket_key(),
        consultation=consultation,
        defaults={"touched_at": clock.now(), "user": actor},
    )
    if actor is not None and basket.user_id is None:
        basket.user = actor
        basket.save(update_fields=["user"])
    return basket


@transaction.atomic
def change(item: BasketItem, *, kind: str, text: str, reasons: str, file: Document | None) -> None:
    """Rewrite one proposal in the basket; without a new file the old one stays."""
    text, reasons = tidy(text).strip(), tidy(reasons).strip()
    refuse_too_long(text, reasons)
    item.kind, item.text, item.reasons = kind, text, reasons
    item.file = file or item.file
    item.save(update_fields=["kind", "text", "reasons", "file"])


@transaction.atomic
def remove(item: BasketItem) -> None:
    """Take one proposal out of the basket."""
    item.delete()


@transaction.atomic
def start_supplement(opinion: Opinion, *, key: str, actor: User | None = None) -> Basket:
    """A basket whose opinion will supplement an earlier one."""
    basket = open_basket(opinion.consultation, key=key, actor=actor)
    basket.supplements, basket.replaces = opinion, None
    basket.save(update_fields=["supplements", "replaces"])
    return basket


@transaction.atomic
def start_replacement(opinion: Opinion, *, key: str, actor: User | None = None) -> Basket:
    """A basket whose opinion will stand in place of an earlier one; it begins with its proposals."""
    basket = open_basket(opinion.consultation, key=key, actor=actor)
    basket.supplements, basket.replaces = None, opinion
    basket.save(update_fields=["supplements", "replaces"])
    if not basket.items.exists():
        for proposal in opinion.proposals.all():
            basket.items.create(
                provision=proposal.provision,
                kind=proposal.kind,
                text=proposal.text,
                reasons=proposal.reasons,
                file=proposal.file,
            )
    return basket


@transaction.atomic
def let_stand_alone(basket: Basket) -> None:
    """What the basket holds becomes an opinion of its own, and changes no earlier one.

    An earlier one may be withdrawn, or the term may end, while its supplement is being written.
    """
    basket.supplements = basket.replaces = None
    basket.save(update_fields=["supplements", "replaces"])


def empty(basket: Basket) -> None:
    """Make the basket ready for the next opinion, after it was sent."""
    basket.items.all().delete()
    basket.submission_key = uuid.uuid4()
    basket.user = basket.supplements = basket.replaces = None
    basket.save(update_fields=["submission_key", "user", "supplements", "replaces"])


def refuse_too_long(text: str, reasons: str) -> None:
    """Raise `Refused` where a text passes the limit, saying by how much."""
    for field, value in (("text", text), ("reasons", reasons)):
        if len(value) > MAXIMUM_CHARACTERS:
            raise Refused(
                Obstacle(
                    _(
                        "This text has %(length)d characters; at most %(most)d are taken. Shorten "
                        "it, or put the rest into a file."
                    )
                    % {"length": len(value), "most": MAXIMUM_CHARACTERS},
                    field=field,
                )
            )


class Written(Protocol):
    """What a proposal says, in the basket or on its way."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def reasons(self) -> str: ...
    @property
    def provision(self) -> Provision | None: ...
    @property
    def file(self) -> Document | None: ...


def unfinished(item: Written) -> Obstacle | None:
    """What is still missing in a proposal before it can be sent."""
    if not item.kind:
        return Obstacle(_("Choose what you propose."), field="kind")
    if item.kind in {ProposalKind.REWORD, ProposalKind.ADD} and not item.text:
        return Obstacle(_("Write the text that you propose."), field="text")
    if item.kind in {ProposalKind.REMARK, ProposalKind.QUESTION} and not item.reasons:
        return Obstacle(_("Write your remark or question."), field="reasons")
    if item.kind in {ProposalKind.REWORD, ProposalKind.ADD} and _leaves_it_as_it_is(item):
        return Obstacle(
            _("The text is as it stands in the draft. Change it, or choose a general remark."),
            field="text",
        )
    return None


def _leaves_it_as_it_is(item: Written) -> bool:
    """Whether the form's text was sent back unchanged, with no file that could hold another."""
    if item.provision is None or item.file is not None:
        return False
    present = " ".join(plain_lines([item.provision, *item.provision.parts.all()]))
    return item.text.split() == present.split()
