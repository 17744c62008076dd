"""Sessions of citizen and deliberative forums: people counted by table, never named."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from feedback.reports.content import Cell, CellKind, Chapter, Chart, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.suppressing import LEAST
from feedback.reports.trail import Trail, column, figures, label, named, people, said, share
from forums.gatherings.models import Attendance, Forum, Session

KEY = "forums"


def forums(scope: Scope, trail: Trail) -> Chapter:
    """The sessions held in the period. Two queries."""
    rows = list(
        Session.objects.filter(
            scope.days("on"),
            scope.of_unit("forum__body__unit"),
            forum__in=Forum.objects.public(),
            held_at__isnull=False,
        )
        .select_related("forum__body")
        .order_by("on", "pk")
    )
    came: Counter[int] = Counter()
    places: Counter[int] = Counter()
    found = Attendance.objects.filter(session__in=rows)
    for session, present, seats in found.values_list("session_id", "present", "table__places"):
        came[session] += present
        places[session] += seats
    # A session that is not told would follow from the total, of this report or of another.
    told = [_told(came[row.pk]) for row in rows]
    total = None if None in told else came.total()
    table = figures(
        KEY,
        [
            (
                "forums",
                _("Forums that held a session"),
                trail.count(f"{KEY}.forums", "body", {row.forum.body_id for row in rows}),
            ),
            (
                "sessions",
                _("Sessions held at tables"),
                trail.count(f"{KEY}.sessions", "session", [row.pk for row in rows]),
            ),
            ("came", _("Attendances at tables"), people(total)),
            ("filled", _("Places at tables taken, in percent"), share(total, places.total())),
        ],
    )
    tables = (table, _each(rows, came, places, trail)) if rows else (table,)
    return Chapter(KEY, label(_("Citizen and deliberative forums")), (), tables)


def _told(number: int) -> int | None:
    return None if 0 < number < LEAST else number


def _each(rows: list[Session], came: Counter[int], places: Counter[int], trail: Trail) -> Table:
    return Table(
        key="forums_each",
        title=label(_("Each session")),
        columns=(
            column("forum", _("Forum"), CellKind.WORDS),
            column("session", _("Session"), CellKind.WORDS),
            column("day", _("Day"), CellKind.DAY),
            column("came", _("There")),
            column("places", _("Places")),
            column("share", _("Share in percent"), CellKind.SHARE),
        ),
        rows=tuple(_row(row, came[row.pk], places[row.pk], trail) for row in rows),
        charts=(Chart(label(_("People at each session")), "came"),),
    )


def _row(row: Session, came: int, places: int, trail: Trail) -> Row:
    body = row.forum.body
    behind = trail.remember(f"{KEY}.one.{row.pk}", "session", [row.pk])
    return Row(
        f"{body.public_id}_{row.number}",
        (
            named(body.name, body.name_en),
            Cell(said(lambda: str(row)), rows=behind),
            Cell(row.on),
            people(_told(came)),
            Cell(places),
            share(_told(came), places),
        ),
    )
