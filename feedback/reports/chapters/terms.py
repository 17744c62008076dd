"""How long the drafts were discussed, against what the law asks for at least."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from consultations.models.consultation import MINIMUM_DAYS, SHORT_MINIMUM_DAYS
from consultations.stages import Stage
from feedback.questionnaires.content import Words
from feedback.reports.content import Cell, CellKind, Chapter, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.trail import Trail, column, days, figures, label, named, said, words
from prestizh.places.models import in_language
from prestizh.terms import sofia_day

KEY = "terms"


def terms(scope: Scope, trail: Trail) -> Chapter:
    """The discussions published in the period. One query."""
    rows = list(
        Consultation.objects.public()
        .filter(scope.instants("published_at"), scope.of_unit("unit"))
        .order_by("published_at", "pk")
    )
    short = [row for row in rows if row.term_is_short]
    for row in short:
        _deviate(row, trail)
    lengths = [row.term_days for row in rows]
    table = figures(
        KEY,
        [
            ("published", _("Drafts published for discussion"), _count(trail, "published", rows)),
            (
                "whole",
                _("Discussed for 30 days or more"),
                _count(trail, "whole", [row for row in rows if not row.term_is_short]),
            ),
            (
                "short",
                _("Discussed for a shorter term, with reasons"),
                _count(trail, "short", short),
            ),
            (
                "withdrawn",
                _("Withdrawn before anything was decided"),
                _count(trail, "withdrawn", [r for r in rows if r.stage == Stage.WITHDRAWN]),
            ),
            ("length", _("Length of the term in days (median)"), days(lengths)),
        ],
    )
    return Chapter(
        KEY,
        label(_("Terms of the discussions")),
        (_in_words(len(rows), len(short)),),
        (table, _each(rows, trail)) if rows else (table,),
    )


def _count(trail: Trail, name: str, rows: list[Consultation]) -> Cell:
    return trail.count(f"{KEY}.{name}", "consultation", [row.pk for row in rows])


def _in_words(number: int, short: int) -> Words:
    if not number:
        return said(lambda: gettext("No draft was published for discussion in the period."))
    if not short:
        return said(
            lambda: gettext("Every draft was discussed for at least 30 days, as the law asks.")
        )
    return said(
        lambda: (
            gettext(
                "Drafts for discussion: %(number)d. Of them with a term under 30 days: %(short)d; "
                "the reasons were published with the draft, as the law allows."
            )
            % {"number": number, "short": short}
        )
    )


def _deviate(row: Consultation, trail: Trail) -> None:
    trail.deviate(
        f"short_term:{row.public_id}",
        lambda: (
            gettext(
                "“%(title)s” was discussed for %(days)d days and not for 30. The reason given: %(reason)s"
            )
            % {
                "title": in_language(row.title, row.title_en),
                "days": row.term_days,
                "reason": row.short_term_reason,
            }
        ),
        "consultation",
        row.pk,
    )


def _each(rows: list[Consultation], trail: Trail) -> Table:
    return Table(
        key="terms_each",
        title=label(_("Each discussion")),
        columns=(
            column("title", _("Draft"), CellKind.WORDS),
            column("published", _("Published on"), CellKind.DAY),
            column("last_day", _("Last day of the term"), CellKind.DAY),
            column("days", _("Days given")),
            column("least", _("Days by law, at least")),
            column("standing", _("Was the term kept?"), CellKind.WORDS),
        ),
        rows=tuple(_row(row, trail) for row in rows),
        note=label(_("ЗНА, чл. 26, ал. 4: 30 days; not under 14 where the reasons are published.")),
    )


def _row(row: Consultation, trail: Trail) -> Row:
    title = named(row.title, row.title_en)
    rows = trail.remember(f"{KEY}.one.{row.public_id}", "consultation", [row.pk])
    standing = _("shortened, with reasons") if row.term_is_short else _("yes")
    least = SHORT_MINIMUM_DAYS if row.term_is_short else MINIMUM_DAYS
    return Row(
        row.public_id,
        (
            Cell(title.value, rows=rows),
            Cell(sofia_day(row.published_at) if row.published_at else None),
            Cell(row.last_day),
            Cell(row.term_days),
            Cell(least),
            words(label(standing)),
        ),
    )
