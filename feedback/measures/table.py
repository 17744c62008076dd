"""Proposals with their answers, and measures, as tables for spreadsheets and programs."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from feedback.measures.models import ImprovementProposal, Measure
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

COLUMNS = (
    Column("number", _("number and year")),
    Column("source", _("source of the proposal")),
    Column("source_name", _("which survey, partner or body")),
    Column("text", _("what is proposed")),
    Column("received_at", _("received on"), datetime),
    Column("state", _("where it stands")),
    Column("due_on", _("answer due on"), date),
    Column("days_late", _("days late without an answer")),
    Column("answer", _("the answer with its reasons")),
    Column("answered_at", _("answered on"), datetime),
    Column("url", _("page")),
)
OWN = (
    Column("number", _("number and year")),
    Column("text", _("what is proposed")),
    Column("received_at", _("received on"), datetime),
    Column("state", _("where it stands")),
    Column("due_on", _("answer due on"), date),
    Column("answer", _("the answer with its reasons")),
)
MEASURES = (
    Column("measure", _("what is to be done")),
    Column("state", _("how far it is")),
    Column("due_on", _("to be done by"), date),
    Column("days_late", _("days late")),
    Column("doer", _("by whom")),
    Column("result", _("what was done")),
    Column("result_url", _("address of the result")),
    Column("done_on", _("done on"), date),
    Column("proposal", _("number and year of the proposal")),
    Column("source", _("source of the proposal")),
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


def of_own(rows: Iterable[ImprovementProposal]) -> Table:
    """What somebody proposed, for that person alone: in the words in which it was sent."""
    return Table(
        OWN,
        (
            [
                row.reference,
                row.text,
                row.received_at,
                row.get_stage_display(),
                row.due_on,
                row.answer,
            ]
            for row in rows
        ),
    )


def of_measures(rows: Iterable[Measure], today: date) -> Table:
    """One row for each measure, with the proposal that it follows; as things stand `today`."""
    return Table(MEASURES, (_measure(row, today) for row in rows))


def _measure(row: Measure, today: date) -> list[Cell]:
    return [
        row.text,
        row.get_state_display(),
        row.due_on,
        row.days_late(today),
        row.doer,
        row.result,
        row.result_url,
        row.done_on,
        row.proposal.reference,
        row.proposal.origin,
        absolute(row.proposal.get_absolute_url()),
    ]
