"""Direct participation under ЗПУГДВМС: initiatives, assemblies, referenda and their terms."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.reports.content import Cell, CellKind, Chapter, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.trail import Trail, column, figures, label, named, words
from forums.direct.dues import dues_of
from forums.direct.kinds import Kind
from forums.direct.models import Initiative
from forums.direct.stages import FINAL, Stage
from prestizh.places.calendar import calendar
from prestizh.terms import sofia_day

KEY = "direct"


def direct(scope: Scope, trail: Trail) -> Chapter:
    """What was entered into the register in the period. Three queries."""
    rows = list(
        Initiative.objects.public()
        .filter(scope.instants("noted_at"), scope.of_unit("unit"))
        .with_all()
        .order_by("noted_at", "pk")
    )
    days = calendar()
    late = {
        row.pk: max((one.days_late(scope.today) for one in dues_of(row, days)), default=0)
        for row in rows
    }
    for row in rows:
        if late[row.pk]:
            _deviate(row, late[row.pk], trail)
    table = _figures(rows, late, trail)
    tables = (table, _each(rows, late, trail)) if rows else (table,)
    return Chapter(KEY, label(_("Direct participation of citizens")), (), tables)


def _figures(rows: list[Initiative], late: dict[int, int], trail: Trail) -> Table:
    answered = [row for row in rows if row.stage == Stage.ANSWERED]
    kept = [row for row in rows if not late[row.pk]]
    return figures(
        KEY,
        [
            (
                "noted",
                _("Direct participation: entered into the register"),
                _count(trail, "noted", rows),
            ),
            (
                "running",
                _("Direct participation: still going on"),
                _count(trail, "running", [row for row in rows if row.stage not in FINAL]),
            ),
            (
                "answered",
                _("Direct participation: answered in public"),
                _count(trail, "answered", answered),
            ),
            (
                "kept",
                _("Direct participation: every lawful term kept"),
                _count(trail, "kept", kept),
            ),
            (
                "signatures",
                _("Direct participation: valid signatures"),
                Cell(sum(row.valid_signatures or 0 for row in rows)),
            ),
        ],
    )


def _count(trail: Trail, name: str, rows: Iterable[Initiative]) -> Cell:
    return trail.count(f"{KEY}.{name}", "initiative", [row.pk for row in rows])


def _deviate(row: Initiative, days: int, trail: Trail) -> None:
    trail.deviate(
        f"direct:{row.public_id}",
        lambda: (
            gettext("“%(title)s”: a lawful term was exceeded by %(days)d days.")
            % {"title": row, "days": days}
        ),
        "initiative",
        row.pk,
    )


def _each(rows: list[Initiative], late: dict[int, int], trail: Trail) -> Table:
    return Table(
        key="direct_each",
        title=label(_("Each procedure")),
        columns=(
            column("title", _("Subject"), CellKind.WORDS),
            column("kind", _("Form"), CellKind.WORDS),
            column("noted", _("Entered on"), CellKind.DAY),
            column("valid", _("Valid signatures")),
            column("stage", _("State"), CellKind.WORDS),
            column("late", _("Days over a lawful term")),
        ),
        rows=tuple(_row(row, late[row.pk], trail) for row in rows),
    )


def _row(row: Initiative, late: int, trail: Trail) -> Row:
    behind = trail.remember(f"{KEY}.one.{row.public_id}", "initiative", [row.pk])
    return Row(
        row.public_id,
        (
            Cell(named(row.title, row.title_en).value, rows=behind),
            words(label(Kind(row.kind).label)),
            Cell(sofia_day(row.noted_at)),
            Cell(row.valid_signatures),
            words(label(Stage(row.stage).label)),
            Cell(late),
        ),
    )
