"""What those who took part thought of it: the results of surveys that were published in the period."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.content import Words
from feedback.reports.content import Cell, CellKind, Chapter, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.trail import Trail, column, figures, label, said, words
from feedback.results.figures import Figure
from feedback.results.models import Publication
from feedback.results.reading import Summary, summary
from feedback.results.words import CRITERIA

KEY = "satisfaction"


def satisfaction(scope: Scope, trail: Trail) -> Chapter:
    """As the surveys were published, each once: nothing is counted anew here. One query."""
    published = Publication.objects.public().filter(scope.instants("published_at"))
    found = [summary(row.survey) for row in published.order_by("published_at")]
    table = figures(
        KEY,
        [
            ("surveys", _("Surveys with published results"), Cell(len(found))),
            (
                "answers",
                _("Answers to surveys with published results"),
                Cell(sum(one.n for one in found)),
            ),
        ],
    )
    tables = (table, _each(found), _criteria(found)) if found else (table,)
    return Chapter(KEY, label(_("Satisfaction of those who took part")), (_said(found),), tables)


def _said(found: list[Summary]) -> Words:
    if not found:
        return said(lambda: gettext("No results of a survey were published in this period."))
    number = sum(one.n for one in found)
    return said(
        lambda: (
            ngettext(
                "%(number)d person answered a survey about taking part.",
                "%(number)d people answered a survey about taking part.",
                number,
            )
            % {"number": number}
            + " "
            + gettext("Who answers, chooses to: this is no representative sample.")
        )
    )


def _each(found: list[Summary]) -> Table:
    return Table(
        key="satisfaction_each",
        title=label(_("Each survey")),
        columns=(
            column("survey", _("Survey"), CellKind.WORDS),
            column("closed", _("Ended on"), CellKind.DAY),
            column("answers", _("Answers")),
            column("rate", _("Of the invited, answered (%)"), CellKind.SHARE),
            column("index", _("Index of participation, 0–100"), CellKind.FIGURE),
            column("low", _("From (95 % interval)"), CellKind.FIGURE),
            column("high", _("To (95 % interval)"), CellKind.FIGURE),
            column("satisfied", _("Satisfied (%)"), CellKind.SHARE),
            column("nps", _("Would recommend it, −100 to 100"), CellKind.FIGURE),
        ),
        rows=tuple(_row(one) for one in found),
    )


def _row(one: Summary) -> Row:
    index = one.index
    return Row(
        one.public_id,
        (
            words(one.title),
            Cell(one.closed_on),
            Cell(one.n),
            _percent(one.rate),
            _rounded(index.value if index else None),
            _rounded(index.low if index else None),
            _rounded(index.high if index else None),
            _percent(one.satisfied),
            _rounded(one.nps.value if one.nps else None),
        ),
    )


def _criteria(found: list[Summary]) -> Table:
    return Table(
        key="satisfaction_criteria",
        title=label(_("Criteria of the index")),
        columns=(
            column("survey", _("Survey"), CellKind.WORDS),
            column("criterion", _("Criterion"), CellKind.WORDS),
            column("score", _("Score, 0–100"), CellKind.FIGURE),
        ),
        rows=tuple(
            Row(
                f"{one.public_id}_{score.criterion}",
                (
                    words(one.title),
                    words(label(CRITERIA[score.criterion])),
                    _rounded(score.figure.value if score.figure else None),
                ),
            )
            for one in found
            for score in one.criteria
        ),
    )


def _percent(figure: Figure | None) -> Cell:
    value = None if figure is None else round(100 * figure.value, 1)
    return Cell(value, kind=CellKind.SHARE)


def _rounded(value: float | None) -> Cell:
    return Cell(None if value is None else round(value, 1), kind=CellKind.FIGURE)
