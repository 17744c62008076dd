"""The register at the desk as a table: where each entry stands and what is due next."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from forums.direct.reading import Entry
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

COLUMNS = (
    Column("number", _("No. in the register")),
    Column("kind", _("form of participation")),
    Column("title", _("title")),
    Column("state", _("state")),
    Column("next", _("what is due next")),
    Column("due_on", _("due on"), date),
    Column("url", _("page")),
)


def table_of(entries: Iterable[Entry]) -> Table:
    """One row for each entry, read as of a day."""
    return Table(COLUMNS, (_row(entry) for entry in entries))


def _row(entry: Entry) -> list[Cell]:
    row, due = entry.row, entry.next
    return [
        row.reference,
        row.get_kind_display(),
        str(row),
        row.get_stage_display(),
        str(due.rule.says) if due else "",
        due.day if due else None,
        absolute(row.get_absolute_url()),
    ]
