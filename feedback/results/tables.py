"""The lists of results as tables: what was published, and what there is at the desk."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from feedback.results.content import read
from feedback.results.models import Publication
from feedback.surveys.models import Survey
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

PUBLISHED = (
    Column("survey", _("survey")),
    Column("published_at", _("published on"), datetime),
    Column("answers", _("people who answered")),
    Column("index", _("index of participation")),
    Column("index_low", _("index, lower end of the interval")),
    Column("index_high", _("index, upper end of the interval")),
    Column("url", _("page")),
)
AT_DESK = (
    Column("survey", _("survey")),
    Column("state", _("state")),
    Column("counted", _("answers counted so far")),
    Column("published_at", _("results published on"), datetime),
)


def of_publications(rows: Iterable[Publication]) -> Table:
    """Published results with the figures that their list shows."""
    return Table(PUBLISHED, (_publication(row) for row in rows))


def at_desk(rows: Iterable[Survey]) -> Table:
    """Surveys that were opened, with when their results were published."""
    return Table(AT_DESK, (_survey(row) for row in rows))


def _publication(row: Publication) -> list[Cell]:
    found = read(row.content["results"])
    index = found.index.figure
    return [
        str(row),
        row.published_at,
        found.n,
        index.value if index else None,
        index.low if index else None,
        index.high if index else None,
        absolute(row.get_absolute_url()),
    ]


def _survey(row: Survey) -> list[Cell]:
    publication = getattr(row, "publication", None)
    published_at = publication.published_at if publication else None
    return [str(row), row.get_stage_display(), row.counted, published_at]
