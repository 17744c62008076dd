"""Correcting a published result: who was left out by mistake is compared with all others.

One step changes points, places and decisions together, so that no result is ever public in which
more are selected than there are places. Everything before it stands in the earlier editions of the
protocol and in the record; the supplement of the new edition says what changed, when and why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.calls import letters
from forums.calls.deciding import freeze, refuse_unlawful, said_of, take_objections
from forums.calls.models import Application, Call, Objection, Verdict
from forums.calls.models.application import Lateness
from forums.calls.procedure import advance, lawful_move, locked, require_selecting, tell
from forums.calls.protocol.content import Content
from forums.calls.protocol.drawing_up import draw_up
from forums.calls.ranking import assessed
from forums.calls.readmitting import readmitted, unscored
from forums.calls.stages import CallStep
from prestizh.accounts.models import User
from prestizh.egn import egn_in
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any

Decision = Verdict.Decision
# An upheld objection admits, and nobody else is left out on its account.
OPEN = (Decision.SELECTED, Decision.RESERVE, Decision.NOT_SELECTED)


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided on one application now, and why."""

    decision: str
    reasons: str


Decisions = Mapping[Application, Decided]


@transaction.atomic
def correct(call: Call, *, actor: User, grounds: str, decisions: Decisions) -> Call:
    """Publish the result anew, with who goes back after an objection. Raises `Refused`.

    `grounds` are public. The term for objections begins anew: the others lose or win by it, too.
    """
    row = locked(call)
    move = lawful_move(row, CallStep.CORRECT, actor)
    require_selecting(row, actor)
    back = list(readmitted(row))
    refuse_if_any(obstacles(row, back, grounds, decisions))
    before, now = _published(row), clock.now()
    for application, said in decisions.items():
        _write(application, said, grounds.strip(), now)
    freeze(row)
    refuse_unlawful(row)
    take_objections(row, now)
    advance(row, move, actor=actor, at=now, reason=grounds.strip())
    supplement = _supplement(grounds.strip(), now, back, before, _published(row))
    public = {**said_of(row), "grounds": grounds.strip()}
    record(row.body.subject, "call.corrected", actor=actor, public=public)
    made = draw_up(row, actor=actor, supplement=supplement)
    letters.tell_everybody(row, "call.corrected", made.number)
    tell(row)
    return row


def obstacles(
    call: Call, back: Sequence[Application], grounds: str, decisions: Decisions
) -> Iterator[Obstacle]:
    """What stands in the way of correcting the result with these decisions."""
    if not back:
        yield Obstacle(_("No application goes back to who assesses: nothing is to be corrected."))
        return
    yield from unscored(call)
    if not grounds.strip():
        yield Obstacle(_("Say why the result is corrected; everybody reads it."), field="grounds")
    words = {f"reasons_{row.pk}": said.reasons for row, said in decisions.items()}
    yield from egn_in({"grounds": grounds, **words})
    for row in back:
        if row not in decisions:
            sentence = _("No. %(number)s has no decision with reasons yet.")
            yield Obstacle(sentence % {"number": row.reference}, field=f"decision_{row.pk}")
    compared = {row.pk: row for row in [*assessed(call).select_related("verdict"), *back]}
    for row, said in decisions.items():
        if row.pk not in compared:
            raise Refused(_("Only what is compared in this call is decided on here."))
        yield from _of_decision(compared[row.pk], said)


def _of_decision(row: Application, said: Decided) -> Iterator[Obstacle]:
    known: Verdict | None = getattr(row, "verdict", None)
    if said.decision not in OPEN:
        yield Obstacle(_("Choose what is decided."), field=f"decision_{row.pk}")
    if not said.reasons.strip():
        yield Obstacle(
            _("Give reasons: each applicant is owed them."), _("АПК, чл. 59"), f"reasons_{row.pk}"
        )
    elif known and known.decision != said.decision and known.reasons == said.reasons.strip():
        sentence = _("The decision on No. %(number)s changes: its reasons must say why.")
        yield Obstacle(sentence % {"number": row.reference}, field=f"reasons_{row.pk}")


def _write(row: Application, said: Decided, grounds: str, now: datetime) -> None:
    """The new decision, where it differs; what came late and was not admitted is admitted."""
    known = Verdict.objects.select_for_update().filter(application=row).first()
    if row.lateness == Lateness.NOT_ADMITTED:
        row.lateness, row.lateness_reason = Lateness.ADMITTED, grounds
        row.save(update_fields=["lateness", "lateness_reason"])
    if known is None:
        known = Verdict(application=row, decided_at=now)
    elif (known.decision, known.reasons) == (said.decision, said.reasons.strip()):
        return
    known.decision, known.reasons, known.revised_at = said.decision, said.reasons.strip(), now
    known.save()


Published = dict[str, Content]


def _published(call: Call) -> Published:
    """By the number of each application its decision, place and points, as they stand."""
    rows = call.applications.sent().select_related("verdict").order_by("pk")
    return {str(row.reference): _standing(getattr(row, "verdict", None)) for row in rows}


def _standing(verdict: Verdict | None) -> Content:
    if verdict is None:
        return {"decision": "", "place": None, "points": ""}
    points = "" if verdict.points is None else str(verdict.points)
    return {"decision": verdict.decision, "place": verdict.place, "points": points}


def _upheld_at(row: Application) -> str:
    """When the objection by which it goes back was upheld, as UTC in ISO 8601."""
    upheld = row.objections.filter(outcome=Objection.Outcome.UPHELD)[0]
    return upheld.answered_at.isoformat() if upheld.answered_at else ""


def _supplement(
    grounds: str,
    now: datetime,
    back: Sequence[Application],
    before: Published,
    after: Published,
) -> Content:
    """What the protocol says of the correction; nothing in it is private."""
    return {
        "at": now.isoformat(),
        "grounds": grounds,
        "readmitted": [
            {
                "number": row.reference,
                "upheld_at": _upheld_at(row),
            }
            for row in back
        ],
        "changes": [
            {"number": number, "before": before[number], "after": after[number]}
            for number in after
            if before[number] != after[number]
        ],
    }
