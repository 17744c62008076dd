"""Preparing a call: its facts, places, criteria and papers. Everything may still change here."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body, Seat
from forums.bodies.procedure import at_work
from forums.calls.models import Call, CallChange, CallSeat, Criterion, RequiredPaper
from forums.calls.models.call import LEAST_DAYS, MOST_DAYS, MOST_OBJECTION_DAYS
from forums.calls.procedure import locked
from forums.calls.stages import MOVES, CallStage, CallStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.moves import move_for
from prestizh.refusal import Obstacle, Refused

# What is filled in by hand; the acts take nothing else.
FACTS = (
    "title",
    "title_en",
    "announcement",
    "announcement_en",
    "contact",
    "selected_by",
    "term_days",
    "objection_days",
    "least_points",
)
LEAST_OBJECTION_DAYS = 3
MOST_LINES = 20


@transaction.atomic
def prepare(body: Body, *, actor: User, title: str, **facts: Any) -> Call:
    """Begin a call for members of a body that is at work. Raises `Refused`."""
    row = at_work(body)
    access.require(actor, "call.manage", row.subject)
    given = _checked({"title": title, **facts})
    now = clock.now()
    call: Call = Call.objects.create(body=row, prepared_by=actor, created_at=now, **given)
    move = move_for(MOVES, CallStep.PREPARE, None)
    assert move is not None  # noqa: S101 - the table begins with it
    CallChange.objects.create(call=call, target=move.target, step=move.step, actor=actor, at=now)
    record(row.subject, "call.prepared", actor=actor, private={"title": title})
    return call


@transaction.atomic
def revise(call: Call, *, actor: User, **facts: Any) -> Call:
    """Change facts of a call that is not published. Raises `Refused`."""
    row = unpublished(call, actor)
    given = _checked(facts)
    for name, value in given.items():
        setattr(row, name, value)
    row.save(update_fields=sorted(given) or None)
    return row


@transaction.atomic
def add_places(call: Call, *, actor: User, seat: Seat, places: int, open_to: str = "") -> CallSeat:
    """Call for so many places of one of the body's seats. Raises `Refused`."""
    row = unpublished(call, actor)
    if seat.body_id != row.body_id or seat.retired_at is not None:
        raise Refused(Obstacle(_("This seat doesn't belong to the body."), field="seat"))
    if row.seats.filter(seat=seat).exists():
        raise Refused(Obstacle(_("This seat is in the call already."), field="seat"))
    if not 1 <= places <= seat.number:
        raise Refused(
            Obstacle(
                _("There are %(number)d such seats: call for at least one and no more than these.")
                % {"number": seat.number},
                field="places",
            )
        )
    if open_to not in CallSeat.For.values:
        raise Refused(Obstacle(_("Say who may apply for these places."), field="open_to"))
    added: CallSeat = CallSeat.objects.create(call=row, seat=seat, places=places, open_to=open_to)
    return added


@transaction.atomic
def add_criterion(
    call: Call,
    *,
    actor: User,
    name: str,
    most: int,
    name_en: str = "",
    weight: Decimal = Decimal(1),
) -> Criterion:
    """Add a criterion with its maximum points (1–100) and weight. Raises `Refused`."""
    row = unpublished(call, actor)
    _refuse_too_many(row.criteria.count())
    if not 1 <= most <= 100:
        raise Refused(Obstacle(_("A criterion gives from 1 to 100 points."), field="most"))
    if not 0 < weight <= 10:
        raise Refused(Obstacle(_("A weight is above 0 and at most 10."), field="weight"))
    added: Criterion = Criterion.objects.create(
        call=row, name=name, name_en=name_en, most=most, weight=weight
    )
    return added


@transaction.atomic
def add_paper(
    call: Call, *, actor: User, name: str, name_en: str = "", is_required: bool = True
) -> RequiredPaper:
    """Ask for a paper. Raises `Refused`."""
    row = unpublished(call, actor)
    _refuse_too_many(row.papers.count())
    added: RequiredPaper = RequiredPaper.objects.create(
        call=row, name=name, name_en=name_en, is_required=is_required
    )
    return added


@transaction.atomic
def take_out(line: CallSeat | Criterion | RequiredPaper, *, actor: User) -> None:
    """Take places, a criterion or a paper out of a call that is not published. Raises `Refused`."""
    unpublished(line.call, actor)
    line.delete()


def unpublished(call: Call, actor: User) -> Call:
    """The locked row of a call that may still be changed; raises `Refused` otherwise."""
    row = locked(call)
    access.require(actor, "call.manage", row.body.subject)
    if row.stage != CallStage.DRAFT:
        raise Refused(
            _("The call is published and stays as it is. Cancel it with reasons and call anew.")
        )
    return row


def _refuse_too_many(number: int) -> None:
    if number >= MOST_LINES:
        raise Refused(_("Twenty are enough; nobody reads more."))


def _checked(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts, if they are such. Raises `Refused` for a term out of bounds."""
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"No such facts of a call: {sorted(unknown)}")
    refuse_egn(facts)
    if not facts.get("title", "x").strip():
        raise Refused(Obstacle(_("Give the call a title."), field="title"))
    days = facts.get("term_days", LEAST_DAYS)
    if not LEAST_DAYS <= days <= MOST_DAYS:
        sentence = _("People need time: from %(least)d to %(most)d days.") % {
            "least": LEAST_DAYS,
            "most": MOST_DAYS,
        }
        raise Refused(Obstacle(sentence, field="term_days"))
    days = facts.get("objection_days", LEAST_OBJECTION_DAYS)
    if not LEAST_OBJECTION_DAYS <= days <= MOST_OBJECTION_DAYS:
        raise Refused(
            Obstacle(_("For objections there are from 3 to 30 days."), field="objection_days")
        )
    return facts
