"""Calls and applications as tables."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from forums.calls.models import Application, Call, CallSeat
from forums.calls.ranking import Placed
from forums.calls.result import SeatResult, standing
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

CALLS = (
    Column("id", _("No. in the portal")),
    Column("title", _("title")),
    Column("body", _("Body")),
    Column("state", _("state")),
    Column("published_at", _("published on"), datetime),
    Column("last_day", _("last day to apply"), date),
    Column("decided_at", _("result published on"), datetime),
    Column("url", _("page")),
)
APPLICATIONS = (
    Column("reference", _("No. in the portal")),
    Column("applies_as", _("applies for")),
    Column("category", _("category")),
    Column("received_at", _("received on"), datetime),
    Column("state", _("state")),
    Column("lateness", _("in time or late")),
    Column("decision", _("decision")),
    Column("points", _("points")),
    Column("reasons", _("reasons of the decision")),
)
RANKING = (
    Column("category", _("category")),
    Column("places", _("places")),
    Column("place", _("place in the ranking")),
    Column("tied", _("equal points")),
    Column("reference", _("No. in the portal")),
    Column("applies_as", _("applies for")),
    Column("points", _("points")),
    Column("lateness", _("in time or late")),
    Column("decision", _("decision")),
    Column("reasons", _("reasons of the decision")),
    Column("appointed", _("appointed")),
)
RESULT = (
    Column("category", _("category")),
    Column("places", _("places")),
    Column("place", _("place in the ranking")),
    Column("reference", _("No. in the portal")),
    Column("name", _("organisation, or number of who applies in their own name")),
    Column("points", _("points")),
    Column("decision", _("decision")),
    Column("reasons", _("reasons of the decision")),
    Column("interest", _("interest that is represented")),
    Column("appointed", _("appointed")),
    Column("passed_over", _("passed over: for whom and why")),
)
PERSONAL = (
    Column("candidate", _("who would sit in the body")),
    Column("applicant", _("who applied")),
    Column("email", _("e-mail")),
    Column("phone", _("telephone")),
)


def of_calls(rows: Iterable[Call], now: datetime) -> Table:
    """Calls as they stand at `now`."""
    return Table(CALLS, (_call(row, now) for row in rows))


def of_applications(rows: Iterable[Application]) -> Table:
    """What the table at the desk shows, without contacts."""
    return Table(APPLICATIONS, (_application(row) for row in rows))


def with_all_names(rows: Iterable[Application]) -> Table:
    """The same with the people and their contacts; for who has to answer a court."""
    return Table((*APPLICATIONS, *PERSONAL), (_with_names(row) for row in rows))


def of_ranking(
    rankings: Iterable[tuple[CallSeat, list[tuple[Placed, Application]]]],
    others: Iterable[Application],
) -> Table:
    """The ranking as the desk shows it, seat by seat; then what is not compared, without a place."""
    return Table(RANKING, _ranked(rankings, others))


def of_result(results: Iterable[SeatResult]) -> Table:
    """The published result: what its page says, so of a person in their own name the number alone."""
    return Table(RESULT, (row for one in results for row in _published(one)))


def _call(row: Call, now: datetime) -> list[Cell]:
    return [
        row.public_id,
        str(row),
        str(row.body),
        str(standing(row, now).label),
        row.published_at,
        row.last_day,
        row.decided_at if row.has_result else None,
        absolute(row.get_absolute_url()),
    ]


def _application(row: Application) -> list[Cell]:
    verdict = getattr(row, "verdict", None)
    return [
        row.reference,
        row.applies_as,
        row.seat.seat.get_category_display(),
        row.submitted_at,
        row.get_state_display(),
        row.get_lateness_display(),
        verdict.get_decision_display() if verdict else "",
        verdict.points if verdict else None,
        verdict.reasons if verdict else "",
    ]


def _with_names(row: Application) -> list[Cell]:
    return [
        *_application(row),
        row.candidate,
        str(row.applicant),
        row.applicant.email,
        row.phone,
    ]


def _ranked(
    rankings: Iterable[tuple[CallSeat, list[tuple[Placed, Application]]]],
    others: Iterable[Application],
) -> Iterator[list[Cell]]:
    for seat, placed in rankings:
        for one, row in placed:
            yield _in_ranking(seat, row, [one.place, one.is_tied], one.points)
    for row in others:
        yield _in_ranking(row.seat, row, [None, None], None)


def _in_ranking(
    seat: CallSeat, row: Application, place: list[Cell], points: Decimal | None
) -> list[Cell]:
    verdict = getattr(row, "verdict", None)
    return [
        seat.seat.get_category_display(),
        seat.places,
        *place,
        row.reference,
        row.applies_as,
        points,
        row.get_lateness_display(),
        verdict.get_decision_display() if verdict else "",
        verdict.reasons if verdict else "",
        row.membership_id is not None,
    ]


def _published(result: SeatResult) -> Iterator[list[Cell]]:
    for line in result.lines:
        yield [
            result.seat.seat.get_category_display(),
            result.seat.places,
            line.place,
            line.reference,
            line.name,
            line.points,
            line.decision_label,
            line.reasons,
            line.interest,
            line.is_appointed,
            "; ".join(f"№ {one.taken.reference}: {one.reason}" for one in line.passed_over),
        ]
