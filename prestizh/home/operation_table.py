"""Mail and documents that failed, as tables."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from prestizh.documents.models import Rendition
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.models import Message

COLUMNS = (
    Column("kind", _("kind")),
    Column("created_at", _("written on"), datetime),
    Column("attempts", _("attempts")),
    Column("error", _("what went wrong")),
)
DOCUMENTS = (
    Column("kind", _("kind")),
    Column("requested_at", _("asked for on"), datetime),
    Column("attempts", _("attempts")),
    Column("error", _("what went wrong")),
)


def of_messages(rows: Iterable[Message]) -> Table:
    """Messages without their readers."""
    return Table(COLUMNS, (_message(row) for row in rows))


def _message(row: Message) -> list[Cell]:
    return [row.kind, row.created_at, row.attempts, row.error]


def of_documents(rows: Iterable[Rendition]) -> Table:
    """Documents that the worker could not make."""
    return Table(DOCUMENTS, (_document(row) for row in rows))


def _document(row: Rendition) -> list[Cell]:
    return [row.kind, row.requested_at, row.attempts, row.error]
