"""Publishing the result, and making it final when the term for objections is over."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.calls import letters
from forums.calls.models import Application, Call, CallSeat, Score, Verdict
from forums.calls.models.application import Lateness
from forums.calls.procedure import advance, lawful_move, locked, require_selecting, tell
from forums.calls.protocol.drawing_up import draw_up
from forums.calls.publishing import counted
from forums.calls.ranking import Placed, ranking
from forums.calls.readmitting import readmitted
from forums.calls.stages import CallStep
from prestizh import terms
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, refuse_if_any
from prestizh.ui.dates import day_text

Decision = Verdict.Decision


def obstacles(call: Call) -> list[Obstacle]:
    """What still stands in the way of publishing the result."""
    sent = list(call.applications.sent().select_related("verdict", "seat__seat").order_by("pk"))
    return [
        *_unsettled(call, sent),
        *_unassessed(call, sent),
        *(one for seat in call.seats.select_related("seat") for one in _unfair(seat, sent)),
    ]


def _unsettled(call: Call, sent: Iterable[Application]) -> Iterator[Obstacle]:
    now = clock.now()
    waiting = set(
        call.applications.filter(
            completions__answered_at=None, completions__closes_at__gt=now
        ).values_list("pk", flat=True)
    )
    for row in sent:
        if row.lateness == Lateness.LATE:
            yield Obstacle(
                _("No. %(number)s came late: decide whether it is admitted.")
                % {"number": row.reference},
                field="late",
            )
        elif row.lateness != Lateness.NOT_ADMITTED and not hasattr(row, "verdict"):
            yield Obstacle(
                _("No. %(number)s has no decision with reasons yet.") % {"number": row.reference},
                _("АПК, чл. 59"),
                "verdicts",
            )
        if row.pk in waiting:
            yield Obstacle(
                _("No. %(number)s was asked to complete it and still has time.")
                % {"number": row.reference},
                field="completions",
            )


def _unassessed(call: Call, sent: Iterable[Application]) -> Iterator[Obstacle]:
    assessed = [row for row in sent if _is_assessed(row)]
    selectors = list(call.selectors.all())
    if assessed and not selectors:
        yield Obstacle(_("Nobody is named who assesses."), field="selectors")
    wanted = call.criteria.count() * len(assessed)
    for selector in selectors:
        given = Score.objects.filter(selector=selector, application__in=assessed).count()
        if given < wanted:
            yield Obstacle(
                _("%(name)s gave %(given)d of %(wanted)d points.")
                % {"name": selector, "given": given, "wanted": wanted},
                field="points",
            )


def _unfair(seat: CallSeat, sent: Iterable[Application]) -> Iterator[Obstacle]:
    """More selected than places, or somebody selected before one with more points."""
    rows = {row.pk: row for row in sent if row.seat_id == seat.pk and _is_assessed(row)}
    placed = [one for one in ranking(seat.call).get(seat.pk, []) if one.key in rows]
    decided = {
        one.key: rows[one.key].verdict.decision
        for one in placed
        if hasattr(rows[one.key], "verdict")
    }
    selected = [one for one in placed if decided.get(one.key) == Decision.SELECTED]
    if len(selected) > seat.places:
        yield Obstacle(
            _("“%(seat)s”: %(selected)d are selected for %(places)d places.")
            % {"seat": seat, "selected": len(selected), "places": seat.places},
            field="verdicts",
        )
    yield from _passed_over(placed, decided, rows)
    for one in selected:
        if one.total < seat.call.least_points:
            yield Obstacle(
                _("No. %(number)s has fewer points than the published least.")
                % {"number": rows[one.key].reference},
                field="verdicts",
            )


def _passed_over(
    placed: list[Placed], decided: dict[int, str], rows: dict[int, Application]
) -> Iterator[Obstacle]:
    order = [Decision.SELECTED, Decision.RESERVE, Decision.NOT_SELECTED]
    for one in placed:
        for other in placed:
            if (
                one.total > other.total
                and one.key in decided
                and other.key in decided
                and order.index(Decision(decided[one.key]))
                > order.index(Decision(decided[other.key]))
            ):
                yield Obstacle(
                    _("No. %(first)s has more points than No. %(second)s, which is placed better.")
                    % {"first": rows[one.key].reference, "second": rows[other.key].reference},
                    field="verdicts",
                )


def _is_assessed(row: Application) -> bool:
    if row.lateness in {Lateness.LATE, Lateness.NOT_ADMITTED}:
        return False
    return not (hasattr(row, "verdict") and row.verdict.decision == Decision.INADMISSIBLE)


@transaction.atomic
def decide(call: Call, *, actor: User) -> Call:
    """Publish the result with ranking and reasons; the term for objections begins. Raises `Refused`."""
    row = locked(call)
    move = lawful_move(row, CallStep.DECIDE, actor)
    require_selecting(row, actor)
    refuse_if_any(obstacles(row))
    now = clock.now()
    row.decided_at = now
    take_objections(row, now)
    freeze(row)
    advance(row, move, actor=actor, at=now)
    letters.tell_everybody(row, "call.decided")
    record(row.body.subject, "call.decided", actor=actor, public=said_of(row))
    draw_up(row, actor=actor)
    tell(row)
    return row


def take_objections(call: Call, now: datetime) -> None:
    """Begin the term for objections, or begin it anew.

    A decided call has a term (a constraint says so), so `decided_at` is saved with it.
    """
    term = counted(terms.sofia_day(now), call.objection_days)
    call.objections_last_day, call.objections_close_at = term.last_day, term.closes_at
    call.save(update_fields=["decided_at", "objections_last_day", "objections_close_at"])


def freeze(call: Call) -> None:
    """Write into the verdicts the points and places as the ranking gives them now."""
    Verdict.objects.filter(application__call=call).update(points=None, place=None)
    for placed in ranking(call).values():
        for one in placed:
            Verdict.objects.filter(application=one.key).update(points=one.points, place=one.place)


def said_of(call: Call) -> dict[str, str]:
    """What the record says of a result: for each number the decision and the points."""
    said = {"call": call.public_id, "objections_until": str(call.objections_last_day)}
    for verdict in Verdict.objects.filter(application__call=call).select_related("application"):
        points = "" if verdict.points is None else f" {verdict.points}"
        said[f"no_{verdict.application_id}"] = f"{verdict.decision}{points}"
    return said


def before_final(call: Call) -> list[Obstacle]:
    """What still stands in the way of making the result final."""
    found = []
    if call.takes_objections(clock.now()) and call.objections_last_day is not None:
        found.append(
            Obstacle(
                _("Objections are taken until %(day)s, 24:00.")
                % {"day": day_text(call.objections_last_day)},
                field="objections",
            )
        )
    found += [
        Obstacle(
            _("No. %(number)s goes back to who assesses: it gets points, then correct the result.")
            % {"number": row.reference},
            field="readmitted",
        )
        for row in readmitted(call)
    ]
    found += [
        Obstacle(
            _("The objection to No. %(number)s is not answered.") % {"number": row.reference},
            field="objections",
        )
        for row in call.applications.awaiting_answer()
    ]
    return found


@transaction.atomic
def finish(call: Call, *, actor: User) -> Call:
    """Make the result final. Raises `Refused` while objections are taken or wait."""
    row = locked(call)
    move = lawful_move(row, CallStep.FINISH, actor)
    require_selecting(row, actor)
    refuse_if_any(before_final(row))
    refuse_unlawful(row)
    now = clock.now()
    row.finished_at = now
    row.save(update_fields=["finished_at"])
    advance(row, move, actor=actor, at=now)
    letters.tell_everybody(row, "call.final")
    record(row.body.subject, "call.final", actor=actor, public=said_of(row))
    draw_up(row, actor=actor)
    tell(row)
    return row


def refuse_unlawful(call: Call) -> None:
    """A revised decision must still fit places and points, and rest on all of them."""
    sent = list(call.applications.sent().select_related("verdict").order_by("pk"))
    refuse_if_any(
        [
            *_unassessed(call, sent),
            *(one for seat in call.seats.select_related("seat") for one in _unfair(seat, sent)),
        ]
    )
