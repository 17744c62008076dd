"""Founding a body: its facts, its constituting act, its rules, its end."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from forums.bodies import bounds, composition, mandates
from forums.bodies.models import Body, BodyChange, BodyRules, Membership, Release
from forums.bodies.procedure import advance, at_work, lawful_move, locked, tell
from forums.bodies.stages import MOVES, BodyStage, BodyStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import publish
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.moves import move_for
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.terms import sofia_day

# What is filled in by hand; the acts take nothing else.
FACTS = (
    "kind",
    "template",
    "name",
    "name_en",
    "purpose",
    "purpose_en",
    "unit",
    "contact",
    "site",
    "legal_basis",
    "act_kind",
    "act_number",
    "act_on",
    "act_file",
    "ends_on",
    "within_council_mandate",
    "council_mandate_ends_on",
    "mandate_months",
    "chair_rule",
    "meetings_per_year",
    "notice_days",
    "extraordinary_share",
    "quorum",
    "majority",
    "proxies",
    "most_proxies",
    "parity",
    "absences_limit",
    "absence_ends_seat",
    "absence_ends_itself",
    "excused_absences_count",
    "minutes_days",
    "remarks_days",
    "meetings_are_open",
    "reports_to",
    "report_due_month",
)
# What the constituting act says and only a new act may change.
OF_THE_ACT = ("kind", "act_kind", "act_number", "act_on")


@transaction.atomic
def prepare(*, actor: User, kind: str, name: str, **facts: Any) -> Body:
    """Begin a body in preparation. Raises `Refused`."""
    access.require(actor, "body.manage")
    now = clock.now()
    body: Body = Body(created_at=now)
    _set(body, {**facts, "kind": kind, "name": name})
    body.save()
    _relate(body, facts)
    move = move_for(MOVES, BodyStep.PREPARE, None)
    assert move is not None  # noqa: S101 - the table begins with it
    BodyChange.objects.create(body=body, target=move.target, step=move.step, actor=actor, at=now)
    record(body.subject, "body.prepared", actor=actor, private={"name": name})
    return body


@transaction.atomic
def revise(body: Body, *, actor: User, **facts: Any) -> Body:
    """Change the facts of a body; of one at work not what its act says. Raises `Refused`."""
    row = locked(body)
    access.require(actor, "body.edit", row.subject)
    if row.stage not in {BodyStage.DRAFT, BodyStage.ACTIVE}:
        raise Refused(_("A body that ended its work stays as it was."))
    if row.stage == BodyStage.ACTIVE:
        facts = {name: value for name, value in facts.items() if name not in OF_THE_ACT}
    changed = _set(row, facts)
    row.save(update_fields=changed or None)
    _relate(row, facts)
    if row.stage == BodyStage.ACTIVE and changed:
        record(
            row.subject,
            "body.revised",
            actor=actor,
            public={name: str(getattr(row, name)) for name in changed},
        )
        mandates.shorten(row, changed, actor=actor)
        if row.act_file is not None and "act_file" in changed:
            publish(row.act_file, clock.now())
        tell(row)
    return row


def obstacles(body: Body) -> list[Obstacle]:
    """What is missing before a body can be constituted, in its facts and in its seats."""
    return [*_missing_facts(body), *composition.obstacles(body)]


def _missing_facts(body: Body) -> list[Obstacle]:
    basis = _("ЗМСМА, чл. 44, ал. 2")
    found = []
    if not (body.act_kind and body.act_on):
        found.append(
            Obstacle(_("Give the constituting act: its kind, number and date."), basis, "act_kind")
        )
    if not body.purpose:
        found.append(Obstacle(_("Say in a few sentences what the body is for."), "", "purpose"))
    if body.act_on and body.act_on > sofia_day(clock.now()):
        found.append(Obstacle(_("The act bears a date that is still to come."), "", "act_on"))
    if body.act_on and body.ends_on and body.ends_on <= body.act_on:
        sentence = _("The body would end before its act begins it.")
        found.append(Obstacle(sentence, "", "ends_on"))
    if body.within_council_mandate and body.council_mandate_ends_on is None:
        sentence = _("Give the day on which the council's mandate ends.")
        found.append(Obstacle(sentence, "", "council_mandate_ends_on"))
    return found


@transaction.atomic
def constitute(body: Body, *, actor: User) -> Body:
    """Let the body begin its work: it is public from now on. Raises `Refused`."""
    row = locked(body)
    move = lawful_move(row, BodyStep.CONSTITUTE, actor)
    refuse_if_any(obstacles(row))
    now = clock.now()
    row.constituted_at = now
    row.save(update_fields=["constituted_at"])
    advance(row, move, actor=actor, at=now)
    if row.act_file is not None:
        publish(row.act_file, now)
    record(
        row.subject,
        "body.constituted",
        actor=actor,
        public={
            "name": row.name,
            "kind": row.kind,
            "act": f"{row.get_act_kind_display()} {row.act_number}".strip(),
            "act_on": str(row.act_on),
            "quorum": row.quorum,
            "majority": row.majority,
        },
    )
    tell(row)
    return row


@transaction.atomic
def end(body: Body, *, actor: User, reason: str) -> Body:
    """End the work of a body: its memberships end with it, its pages stay. Raises `Refused`."""
    row = locked(body)
    move = lawful_move(row, BodyStep.END, actor)
    if not reason.strip():
        raise Refused(Obstacle(_("Say by which act the body ends its work, or why."), "", "reason"))
    now = clock.now()
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    Membership.objects.current().filter(body=row).update(
        ended_on=sofia_day(now), release=Release.BODY_ENDED, release_note=reason[:300]
    )
    advance(row, move, actor=actor, at=now, reason=reason)
    record(row.subject, "body.ended", actor=actor, public={"reason": reason})
    tell(row)
    return row


@transaction.atomic
def drop(body: Body, *, actor: User) -> Body:
    """Put aside a body that never began its work. Raises `Refused`."""
    row = locked(body)
    move = lawful_move(row, BodyStep.DROP, actor)
    advance(row, move, actor=actor, at=clock.now())
    record(row.subject, "body.put_aside", actor=actor)
    return row


@transaction.atomic
def add_rules(
    body: Body, *, actor: User, document: Document, adopted_on: Any, adopted_by: str
) -> BodyRules:
    """Add the version of the rules of procedure that is in force from now on. Raises `Refused`."""
    row = at_work(body)
    access.require(actor, "body.edit", row.subject)
    last = row.rules.aggregate(last=Max("number"))["last"] or 0
    rules: BodyRules = BodyRules.objects.create(
        body=row,
        number=last + 1,
        document=document,
        adopted_on=adopted_on,
        adopted_by=adopted_by,
        added_by=actor,
        added_at=clock.now(),
    )
    publish(document, rules.added_at)
    record(
        row.subject,
        "body.rules_added",
        actor=actor,
        public={
            "number": str(rules.number),
            "sha256": document.sha256,
            "adopted_on": adopted_on.isoformat(),
            "adopted_by": adopted_by,
        },
    )
    tell(row)
    return rules


def _set(body: Body, facts: dict[str, Any]) -> list[str]:
    """Write the known facts that differ and give their names. Raises `Refused` for no rule."""
    changed = [
        name for name, value in facts.items() if name in FACTS and getattr(body, name) != value
    ]
    for name in changed:
        setattr(body, name, facts[name])
    refuse_if_any(bounds.broken(body, changed))
    return sorted(changed)


def _relate(body: Body, facts: dict[str, Any]) -> None:
    for name in ("topics", "settlements"):
        if name in facts:
            getattr(body, name).set(facts[name])
