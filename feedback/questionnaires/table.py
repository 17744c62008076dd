"""The list of questionnaires as a table."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.models import Questionnaire
from prestizh.documents.table import Cell, Column, Table

COLUMNS = (
    Column("questionnaire", _("title of the questionnaire")),
    Column("kind", _("what it is for")),
    Column("published_version", _("published version")),
    Column("is_edited", _("being edited")),
    Column("retired_at", _("retired on"), datetime),
)


def table_of(rows: Iterable[Questionnaire]) -> Table:
    """One row for each, with the counts that its list asks the database for."""
    return Table(COLUMNS, (_row(row) for row in rows))


def _row(row: Questionnaire) -> list[Cell]:
    return [
        str(row),
        row.get_kind_display(),
        getattr(row, "published_number", None),
        bool(getattr(row, "drafts", 0)),
        row.retired_at,
    ]
