"""The chapters made of the others: the summary, what deviates, the comparison, the method."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.content import Words
from feedback.reports.content import NO_WORDS, Cell, CellKind, Chapter, Row, Table
from feedback.reports.scope import Kind, Scope
from feedback.reports.trail import Trail, column, label, said, words
from prestizh.ui.dates import day_text

DEVIATIONS = "deviations"
SUMMARY = "summary"
# What stands on the first page: figures of the chapters, if the report has these chapters.
AT_A_GLANCE = (
    ("terms", "published"),
    ("terms", "short"),
    ("people", "people"),
    ("proposals", "received"),
    ("proposals", "decided"),
    ("proposals", "reasoned_share"),
    ("proposals", "days"),
    ("closing", "owed"),
    ("closing", "without"),
    ("meetings", "held"),
    ("meetings", "expected"),
    ("meetings", "attendance"),
    ("recommendations", "sent"),
    ("recommendations", "unanswered"),
    ("forums", "sessions"),
    ("direct", "noted"),
)


def figure(chapters: Iterable[Chapter], chapter: str, key: str) -> Row | None:
    """One of the main figures; None where the report has no such chapter."""
    for one in chapters:
        table = one.figures() if one.key == chapter else None
        for row in table.rows if table else ():
            if row.key == key:
                return row
    return None


def summary(chapters: list[Chapter], deviations: int, scope: Scope) -> Chapter:
    """One page in plain words."""
    found = [(chapter, figure(chapters, chapter, key)) for chapter, key in AT_A_GLANCE]
    rows = tuple(Row(f"{chapter}_{row.key}", row.cells) for chapter, row in found if row)
    table = Table(
        key="summary_glance",
        title=label(_("At a glance")),
        columns=(
            column("what", _("What was counted"), CellKind.WORDS),
            column("value", _("How many"), CellKind.FIGURE),
        ),
        rows=rows,
    )
    told = [chapter.paragraphs[0] for chapter in chapters if chapter.paragraphs]
    paragraphs = (_opening(scope), *told, _closing(deviations))
    return Chapter(SUMMARY, label(_("In short")), paragraphs, (table,))


def _opening(scope: Scope) -> Words:
    return said(
        lambda: (
            gettext(
                "This report says how people took part in the decisions of the municipality "
                "%(period)s. It was counted from the portal's own record on %(day)s."
            )
            % {
                "period": gettext("from %(first)s to %(last)s")
                % {"first": day_text(scope.first, "date"), "last": day_text(scope.last, "date")},
                "day": day_text(scope.today, "date"),
            }
        )
    )


def _closing(deviations: int) -> Words:
    if not deviations:
        return said(lambda: gettext("Nothing deviated from law and rules."))
    return said(
        lambda: (
            gettext(
                "Not as law and rules ask: %(number)d cases. Each is named openly in a chapter of its own."
            )
            % {"number": deviations}
        )
    )


def deviations(trail: Trail) -> Chapter:
    """What was not as law and rules ask; the maker may say why."""
    if not trail.deviations:
        none = said(lambda: gettext("Nothing deviated from law and rules."))
        return Chapter(DEVIATIONS, label(_("What was not as it should be")), (none,))
    table = Table(
        key="deviations_each",
        title=label(_("Each deviation and its cause")),
        columns=(
            column("what", _("What was not as it should be"), CellKind.WORDS),
            column("cause", _("Cause"), CellKind.WORDS),
        ),
        rows=tuple(trail.deviations),
    )
    return Chapter(DEVIATIONS, label(_("What was not as it should be")), (), (table,))


def comparison(chapters: list[Chapter], before: list[Chapter], scope: Scope) -> Chapter:
    """The main figures beside those of the period before."""
    earlier = scope.before()
    rows = []
    for chapter in chapters:
        table = chapter.figures()
        for row in table.rows if table else ():
            then = figure(before, chapter.key, row.key)
            if then is not None:
                rows.append(_compared(chapter.key, row, then))
    table = Table(
        key="comparison_each",
        title=label(_("This period and the one before")),
        columns=(
            column("what", _("What was counted"), CellKind.WORDS),
            column("now", _("This period"), CellKind.FIGURE),
            column("before", _("The period before"), CellKind.FIGURE),
            column("difference", _("Difference"), CellKind.FIGURE),
        ),
        rows=tuple(rows),
    )
    paragraph = said(
        lambda: (
            gettext("The period before is the one from %(first)s to %(last)s.")
            % {"first": day_text(earlier.first, "date"), "last": day_text(earlier.last, "date")}
        )
    )
    return Chapter(
        "comparison", label(_("Compared with the period before")), (paragraph,), (table,)
    )


def _compared(chapter: str, now: Row, then: Row) -> Row:
    name, value = now.cells
    earlier = then.cells[1]
    plain = Cell(earlier.value, is_hidden=earlier.is_hidden, kind=earlier.kind)
    return Row(f"{chapter}_{now.key}", (name, value, plain, _difference(value, earlier)))


def _difference(now: Cell, then: Cell) -> Cell:
    """Empty where either is not told or is nothing: it would tell the other."""
    if now.is_hidden or then.is_hidden:
        return Cell(None, is_hidden=True, kind=now.kind)
    a, b = now.value, then.value
    if not isinstance(a, int | float) or not isinstance(b, int | float):
        return Cell(None, kind=now.kind)
    return Cell(round(a - b, 1), kind=now.kind)


def method(scope: Scope) -> Chapter:
    """Annex: how it was counted."""
    sentences = [
        _("Everything is counted from the record of the portal; nothing was estimated."),
        _(
            "Instants are those of Sofia. A period begins with its first day and ends with its last."
        ),
        _(
            "A discussion belongs to the period in which it was published; its closing report to "
            "the one in which the term ended; a proposal to the one in which it was received; a "
            "recommendation to the one in which it was sent."
        ),
        _("What became of a proposal is counted as it was public on the day of the report."),
        _(
            "Only opinions that count are read: confirmed, in time or admitted, neither withdrawn "
            "nor replaced. One person is one address of mail; an opinion without one is a person."
        ),
        _(
            "Days to an answer run from the receipt to the closing report that holds the answer. "
            "The median is given, because a few long ones would move the mean."
        ),
        _(
            "Meetings prescribed are those of the body's rules for a year, for the days at work, "
            "rounded down. Minutes are in time if a public copy stood by the day of the rules."
        ),
        _(
            "Of people, no number from one to four is told, nor another from which it could be "
            "found by subtraction; “not told” stands in its place. All others are rounded down to a "
            "multiple of five, and shares are counted from what was rounded: so no small number "
            "follows from two reports whose periods overlap."
        ),
        _(
            "Page, PDF, XLSX, ODS, CSV and JSON are made from one content; its digest (SHA-256) "
            "stands in the public record."
        ),
    ]
    if scope.kind != Kind.ALL or scope.unit is not None:
        sentences.append(_("This report covers only a part of all procedures: see its heading."))
    return Chapter("method", label(_("Annex: how it was counted")), tuple(map(label, sentences)))


def with_causes(chapter: Chapter, causes: Mapping[str, Words]) -> Chapter:
    """The chapter of deviations with what was said of their causes, by the key of the row."""
    tables = tuple(
        replace(
            table,
            rows=tuple(
                Row(row.key, (row.cells[0], words(causes.get(row.key, NO_WORDS))))
                for row in table.rows
            ),
        )
        for table in chapter.tables
    )
    return replace(chapter, tables=tables)
