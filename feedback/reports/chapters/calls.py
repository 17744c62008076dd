"""Calls for members of bodies: places, applications, results."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from feedback.reports.content import Cell, CellKind, Chapter, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.trail import Trail, column, few, figures, label, named, words
from forums.calls.models import Application, Call
from forums.calls.stages import CallStage
from prestizh.terms import sofia_day

KEY = "calls"


def calls(scope: Scope, trail: Trail) -> Chapter:
    """The calls published in the period. Two queries."""
    rows = list(
        Call.objects.public()
        .filter(scope.instants("published_at"), scope.of_unit("body__unit"))
        .select_related("body")
        .annotate(places=Sum("seats__places"))
        .order_by("published_at", "pk")
    )
    submitted = Application.objects.filter(call__in=rows, submitted_at__isnull=False)
    applied = Counter(submitted.values_list("call_id", flat=True))
    final = [row for row in rows if row.stage == CallStage.FINAL]
    cancelled = [row for row in rows if row.stage == CallStage.CANCELLED]
    table = figures(
        KEY,
        [
            ("published", _("Calls published"), _count(trail, "published", rows)),
            ("places", _("Places offered"), Cell(sum(map(_places, rows)))),
            ("applications", _("Applications, at least"), few(applied.total())),
            ("final", _("Calls with a final result"), _count(trail, "final", final)),
            ("cancelled", _("Calls cancelled"), _count(trail, "cancelled", cancelled)),
        ],
    )
    tables = (table, _each(rows, trail)) if rows else (table,)
    return Chapter(KEY, label(_("Calls for members")), (), tables)


def _places(row: Call) -> int:
    """As the query summed them up."""
    return getattr(row, "places", None) or 0


def _count(trail: Trail, name: str, rows: Iterable[Call]) -> Cell:
    return trail.count(f"{KEY}.{name}", "call", [row.pk for row in rows])


def _each(rows: list[Call], trail: Trail) -> Table:
    return Table(
        key="calls_each",
        title=label(_("Each call")),
        columns=(
            column("title", _("Call"), CellKind.WORDS),
            column("body", _("Body"), CellKind.WORDS),
            column("published", _("Published on"), CellKind.DAY),
            column("last_day", _("Last day to apply"), CellKind.DAY),
            column("places", _("Places")),
            column("stage", _("State"), CellKind.WORDS),
        ),
        rows=tuple(_row(row, trail) for row in rows),
        note=label(_("How many applied for one call is not told: an application is not public.")),
    )


def _row(row: Call, trail: Trail) -> Row:
    behind = trail.remember(f"{KEY}.one.{row.public_id}", "call", [row.pk])
    return Row(
        row.public_id,
        (
            Cell(named(row.title, row.title_en).value, rows=behind),
            named(row.body.name, row.body.name_en),
            Cell(sofia_day(row.published_at) if row.published_at else None),
            Cell(row.last_day),
            Cell(_places(row)),
            words(label(CallStage(row.stage).label)),
        ),
    )
