"""Proposals for better participation, and the measures that earlier ones led to: what was done."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.measures.models import ImprovementProposal, Measure, MeasureState
from feedback.measures.reading import MeasureRow, ProposalRow, Reading, read
from feedback.questionnaires.content import Words
from feedback.reports.content import Cell, CellKind, Chapter, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.trail import Trail, column, figures, label, named, said, words

KEY = "measures"


def measures(scope: Scope, trail: Trail) -> Chapter:
    """As they stood on the last day of the period. Five queries."""
    found = read(scope.first, scope.last)
    keys = _keys(found)
    received = _count(trail, "received", "improvement", found.received, keys)
    answered = _count(trail, "answered", "improvement", found.answered, keys)
    table = figures(
        KEY,
        [
            ("received", _("Proposals for better participation in the register"), received),
            ("answered", _("Of the proposals for better participation answered"), answered),
            (
                "days",
                _("Days to the answer to a proposal for better participation (median)"),
                _median(found),
            ),
            ("due", _("Measures due"), _count(trail, "due", "measure", found.measures_due, keys)),
            (
                "done",
                _("Measures done"),
                _count(trail, "done", "measure", found.measures_done, keys),
            ),
            (
                "late",
                _("Measures late"),
                _count(trail, "late", "measure", found.measures_late, keys),
            ),
        ],
    )
    rows = {row.public_id: row for row in (*found.measures_due, *found.measures_done)}
    rows |= {row.public_id: row for row in found.measures_open}
    tables = (table, _each(list(rows.values()))) if rows else (table,)
    title = label(_("Proposals for better participation, and measures"))
    return Chapter(KEY, title, (_said(found),), tables)


def _keys(found: Reading) -> dict[str, int]:
    """Primary keys by the public ones, which are unlike each other."""
    proposals = {row.public_id for row in (*found.received, *found.answered)}
    rows = (*found.measures_due, *found.measures_done, *found.measures_late)
    return dict(
        ImprovementProposal.objects.public()
        .filter(public_id__in=proposals)
        .values_list("public_id", "pk")
    ) | dict(
        Measure.objects.public()
        .filter(public_id__in={row.public_id for row in rows})
        .values_list("public_id", "pk")
    )


def _count(
    trail: Trail,
    name: str,
    of: str,
    rows: Iterable[ProposalRow | MeasureRow],
    keys: dict[str, int],
) -> Cell:
    return trail.count(f"{KEY}.{name}", of, [keys[row.public_id] for row in rows])


def _median(found: Reading) -> Cell:
    value = found.median_days
    whole = value is not None and value.is_integer()
    return Cell(int(value) if value is not None and whole else value, kind=CellKind.DAYS)


def _said(found: Reading) -> Words:
    return said(
        lambda: (
            gettext("Measures for better participation done: %(done)d; late: %(late)d.")
            % {"done": len(found.measures_done), "late": len(found.measures_late)}
        )
    )


def _each(rows: list[MeasureRow]) -> Table:
    return Table(
        key="measures_each",
        title=label(_("Each measure")),
        columns=(
            column("measure", _("Measure"), CellKind.WORDS),
            column("due", _("To be done by"), CellKind.DAY),
            column("done", _("Done on"), CellKind.DAY),
            column("state", _("State"), CellKind.WORDS),
            column("late", _("Days late")),
        ),
        rows=tuple(
            Row(
                row.public_id,
                (
                    named(row.text),
                    Cell(row.due_on),
                    Cell(row.done_on),
                    words(label(MeasureState(row.state).label)),
                    Cell(row.days_late),
                ),
            )
            for row in sorted(rows, key=lambda one: (one.due_on, one.public_id))
        ),
    )
