"""Publishing a call and cancelling it: all that applicants must know is there before the button works."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Membership
from forums.bodies.stages import BodyStage
from forums.calls import letters
from forums.calls.models import Call
from forums.calls.procedure import advance, lawful_move, locked, tell
from forums.calls.stages import CallStep
from prestizh import terms
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.places.calendar import calendar
from prestizh.refusal import Obstacle, Refused, refuse_if_any


def missing(call: Call) -> list[Obstacle]:
    """What still stands in the way of publishing, each with where it is mended."""
    return [*_missing_facts(call), *_missing_lines(call)]


def _missing_facts(call: Call) -> Iterator[Obstacle]:
    if call.body.stage != BodyStage.ACTIVE:
        yield Obstacle(_("The body is not at work, so nobody can join it."))
    if not call.announcement.strip():
        yield Obstacle(
            _("Write the text of the call: what the body does and what members do in it."),
            field="announcement",
        )
    if not call.contact.strip():
        yield Obstacle(_("Say whom applicants can ask."), field="contact")
    if not call.selected_by.strip():
        yield Obstacle(_("Say who selects, and by which act."), field="selected_by")


def _missing_lines(call: Call) -> Iterator[Obstacle]:
    seats = list(call.seats.select_related("seat"))
    criteria = list(call.criteria.all())
    if not seats:
        yield Obstacle(_("Say which places are called for."), field="places")
    for line in seats:
        sitting = Membership.objects.current().titular().filter(seat=line.seat).count()
        free = line.seat.number - sitting
        if line.places > free:
            yield Obstacle(
                _("“%(seat)s”: only %(free)d seats are free, the call is for %(places)d.")
                % {"seat": line.seat, "free": max(free, 0), "places": line.places},
                field="places",
            )
    if not criteria:
        yield Obstacle(_("Say by which criteria applications are compared."), field="criteria")
    elif call.least_points > sum(one.most * one.weight for one in criteria):
        yield Obstacle(
            _("Nobody can reach the least points: the criteria give fewer in all."),
            field="least_points",
        )


def term_from_today(call: Call) -> terms.Term:
    """The term as it would be if the call were published now."""
    return counted(clock.today(), call.term_days)


def counted(day: date, days: int) -> terms.Term:
    """A term of so many days after `day`, with the portal's calendar of working days."""
    return terms.days_term(day, days, calendar())


@transaction.atomic
def publish(call: Call, *, actor: User) -> Call:
    """Lay the call open and start its term. Raises `Refused` with all that is missing."""
    row = locked(call)
    move = lawful_move(row, CallStep.PUBLISH, actor)
    refuse_if_any(missing(row))
    now = clock.now()
    term = term_from_today(row)
    row.published_at, row.last_day, row.closes_at = now, term.last_day, term.closes_at
    row.save(update_fields=["published_at", "last_day", "closes_at"])
    advance(row, move, actor=actor, at=now)
    record(
        row.body.subject,
        "call.published",
        actor=actor,
        public={
            "call": row.public_id,
            "title": row.title,
            "term_days": str(row.term_days),
            "last_day": term.last_day.isoformat(),
            "places": str(sum(line.places for line in row.seats.all())),
        },
    )
    tell(row)
    return row


@transaction.atomic
def cancel(call: Call, *, actor: User, reason: str = "") -> Call:
    """Cancel a call with reasons that everybody reads; its applicants are told. Raises `Refused`."""
    row = locked(call)
    move = lawful_move(row, CallStep.CANCEL, actor)
    if row.published_at is not None and not reason.strip():
        raise Refused(
            Obstacle(_("Say why the call is cancelled; everybody reads it."), field="reason")
        )
    refuse_egn({"reason": reason})
    now = clock.now()
    row.reason = reason.strip()
    row.save(update_fields=["reason"])
    advance(row, move, actor=actor, at=now, reason=row.reason)
    public = {"call": row.public_id, "reason": row.reason} if row.published_at else {}
    letters.tell_everybody(row, "call.cancelled")
    record(row.body.subject, "call.cancelled", actor=actor, public=public)
    tell(row)
    return row
