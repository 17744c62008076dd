"""Entering into the register, correcting an entry, and what is noted on the way."""

from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from forums.direct.kinds import REFERENDA, Initiator, Kind
from forums.direct.models import CommitteeMember, Initiative
from forums.direct.noting_rules import obstacles
from forums.direct.procedure import advance, locked, tell
from forums.direct.stages import FINAL, MOVES, PREPARED, Step
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any

# What is filled in by hand; the acts take nothing else.
FACTS = (
    "title",
    "title_en",
    "question",
    "question_en",
    "reasons",
    "addressee",
    "settlement",
    "quarter",
    "unit",
    "voters",
    "inhabitants",
    "founders",
    "committee_size",
    "contact",
    "gather_until",
    "asked_for",
    "decision_number",
    "decision_on",
    "repeats",
)
# Days that are noted beside the steps.
DAYS = ("told_on", "session_on", "appeal_over_on")
_NUMBERING = 20_260_407  # the lock under which numbers of the register are given


@transaction.atomic
def note(
    *,
    actor: User,
    kind: Kind,
    initiator: Initiator,
    on: date,
    is_allowed: bool = False,
    topics: Any = (),
    act: str = "",
    file: Examined | None = None,
    **facts: Any,
) -> Initiative:
    """Enter what began on the day `on`; it is public at once. Raises `Refused`.

    `on` is the day of the founding meeting, of the notification or of the proposal. `is_allowed`
    says that a question for a referendum was checked against чл. 26, ал. 2.
    """
    access.require(actor, "direct.keep")
    given = {name: value for name, value in facts.items() if name in FACTS}
    refuse_egn(given)
    row: Initiative = Initiative(kind=kind, initiator=initiator, clerk=actor, **given)
    refuse_if_any(obstacles(row, on))
    if kind in REFERENDA and not is_allowed:
        raise Refused(_not_checked())
    row.noted_at = clock.now()
    row.year, row.number = clock.today().year, _next_number(clock.today().year)
    row.save()
    row.topics.set(topics)
    (move,) = [one for one in MOVES if one.step == Step.NOTE]
    said = {"title": row.title, "kind": str(kind), "voters": str(row.voters)}
    advance(row, move, actor=actor, on=on, act=act, file=file, reference=row.reference, **said)
    return row


@transaction.atomic
def revise(initiative: Initiative, *, actor: User, topics: Any = None, **facts: Any) -> Initiative:
    """Correct an entry until it is handed in; the record says what changed. Raises `Refused`."""
    row = locked(initiative)
    access.require(actor, "direct.keep")
    if row.stage not in PREPARED:
        raise Refused(_("What was handed in stays as it was handed in."))
    given = {name: value for name, value in facts.items() if name in FACTS}
    refuse_egn(given)
    changed = sorted(name for name, value in given.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, given[name])
    begun = row.changes.earliest("pk").on
    refuse_if_any(obstacles(row, begun))
    if changed:
        row.save(update_fields=changed)
        public = {name: str(getattr(row, name)) for name in changed}
        record(row.subject, "direct.revised", actor=actor, public=public)
    if topics is not None:
        row.topics.set(topics)
    tell(row)
    return row


@transaction.atomic
def count(initiative: Initiative, *, actor: User, signatures: int) -> Initiative:
    """Note how many signatures the committee says it has so far. Raises `Refused`."""
    row = locked(initiative)
    access.require(actor, "direct.keep")
    if row.stage not in PREPARED or not row.has_petition:
        raise Refused(_("Signatures are counted while they are gathered."))
    refuse_too_many(row, signatures)
    row.signatures = signatures
    row.save(update_fields=["signatures"])
    public = {"signatures": str(signatures)}
    record(row.subject, "direct.signatures_counted", actor=actor, public=public)
    tell(row)
    return row


@transaction.atomic
def note_days(initiative: Initiative, *, actor: User, **days: date | None) -> Initiative:
    """Note a day of the way: `told_on`, `session_on`, `appeal_over_on`. Raises `Refused`."""
    row = locked(initiative)
    access.require(actor, "direct.keep")
    if row.stage in FINAL:
        raise Refused(_("The procedure is over; its days stay as they are."))
    known: dict[str, date | None] = {name: days[name] for name in DAYS if name in days}
    changed = sorted(name for name, day in known.items() if getattr(row, name) != day)
    for name in changed:
        setattr(row, name, known[name])
    if changed:
        row.save(update_fields=changed)
        public = {name: str(known[name] or "") for name in changed}
        record(row.subject, "direct.day_noted", actor=actor, public=public)
        tell(row)
    return row


@transaction.atomic
def add_member(
    initiative: Initiative, *, actor: User, name: str, agreed: bool = False, is_chair: bool = False
) -> CommitteeMember:
    """Add a name of the committee, shown only if the person agreed. Raises `Refused`."""
    row = locked(initiative)
    access.require(actor, "direct.keep")
    refuse_egn({"name": name})
    if not row.has_petition:
        raise Refused(_("Only citizens have an initiative committee."))
    if row.committee.count() >= (row.committee_size or 0):
        raise Refused(Obstacle(_("The committee has no more members than that."), "", "name"))
    if is_chair and row.committee.filter(is_chair=True).exists():
        raise Refused(Obstacle(_("The committee has its chair already."), "", "is_chair"))
    member: CommitteeMember = CommitteeMember.objects.create(
        initiative=row, name=name, agreed=agreed, is_chair=is_chair
    )
    shown = "yes" if agreed else "no"
    record(
        row.subject,
        "direct.member_added",
        actor=actor,
        public={"shown": shown},
        private={"name": name},
    )
    tell(row)
    return member


@transaction.atomic
def remove_member(member: CommitteeMember, *, actor: User) -> None:
    """Take a name out of the portal, for example when the person withdraws the consent."""
    row = locked(member.initiative)
    access.require(actor, "direct.keep")
    name = member.name
    member.delete()
    record(row.subject, "direct.member_removed", actor=actor, private={"name": name})
    tell(row)


def refuse_too_many(row: Initiative, signatures: int) -> None:
    """Refuse more signatures than there are voters."""
    if signatures > row.voters:
        sentence = _("There are only %(voters)d citizens with voting rights.")
        raise Refused(Obstacle(sentence % {"voters": row.voters}, "", "signatures"))


def _not_checked() -> Obstacle:
    return Obstacle(
        _(
            "Confirm that the question isn't about the municipal budget, the size of local taxes "
            "and fees, or the council's own rules."
        ),
        "чл. 26, ал. 2 ЗПУГДВМС",
        "is_allowed",
    )


def _next_number(year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NUMBERING])
    last = Initiative.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
