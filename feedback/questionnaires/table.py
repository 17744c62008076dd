"""The list of questionnaires as a table."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.models import Questionnaire, Version
from prestizh.documents.table import Cell, Column, Table

COLUMNS = (
    Column("questionnaire", _("title of the questionnaire")),
    Column("kind", _("what it is for")),
    Column("published_version", _("published version")),
    Column("is_edited", _("being edited")),
    Column("retired_at", _("retired on"), datetime),
)

VERSIONS = (
    Column("version", _("version number")),
    Column("published_at", _("published on"), datetime),
    Column("published_by", _("published by")),
    Column("edited_at", _("last edited on"), datetime),
    Column("edited_by", _("last edited by")),
    Column("digest", _("digest")),
)


def table_of(rows: Iterable[Questionnaire]) -> Table:
    """One row for each, with the counts that its list asks the database for."""
    return Table(COLUMNS, (_row(row) for row in rows))


def of_versions(rows: Iterable[Version]) -> Table:
    """Every version of one questionnaire, without what is asked: that is its own file."""
    return Table(
        VERSIONS,
        (
            [
                row.number,
                row.published_at,
                str(row.published_by or ""),
                row.edited_at,
                str(row.edited_by),
                row.digest if row.published_at else "",
            ]
            for row in rows
        ),
    )


def _row(row: Questionnaire) -> list[Cell]:
    return [
        str(row),
        row.get_kind_display(),
        getattr(row, "published_number", None),
        bool(getattr(row, "drafts", 0)),
        row.retired_at,
    ]
