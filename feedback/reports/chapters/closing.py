"""The closing reports (справки, ЗНА чл. 26, ал. 5): whether they came, and before the adoption."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consultations.models import ClosingReport, Consultation, Outcome
from consultations.stages import Stage
from feedback.questionnaires.content import Words
from feedback.reports.content import Cell, CellKind, Chapter, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.trail import Trail, column, days, figures, label, named, said, words
from prestizh.places.models import in_language
from prestizh.refusal import Sentence
from prestizh.terms import sofia_day

KEY = "closing"


def closing(scope: Scope, trail: Trail) -> Chapter:
    """The discussions whose term ended in the period. One query."""
    rows = list(
        Consultation.objects.public()
        .filter(scope.days("last_day"), scope.of_unit("unit"), last_day__lt=scope.today)
        .exclude(stage=Stage.WITHDRAWN)
        .select_related("report", "outcome")
        .order_by("last_day", "pk")
    )
    for row in rows:
        _deviate(row, scope.today, trail)
    adopted = [row for row in rows if row.stage == Stage.ADOPTED]
    groups: list[tuple[str, Sentence, list[Consultation]]] = [
        ("ended", _("Discussions whose term ended"), rows),
        ("reported", _("Discussions with a closing report"), [r for r in rows if report_day(r)]),
        (
            "owed",
            _("Discussions without a closing report yet"),
            [r for r in rows if not report_day(r)],
        ),
        ("adopted", _("Drafts adopted"), adopted),
        (
            "before",
            _("Drafts adopted after the closing report"),
            [r for r in adopted if is_before(r)],
        ),
        (
            "without",
            _("Drafts adopted before the closing report"),
            [r for r in adopted if not is_before(r)],
        ),
    ]
    waited = [(on - row.last_day).days for row in rows if (on := report_day(row)) and row.last_day]
    table = figures(
        KEY,
        [
            *((name, words_, _count(trail, name, found)) for name, words_, found in groups),
            ("days", _("Days from the end of the term to the report (median)"), days(waited)),
        ],
    )
    tables = (table, _each(rows, trail)) if rows else (table,)
    return Chapter(KEY, label(_("Closing reports before the adoption")), (_said(rows),), tables)


def report_day(row: Consultation) -> date | None:
    """The day of the closing report."""
    found: ClosingReport | None = getattr(row, "report", None)
    return sofia_day(found.published_at) if found else None


def is_before(row: Consultation) -> bool:
    """Whether the closing report stood before the draft was adopted, as the law asks."""
    outcome: Outcome | None = getattr(row, "outcome", None)
    on = report_day(row)
    if outcome is None or outcome.without_report or on is None:
        return False
    return on <= outcome.decided_on


def _count(trail: Trail, name: str, rows: list[Consultation]) -> Cell:
    return trail.count(f"{KEY}.{name}", "consultation", [row.pk for row in rows])


def _said(rows: list[Consultation]) -> Words:
    if not rows:
        return said(lambda: gettext("No discussion ended in the period."))
    reported = sum(1 for row in rows if report_day(row))
    return said(
        lambda: (
            gettext(
                "Discussions that ended: %(number)d; with a published closing report: %(reported)d."
            )
            % {"number": len(rows), "reported": reported}
        )
    )


def _deviate(row: Consultation, today: date, trail: Trail) -> None:
    days_since = (today - row.last_day).days if row.last_day else 0

    def facts() -> dict[str, object]:
        return {"title": in_language(row.title, row.title_en), "days": days_since}

    if row.stage == Stage.ADOPTED and not is_before(row):
        trail.deviate(
            f"late_closing:{row.public_id}",
            lambda: (
                gettext("“%(title)s” was adopted before the closing report of ЗНА, чл. 26, ал. 5.")
                % facts()
            ),
            "consultation",
            row.pk,
        )
    elif report_day(row) is None:
        trail.deviate(
            f"owed_closing:{row.public_id}",
            lambda: (
                gettext(
                    "The closing report on “%(title)s” is still owed, %(days)d days after the term."
                )
                % facts()
            ),
            "consultation",
            row.pk,
        )


def _each(rows: list[Consultation], trail: Trail) -> Table:
    return Table(
        key="closing_each",
        title=label(_("The closing report of each discussion")),
        columns=(
            column("title", _("Draft"), CellKind.WORDS),
            column("last_day", _("Last day of the term"), CellKind.DAY),
            column("reported", _("Closing report on"), CellKind.DAY),
            column("days", _("Days in between")),
            column("decided", _("Decided on"), CellKind.DAY),
            column("before", _("Report before the adoption?"), CellKind.WORDS),
        ),
        rows=tuple(_row(row, trail) for row in rows),
    )


def _row(row: Consultation, trail: Trail) -> Row:
    outcome: Outcome | None = getattr(row, "outcome", None)
    on = report_day(row)
    behind = trail.remember(f"{KEY}.one.{row.public_id}", "consultation", [row.pk])
    return Row(
        row.public_id,
        (
            Cell(named(row.title, row.title_en).value, rows=behind),
            Cell(row.last_day),
            Cell(on),
            Cell((on - row.last_day).days if on and row.last_day else None),
            Cell(outcome.decided_on if outcome else None),
            words(label(_standing(row))),
        ),
    )


def _standing(row: Consultation) -> Sentence:
    if row.stage == Stage.ADOPTED:
        return _("yes") if is_before(row) else _("no")
    if row.stage == Stage.REJECTED:
        return _("was not adopted")
    return _("not decided yet")
