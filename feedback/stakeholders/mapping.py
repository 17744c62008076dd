"""Putting a stakeholder on the map, describing it, scoring it, deciding how to work with it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.stakeholders import personal
from feedback.stakeholders.grid import LEAST, MOST, Strategy
from feedback.stakeholders.models import Effect, Nature, Position, Score, Sort, Stakeholder
from prestizh.accounts import access
from prestizh.accounts.eik import is_eik
from prestizh.accounts.models import Organisation, User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any

TEXTS = (
    *("nature", "sort", "name", "eik", "note", "channels"),
    *("office_email", "office_phone", "contact_purpose"),
)
MARKS = ("interest", "influence", "affectedness")


def locked(stakeholder: Stakeholder) -> Stakeholder:
    """The row as it stands, locked until the transaction ends. Refuses what left the map."""
    rows = Stakeholder.objects.select_for_update(no_key=True, of=("self",))
    row: Stakeholder = rows.get(pk=stakeholder.pk)
    if row.retired_at is not None:
        raise Refused(_("This stakeholder was taken off the map."))
    return row


@transaction.atomic
def add(*, actor: User, **facts: Any) -> Stakeholder:
    """Put an organisation or a group on the map. Raises `Refused`.

    One that is registered in the portal under the same ЕИК is linked with it.
    """
    access.require(actor, "stakeholder.manage")
    now = clock.now()
    row = Stakeholder(added_by=actor, added_at=now, reviewed_on=clock.today())
    _describe(row, facts)
    row.save()
    _link(row, facts)
    record(row.subject, "stakeholder.added", actor=actor, private=_said(row))
    return row


@transaction.atomic
def revise(stakeholder: Stakeholder, *, actor: User, **facts: Any) -> Stakeholder:
    """Change what is known of it; its marks change by a score only. Raises `Refused`."""
    access.require(actor, "stakeholder.manage")
    row = locked(stakeholder)
    _describe(row, facts)
    row.save()
    _link(row, facts)
    record(row.subject, "stakeholder.revised", actor=actor, private=_said(row))
    return row


def _describe(row: Stakeholder, facts: dict[str, Any]) -> None:
    for name in TEXTS:
        if name in facts:
            setattr(row, name, str(facts[name] or "").strip())
    row.consent_on = facts.get("consent_on", row.consent_on)
    refuse_if_any([*_wrong(row), *personal.obstacles(_free(row))])
    row.organisation = Organisation.objects.filter(eik=row.eik).first() if row.eik else None


def _free(row: Stakeholder) -> dict[str, str]:
    """The words that hold nobody's number and nobody's mail."""
    names = ("name", "note", "channels", "office_phone", "contact_purpose")
    return {name: getattr(row, name) for name in names}


def _link(row: Stakeholder, facts: dict[str, Any]) -> None:
    for name in ("topics", "settlements"):
        if name in facts:
            getattr(row, name).set(facts[name])


def _wrong(row: Stakeholder) -> list[Obstacle]:
    found = []
    if row.nature not in Nature.values:
        found.append(Obstacle(_("Say whether it is an organisation or a group."), field="nature"))
    if row.sort not in Sort.values:
        found.append(Obstacle(_("Say what kind of stakeholder it is."), field="sort"))
    if not row.name:
        found.append(Obstacle(_("Write the name of the organisation or group."), field="name"))
    others = Stakeholder.objects.on_the_map().exclude(pk=row.pk)
    if row.name and others.filter(name__iexact=row.name).exists():
        found.append(Obstacle(_("It stands on the map already."), field="name"))
    if row.eik and not is_eik(row.eik):
        sentence = _("This is not an ЕИК. It has 9 or 13 digits; check them against the register.")
        found.append(Obstacle(sentence, field="eik"))
    elif row.eik and others.filter(eik=row.eik).exists():
        found.append(Obstacle(_("Another stakeholder has this ЕИК."), field="eik"))
    return [*found, *_wrong_contact(row)]


def _wrong_contact(row: Stakeholder) -> list[Obstacle]:
    has_contact = bool(row.office_email or row.office_phone)
    if row.nature == Nature.GROUP and (has_contact or row.eik):
        field = "eik" if row.eik else "office_email" if row.office_email else "office_phone"
        sentence = _("A group has neither ЕИК nor office: the contact would be a person's.")
        return [Obstacle(sentence, "чл. 5 ОРЗД", field)]
    found = []
    if has_contact and not row.contact_purpose:
        sentence = _("Say for what the contact may be used.")
        found.append(Obstacle(sentence, "чл. 13 ОРЗД", "contact_purpose"))
    if has_contact and row.consent_on is None:
        sentence = _("Say on what day they agreed that the contact is kept.")
        found.append(Obstacle(sentence, "чл. 6 ОРЗД", "consent_on"))
    elif row.consent_on is not None and row.consent_on > clock.today():
        found.append(Obstacle(_("The day of the consent is still to come."), field="consent_on"))
    return found


def _said(row: Stakeholder) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("nature", "sort", "name", "eik", "note")}


@transaction.atomic
def score(
    stakeholder: Stakeholder,
    *,
    actor: User,
    interest: int,
    influence: int,
    affectedness: int,
    effect: str,
    position: str,
    reason: str,
) -> Score:
    """Give it marks, with the reason; earlier ones stay. Raises `Refused`."""
    access.require(actor, "stakeholder.manage")
    row = locked(stakeholder)
    marks = {"interest": interest, "influence": influence, "affectedness": affectedness}
    found = [
        Obstacle(_("Marks go from 1 to 5."), field=name)
        for name, mark in marks.items()
        if not LEAST <= mark <= MOST
    ]
    if effect not in Effect.values:
        found.append(Obstacle(_("Say what it does to them."), field="effect"))
    if position not in Position.values:
        found.append(Obstacle(_("Say what they think of it."), field="position"))
    if not reason.strip():
        found.append(Obstacle(_("Say what the score rests on."), field="reason"))
    refuse_if_any([*found, *personal.obstacles({"reason": reason})])
    made: Score = Score.objects.create(
        stakeholder=row,
        **marks,
        effect=effect,
        position=position,
        reason=reason.strip(),
        by=actor,
        at=clock.now(),
    )
    private = {name: str(mark) for name, mark in marks.items()}
    private |= {"effect": effect, "position": position, "reason": made.reason}
    record(row.subject, "stakeholder.scored", actor=actor, private=private)
    return made


@transaction.atomic
def decide(
    stakeholder: Stakeholder, *, actor: User, strategy: str, strategy_reason: str = ""
) -> Stakeholder:
    """Work with it otherwise than the grid says, with a reason; empty: as the grid says.

    Raises `Refused`.
    """
    access.require(actor, "stakeholder.manage")
    row = locked(stakeholder)
    if strategy and strategy not in Strategy.values:
        raise Refused(Obstacle(_("Choose how to work with it."), field="strategy"))
    reason = strategy_reason.strip()
    if strategy and not reason:
        sentence = _("Say why one works with it otherwise than the grid says.")
        raise Refused(Obstacle(sentence, field="strategy_reason"))
    refuse_if_any(personal.obstacles({"strategy_reason": reason}))
    row.strategy, row.strategy_reason = strategy, reason if strategy else ""
    row.reviewed_on = clock.today()
    row.save(update_fields=["strategy", "strategy_reason", "reviewed_on"])
    private = {"strategy": strategy, "reason": row.strategy_reason}
    record(row.subject, "stakeholder.strategy_decided", actor=actor, private=private)
    return row


@transaction.atomic
def retire(stakeholder: Stakeholder, *, actor: User, retired_reason: str) -> Stakeholder:
    """Take it off the map, with the reason; what was said of it stays. Raises `Refused`."""
    access.require(actor, "stakeholder.manage")
    row = locked(stakeholder)
    reason = retired_reason.strip()
    if not reason:
        raise Refused(Obstacle(_("Say why it leaves the map."), field="retired_reason"))
    refuse_if_any(personal.obstacles({"retired_reason": reason}))
    row.retired_at, row.retired_reason = clock.now(), reason
    # A contact is kept no longer than it is needed.
    row.office_email = row.office_phone = ""
    row.save(update_fields=["retired_at", "retired_reason", "office_email", "office_phone"])
    record(row.subject, "stakeholder.retired", actor=actor, private={"reason": reason})
    return row
