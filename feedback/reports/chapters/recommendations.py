"""What bodies recommended and what was answered."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.content import Words
from feedback.reports.content import Cell, CellKind, Chapter, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.trail import Trail, column, days, figures, label, named, said, share
from forums.bodies.models import Body
from forums.recommendations.models import Recommendation
from forums.recommendations.models.answer import TAKEN_UP
from prestizh.terms import sofia_day

KEY = "recommendations"


def recommendations(scope: Scope, trail: Trail) -> Chapter:
    """The recommendations sent in the period. One query."""
    rows = list(
        Recommendation.objects.public()
        .filter(scope.instants("sent_at"), scope.of_unit("body__unit"))
        .filter(body__in=Body.objects.public())
        .select_related("body", "unit")
        .order_by("sent_at", "pk")
    )
    unanswered = [row for row in rows if row.days_late(scope.today)]
    for row in unanswered:
        _deviate(row, scope, trail)
    answered = [row for row in rows if row.answered_at]
    table = _figures(rows, answered, unanswered, trail)
    tables = (table, _each(rows, trail)) if rows else (table,)
    title = label(_("Recommendations and their answers"))
    return Chapter(KEY, title, (_said(rows, answered),), tables)


def _figures(
    rows: list[Recommendation],
    answered: list[Recommendation],
    unanswered: list[Recommendation],
    trail: Trail,
) -> Table:
    taken = [row for row in rows if row.outcome in TAKEN_UP]
    late = [row for row in answered if _is_late(row)]
    return figures(
        KEY,
        [
            ("sent", _("Recommendations sent"), _count(trail, "sent", rows)),
            ("answered", _("Recommendations answered"), _count(trail, "answered", answered)),
            (
                "taken",
                _("Recommendations taken up, whole or in part"),
                _count(trail, "taken", taken),
            ),
            (
                "taken_share",
                _("Recommendations taken up, in percent"),
                share(len(taken), len(rows)),
            ),
            ("late", _("Recommendations answered late"), _count(trail, "late", late)),
            (
                "unanswered",
                _("Recommendations unanswered after the term"),
                _count(trail, "unanswered", unanswered),
            ),
            (
                "days",
                _("Days to the answer to a recommendation (median)"),
                days([_days(row) for row in answered]),
            ),
        ],
    )


def _is_late(row: Recommendation) -> bool:
    return bool(row.answered_at and row.due_on and sofia_day(row.answered_at) > row.due_on)


def _days(row: Recommendation) -> int:
    if row.answered_at is None or row.sent_at is None:
        return 0
    return (sofia_day(row.answered_at) - sofia_day(row.sent_at)).days


def _count(trail: Trail, name: str, rows: Iterable[Recommendation]) -> Cell:
    return trail.count(f"{KEY}.{name}", "recommendation", [row.pk for row in rows])


def _said(rows: list[Recommendation], answered: list[Recommendation]) -> Words:
    if not rows:
        return said(lambda: gettext("No recommendations were sent in the period."))
    return said(
        lambda: (
            gettext("Recommendations sent: %(sent)d; answered so far: %(answered)d.")
            % {"sent": len(rows), "answered": len(answered)}
        )
    )


def _deviate(row: Recommendation, scope: Scope, trail: Trail) -> None:
    trail.deviate(
        f"unanswered:{row.public_id}",
        lambda: (
            gettext(
                "%(body)s, recommendation %(reference)s “%(title)s”: no answer, %(days)d days after "
                "the last day for one."
            )
            % {
                "body": row.body,
                "reference": row.reference,
                "title": row,
                "days": row.days_late(scope.today),
            }
        ),
        "recommendation",
        row.pk,
    )


def _each(rows: list[Recommendation], trail: Trail) -> Table:
    return Table(
        key="recommendations_each",
        title=label(_("Each recommendation")),
        columns=(
            column("title", _("Recommendation"), CellKind.WORDS),
            column("body", _("Body"), CellKind.WORDS),
            column("sent", _("Sent on"), CellKind.DAY),
            column("due", _("Answer due on"), CellKind.DAY),
            column("answered", _("Answered on"), CellKind.DAY),
            column("outcome", _("What was decided"), CellKind.WORDS),
        ),
        rows=tuple(_row(row, trail) for row in rows),
    )


def _row(row: Recommendation, trail: Trail) -> Row:
    behind = trail.remember(f"{KEY}.one.{row.public_id}", "recommendation", [row.pk])
    outcome = said(lambda: row.get_outcome_display() if row.outcome else gettext("no answer yet"))
    return Row(
        row.public_id,
        (
            Cell(named(f"№ {row.reference}. {row.title}", _english(row)).value, rows=behind),
            named(row.body.name, row.body.name_en),
            Cell(sofia_day(row.sent_at) if row.sent_at else None),
            Cell(row.due_on),
            Cell(sofia_day(row.answered_at) if row.answered_at else None),
            Cell(outcome),
        ),
    )


def _english(row: Recommendation) -> str:
    return f"№ {row.reference}. {row.title_en}" if row.title_en else ""
