"""Calls and applications as tables."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from forums.calls.models import Application, Call
from forums.calls.result import standing
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
