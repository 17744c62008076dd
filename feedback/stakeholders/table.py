"""The map as a table for spreadsheets; for who reads the map alone."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from feedback.stakeholders.covering import Coverage
from feedback.stakeholders.models import Nature, Score, Sort, Stakeholder
from prestizh.documents.table import Cell, Column, Table

COLUMNS = (
    Column("name", _("name of the organisation or group")),
    Column("nature", _("organisation or group")),
    Column("kind", _("kind of stakeholder")),
    Column("eik", _("ЕИК")),
    Column("topics", _("areas")),
    Column("settlements", _("settlements")),
    Column("interest", _("interest")),
    Column("influence", _("influence")),
    Column("affectedness", _("affectedness")),
    Column("effect", _("effect on them")),
    Column("position", _("their position")),
    Column("strategy", _("how one works with it")),
    Column("channels", _("how it is best reached")),
    Column("reviewed_on", _("last reviewed on"), date),
)
SCORES = (
    Column("at", _("scored on"), datetime),
    Column("interest", _("interest")),
    Column("influence", _("influence")),
    Column("affectedness", _("affectedness")),
    Column("effect", _("effect on them")),
    Column("position", _("their position")),
    Column("reason", _("what it rests on")),
    Column("by", _("by whom")),
)
COVERAGE = (
    Column("name", _("name of the organisation or group")),
    Column("nature", _("organisation or group")),
    Column("kind", _("kind of stakeholder")),
    Column("cares", _("matters much to them")),
    Column("invited_on", _("invited on"), date),
    Column("came", _("has come")),
    Column("how", _("how it came")),
)


def table_of(rows: Iterable[Stakeholder]) -> Table:
    """One row for each; contacts are left out: a list travels further than the map."""
    return Table(COLUMNS, (_row(row) for row in rows))


def _row(row: Stakeholder) -> list[Cell]:
    return [
        row.name,
        row.get_nature_display(),
        row.get_sort_display(),
        row.eik,
        "; ".join(str(topic) for topic in row.topics.all()),
        "; ".join(str(place) for place in row.settlements.all()),
        row.interest,
        row.influence,
        row.affectedness,
        row.get_effect_display(),
        row.get_position_display(),
        row.way.label if row.way else "",
        row.channels,
        row.reviewed_on,
    ]


def of_scores(rows: Iterable[Score]) -> Table:
    """The marks that one of them was given, with their reasons."""
    return Table(
        SCORES,
        (
            [
                row.at,
                row.interest,
                row.influence,
                row.affectedness,
                row.get_effect_display(),
                row.get_position_display(),
                row.reason,
                row.by.display_name,
            ]
            for row in rows
        ),
    )


def of_coverage(coverage: Coverage) -> Table:
    """Who was concerned by one occasion, invited to it, and came."""
    return Table(
        COVERAGE,
        (
            [
                row.name,
                Nature(row.nature).label,
                Sort(row.sort).label,
                row.cares,
                row.invited_on,
                not row.is_silent,
                row.how,
            ]
            for row in coverage.rows
        ),
    )
