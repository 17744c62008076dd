"""Bodies and their members as tables."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body, Membership
from forums.bodies.own_panels import Place
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

BODIES = (
    Column("id", _("No. in the portal")),
    Column("name", _("name")),
    Column("kind", _("kind of body")),
    Column("stage", _("state")),
    Column("act", _("constituting act")),
    Column("act_on", _("date of the act"), date),
    Column("members", _("members")),
    Column("free", _("free seats")),
    Column("meetings_per_year", _("meetings a year, at least")),
    Column("url", _("page")),
)
MEMBERS = (
    Column("name", _("name")),
    Column("category", _("category")),
    Column("organisation", _("organisation")),
    Column("office", _("office")),
    Column("standing", _("standing")),
    Column("has_vote", _("with a vote")),
    Column("appointed_on", _("appointed on"), date),
    Column("appointing_act", _("appointing act")),
    Column("mandate_ends_on", _("mandate until"), date),
    Column("ended_on", _("ended on"), date),
)

SEATS = (
    Column("category", _("category")),
    Column("seats", _("seats of this category")),
    Column("free", _("free seats")),
    Column("has_vote", _("with a vote")),
    Column("nominated_by", _("nominated by")),
    Column("side", _("side")),
    Column("name", _("name")),
    Column("organisation", _("organisation")),
    Column("office", _("office")),
    Column("standing", _("standing")),
    Column("appointed_on", _("appointed on"), date),
    Column("mandate_ends_on", _("mandate until"), date),
)


def of_bodies(rows: Iterable[Body]) -> Table:
    """Bodies that came `with_counts()`."""
    return Table(BODIES, (_body(row) for row in rows))


def of_members(rows: Iterable[Membership]) -> Table:
    """What the page of the body says of each member."""
    return Table(MEMBERS, (_member(row) for row in rows))


def of_seats(places: Iterable[Place]) -> Table:
    """The seats as they are kept at the desk: a row for each who sits there, and one for a category
    in which nobody does."""
    return Table(SEATS, (row for place in places for row in _seats(place)))


def _body(row: Body) -> list[Cell]:
    return [
        row.public_id,
        str(row),
        row.get_kind_display(),
        row.get_stage_display(),
        f"{row.get_act_kind_display()} {row.act_number}".strip(),
        row.act_on,
        getattr(row, "members_count"),  # noqa: B009 - set by `with_counts`
        getattr(row, "free_count"),  # noqa: B009 - set by `with_counts`
        row.meetings_per_year,
        absolute(row.get_absolute_url()),
    ]


def _member(row: Membership) -> list[Cell]:
    return [
        row.name,
        row.seat.get_category_display(),
        row.speaks_for,
        row.get_office_display(),
        row.get_standing_display(),
        row.seat.has_vote,
        row.appointed_on,
        row.appointing_act,
        row.mandate_ends_on,
        row.ended_on,
    ]


def _seats(place: Place) -> Iterator[list[Cell]]:
    seat = place.seat
    category: list[Cell] = [
        seat.get_category_display(),
        seat.number,
        place.free,
        seat.has_vote,
        seat.nominated_by if seat.nominator else "",
        seat.side,
    ]
    people = [
        other.member
        for one in (*place.members, *place.reserve)
        for other in (one, *one.substitutes)
    ]
    for member in people:
        yield [*category, *_sitting(member)]
    if not people:
        yield [*category, "", "", "", "", None, None]


def _sitting(member: Membership) -> list[Cell]:
    return [
        member.name,
        member.speaks_for,
        member.get_office_display(),
        member.get_standing_display(),
        member.appointed_on,
        member.mandate_ends_on,
    ]
