"""Preparing a draft: its facts, its text, its files. Everything may still change here."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.models import Attachment, Consultation, Origin, Provision, StageChange
from consultations.procedure import locked
from consultations.stages import MOVES, Stage, Step
from prestizh import legaltext
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.moves import move_for
from prestizh.refusal import Refused, Sentence

# What a clerk fills in; the acts take nothing else.
FACTS = (
    "title",
    "title_en",
    "kind",
    "drafter_kind",
    "drafter",
    "sponsor",
    "summary",
    "summary_en",
    "reason_causes",
    "reason_aims",
    "reason_means",
    "reason_results",
    "reason_eu",
    "reasons_file",
    "impact_file",
    "unit",
    "contact",
    "affected_groups",
    "term_days",
    "short_term_reason",
    "planned_on",
)
BLOCK_KINDS = frozenset({"article", "paragraph", "annex"})


@transaction.atomic
def prepare(*, actor: User, title: str, **facts: Any) -> Consultation:
    """Open a new draft with its title; the actor is its clerk. Raises `Refused`."""
    access.require(actor, "consultation.draft")
    now = clock.now()
    consultation: Consultation = Consultation.objects.create(
        title=title, clerk=actor, created_at=now, **_only_facts(facts)
    )
    _relate(consultation, facts)
    move = move_for(MOVES, Step.PREPARE, None)
    assert move is not None  # noqa: S101 - the table begins with it
    StageChange.objects.create(
        consultation=consultation, target=move.target, step=move.step, actor=actor, at=now
    )
    record(consultation.subject, "consultation.prepared", actor=actor, private={"title": title})
    return consultation


@transaction.atomic
def revise(consultation: Consultation, *, actor: User, **facts: Any) -> Consultation:
    """Change facts of a draft that is not published. Raises `Refused` once it is."""
    row = unpublished(consultation, actor)
    for name, value in _only_facts(facts).items():
        setattr(row, name, value)
    row.save(update_fields=sorted(_only_facts(facts)) or None)
    _relate(row, facts)
    if row.stage == Stage.ANNOUNCED:
        _show(row)
    return row


def set_text(consultation: Consultation, *, actor: User, text: str) -> legaltext.Act:
    """Read the text into provisions, in place of what was there. Returns what was understood.

    A long text is read before the transaction begins, so that nobody waits for the row meanwhile.
    """
    act = legaltext.parse(text)
    _lay(consultation, actor, legaltext.tidy(text), act)
    return act


@transaction.atomic
def _lay(consultation: Consultation, actor: User, text: str, act: legaltext.Act) -> None:
    row = unpublished(consultation, actor)
    row.source_text = text
    row.save(update_fields=["source_text"])
    Provision.objects.filter(consultation=row).delete()
    _write_provisions(row, act)


@transaction.atomic
def name_origin(
    consultation: Consultation, *, actor: User, name: str, name_en: str, path: str
) -> Origin:
    """Say which body prepared the draft, and on which page of the portal that is told.

    Everybody reads it with the draft. Raises `Refused` where it is said already.
    """
    row = unpublished(consultation, actor)
    if Origin.objects.filter(consultation=row).exists():
        raise Refused(_("It is said already where this draft comes from."))
    origin: Origin = Origin.objects.create(consultation=row, name=name, name_en=name_en, path=path)
    return origin


@transaction.atomic
def attach(
    consultation: Consultation, *, actor: User, document: Document, title: str
) -> Attachment:
    """Put a file beside the draft."""
    row = unpublished(consultation, actor)
    added: Attachment = Attachment.objects.create(
        consultation=row, document=document, title=title, added_at=clock.now()
    )
    return added


@transaction.atomic
def detach(attachment: Attachment, *, actor: User) -> None:
    """Take a file away from a draft that is not published."""
    unpublished(attachment.consultation, actor)
    attachment.removed_at = clock.now()
    attachment.save(update_fields=["removed_at"])


@transaction.atomic
def redraft(consultation: Consultation, *, actor: User) -> Consultation:
    """A new draft with all that a withdrawn one held, to be changed and published anew."""
    access.require(actor, "consultation.draft")
    if consultation.stage != Stage.WITHDRAWN:
        raise Refused(_("Only a withdrawn draft is published anew. Withdraw this one first."))
    facts = {name: getattr(consultation, name) for name in FACTS if name not in {"title", "unit"}}
    fresh = prepare(
        actor=actor,
        title=consultation.title,
        unit=consultation.unit,
        topics=list(consultation.topics.all()),
        settlements=list(consultation.settlements.all()),
        **facts,
    )
    fresh.redraft_of = consultation
    fresh.save(update_fields=["redraft_of"])
    for origin in Origin.objects.filter(consultation=consultation):
        name_origin(fresh, actor=actor, name=origin.name, name_en=origin.name_en, path=origin.path)
    if consultation.source_text:
        set_text(fresh, actor=actor, text=consultation.source_text)
    for attachment in consultation.attachments.filter(removed_at=None):
        attach(fresh, actor=actor, document=attachment.document, title=attachment.title)
    return fresh


def unpublished(consultation: Consultation, actor: User) -> Consultation:
    """The locked row of a draft that may still be changed; raises `Refused` otherwise."""
    row = locked(consultation)
    access.require(actor, "consultation.draft")
    if row.stage not in {Stage.DRAFT, Stage.ANNOUNCED}:
        raise Refused(why_fixed(row))
    return row


def why_fixed(consultation: Consultation) -> Sentence:
    """Why a draft can't be changed any more, or not now, and what can be done instead."""
    if consultation.stage == Stage.DROPPED:
        return _("The draft is put aside. Take it up again to change it.")
    return _(
        "The text is frozen since publication. A typing error can be corrected; for any "
        "other change withdraw the draft and publish it anew."
    )


def _only_facts(facts: dict[str, Any]) -> dict[str, Any]:
    unknown = set(facts) - set(FACTS) - {"topics", "settlements"}
    if unknown:
        raise TypeError(f"No such facts of a draft: {sorted(unknown)}")
    return {name: value for name, value in facts.items() if name in FACTS}


def _relate(consultation: Consultation, facts: dict[str, Any]) -> None:
    for name in ("topics", "settlements"):
        if name in facts:
            getattr(consultation, name).set(facts[name])


def _show(consultation: Consultation) -> None:
    from consultations import fragments

    fragments.write_about(consultation)
    fragments.tell(consultation)


def _write_provisions(consultation: Consultation, act: legaltext.Act) -> None:
    """One row a node; each part points to the article, paragraph or annex it is read with."""
    rows: list[Provision] = []
    block_of: list[int | None] = []
    for node in act.nodes:
        parent = block_of[node.parent] if node.parent is not None else None
        is_block = parent is None and str(node.kind) in BLOCK_KINDS
        block_of.append(len(rows) if is_block else parent)
        rows.append(
            Provision(
                consultation=consultation,
                position=len(rows),
                kind=str(node.kind),
                path=node.path,
                anchor=node.html_id,
                label=node.label,
                heading=node.heading,
                text=node.text,
                depth=node.depth,
                is_block=is_block,
            )
        )
    Provision.objects.bulk_create(rows)
    parts = [
        row
        for row, block in zip(rows, block_of, strict=True)
        if not row.is_block and block is not None
    ]
    for row in parts:
        row.block = rows[block_of[row.position] or 0]
    Provision.objects.bulk_update(parts, ["block"], batch_size=500)
