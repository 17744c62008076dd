"""The public recommendations as a table, for spreadsheets and programs."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from forums.recommendations.models import Measure, Recommendation
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

COLUMNS = (
    Column("body", _("Body")),
    Column("number", _("number and year")),
    Column("title", _("what it is about")),
    Column("text", _("text of the recommendation")),
    Column("addressee", _("addressee")),
    Column("decision", _("decision of the meeting")),
    Column("sent_at", _("sent on")),
    Column("due_on", _("answer due on")),
    Column("days_late", _("days late without an answer")),
    Column("outcome", _("what was decided")),
    Column("answered_at", _("first answered on")),
    Column("url", _("page")),
)

MEASURES = (
    Column("measure", _("what is to be done")),
    Column("state", _("how far it is")),
    Column("due_on", _("to be done by"), date),
    Column("days_late", _("days late")),
    Column("owner", _("who does it")),
    Column("result", _("what was done")),
)


def table_of(rows: Iterable[Recommendation], today: date) -> Table:
    """One row for each; codes in words of the active language."""
    return Table(COLUMNS, (_row(row, today) for row in rows))


def at_desk(rows: Iterable[Recommendation], today: date) -> Table:
    """The same with where each stands, those that were not sent too."""
    columns = (*COLUMNS, Column("state", _("state")))
    return Table(columns, ([*_row(row, today), row.get_stage_display()] for row in rows))


def of_measures(rows: Iterable[Measure], today: date) -> Table:
    """The measures on one recommendation, as things stand `today`."""
    return Table(
        MEASURES,
        (
            [
                row.text,
                row.get_state_display(),
                row.due_on,
                row.days_late(today),
                row.owner_name,
                row.result,
            ]
            for row in rows
        ),
    )


def _row(row: Recommendation, today: date) -> list[Cell]:
    return [
        str(row.body),
        row.reference,
        str(row),
        row.words,
        row.to_whom,
        row.rests_on,
        row.sent_at,
        row.due_on,
        row.days_late(today),
        row.get_outcome_display(),
        row.answered_at,
        absolute(row.get_absolute_url()),
    ]
