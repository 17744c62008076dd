"""Forums and those who registered for one as tables."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import Forum, Registration
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

FORUMS = (
    Column("name", _("name")),
    Column("stage", _("state")),
    Column("held_on", _("day of the forum"), date),
    Column("held_at", _("place and hour")),
    Column("places", _("places")),
    Column("registration_ends_on", _("last day to register"), date),
    Column("url", _("page")),
)
# Without names and contacts, and without what together would tell who it is.
PEOPLE = (
    Column("code", _("code")),
    Column("table", _("working table")),
    Column("state", _("state")),
    Column("registered_at", _("registered on"), datetime),
)


def of_forums(rows: Iterable[Forum]) -> Table:
    """The public list."""
    return Table(FORUMS, (_forum(row) for row in rows))


def of_people(rows: Iterable[Registration]) -> Table:
    """Who registered, by code alone."""
    return Table(PEOPLE, (_person(row) for row in rows))


def _forum(row: Forum) -> list[Cell]:
    return [
        str(row),
        row.get_stage_display(),
        row.held_on,
        row.held_at,
        row.places,
        row.registration_ends_on,
        absolute(row.get_absolute_url()),
    ]


def _person(row: Registration) -> list[Cell]:
    return [
        row.code,
        row.table.number if row.table else None,
        row.get_state_display(),
        row.registered_at,
    ]
