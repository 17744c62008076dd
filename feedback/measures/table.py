"""Proposals with their answers as a table, for spreadsheets and programs."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from feedback.measures.models import ImprovementProposal
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

COLUMNS = (
    Column("number", _("number and year")),
    Column("source", _("source of the proposal")),
    Column("source_name", _("which survey, partner or body")),
    Column("text", _("what is proposed")),
    Column("received_at", _("received on")),
    Column("state", _("where it stands")),
    Column("due_on", _("answer due on")),
    Column("days_late", _("days late without an answer")),
    Column("answer", _("the answer with its reasons")),
    Column("answered_at", _("answered on")),
    Column("url", _("page")),
)


def table_of(rows: Iterable[ImprovementProposal], today: date) -> Table:
    """One row for each, in public words alone; codes in words of the active language."""
    return Table(COLUMNS, (_row(row, today) for row in rows))


def _row(row: ImprovementProposal, today: date) -> list[Cell]:
    return [
        row.reference,
        row.get_source_display(),
        row.source_name,
        row.public_text,
        row.received_at,
        row.get_stage_display(),
        row.due_on,
        row.days_late(today),
        row.answer,
        row.answered_at,
        absolute(row.get_absolute_url()),
    ]
