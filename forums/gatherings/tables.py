"""Forums, what is in them, and those who registered for one as tables."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import Attendance, Forum, Registration, Session
from forums.gatherings.models import Table as WorkingTable
from forums.gatherings.projects import Ranked
from forums.gatherings.showing import Voted
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
SESSIONS = (
    Column("number", _("session")),
    Column("on", _("day of the session"), date),
    Column("place", _("hour and place")),
    Column("agenda", _("agenda of the session")),
    Column("experts", _("invited experts")),
    Column("motions", _("motions")),
    Column("held_at", _("attendance entered on"), datetime),
    Column("bulletin_at", _("bulletin published on"), datetime),
)
TABLES = (
    Column("number", _("table number")),
    Column("interest", _("interest of the table")),
    Column("kind", _("kind of table")),
    Column("places", _("places")),
    Column("seated", _("seated")),
)
ATTENDANCE = (
    Column("number", _("table number")),
    Column("interest", _("interest of the table")),
    Column("present", _("present")),
    Column("places", _("places")),
)
MOTIONS = (
    Column("number", _("motion number")),
    Column("kind", _("kind of motion")),
    Column("table", _("working table")),
    Column("title", _("in one line")),
    Column("text", _("text")),
    Column("addressee", _("addressee")),
    Column("budget", _("budget, in euro")),
    Column("own_share", _("of it co-financed, in euro")),
    Column("verdict", _("what was decided")),
    Column("for", _("tables for")),
    Column("against", _("tables against")),
    Column("abstains", _("tables abstaining")),
    Column("needed", _("votes needed")),
)
IDEAS = (
    Column("idea", _("project idea")),
    Column("session", _("session")),
    Column("table", _("working table")),
    Column("asked", _("from the fund, in euro")),
    Column("points", _("points")),
    Column("for", _("tables for")),
    Column("verdict", _("what was decided")),
    Column("stage", _("how far it is")),
    Column("responsible", _("who is responsible")),
    Column("result", _("what came of it")),
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


def of_sessions(rows: Iterable[Session]) -> Table:
    """The sessions of a forum, which came with how many motions each has."""
    return Table(SESSIONS, (_session(row) for row in rows))


def of_tables(rows: Iterable[WorkingTable]) -> Table:
    """The tables of a forum, which came with how many sit there; the operative group's has no seats
    to count."""
    return Table(TABLES, (_table(row) for row in rows))


def of_tables_at_desk(rows: Iterable[WorkingTable]) -> Table:
    """The same with how many wait for a place."""
    columns = (*TABLES, Column("waiting", _("waiting")))
    # Both counts are set by `tables_of`.
    return Table(columns, ([*_table(row), getattr(row, "waiting")] for row in rows))  # noqa: B009


def of_attendance(rows: Iterable[Attendance]) -> Table:
    """How many of each table were at a session."""
    return Table(
        ATTENDANCE,
        ([one.table.number, one.table.title, one.present, one.table.places] for one in rows),
    )


def of_motions(rows: Iterable[Voted]) -> Table:
    """What the tables of a session proposed and decided."""
    return Table(MOTIONS, (_motion(row) for row in rows))


def of_ideas(rows: Iterable[Ranked]) -> Table:
    """The project ideas of a forum, in the order of selection."""
    return Table(IDEAS, (_idea(row) for row in rows))


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


def _session(row: Session) -> list[Cell]:
    return [
        row.number,
        row.on,
        row.place,
        row.agenda,
        row.experts,
        getattr(row, "motions_count"),  # noqa: B009 - set by `sessions_of`
        row.held_at,
        row.bulletin_at,
    ]


def _table(row: WorkingTable) -> list[Cell]:
    seated = getattr(row, "seated")  # noqa: B009 - set by `tables_of`
    return [
        row.number,
        row.title,
        row.get_kind_display(),
        row.places,
        seated if row.has_vote else None,
    ]


def _motion(row: Voted) -> list[Cell]:
    motion, counted = row.motion, row.count
    to_whom = (motion.get_addressee_display(), motion.addressee_name)
    return [
        motion.number,
        motion.get_kind_display(),
        str(motion.table),
        motion.title,
        motion.text,
        ", ".join(part for part in to_whom if part) if motion.addressee else "",
        motion.budget or None,
        motion.own_share or None,
        motion.get_verdict_display(),
        *(counted[choice] if motion.verdict else None for choice in ("for", "against", "abstains")),
        motion.needed if motion.verdict else None,
    ]


def _idea(row: Ranked) -> list[Cell]:
    idea = row.idea
    return [
        idea.title,
        idea.session.number,
        str(idea.table),
        idea.asked,
        row.points,
        row.votes_for,
        idea.get_verdict_display(),
        idea.get_stage_display(),
        idea.responsible,
        idea.result,
    ]
