"""What was proposed and what became of it; decisions are told once they are public."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation, Decision, Proposal
from consultations.stages import Stage
from feedback.questionnaires.content import Words
from feedback.reports.content import Cell, CellKind, Chapter, Chart, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.trail import (
    Trail,
    column,
    days,
    figures,
    label,
    named,
    said,
    share,
    words,
)
from prestizh.terms import sofia_day

KEY = "proposals"


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal that counts. `decision` is empty until it is public.

    `days` lie between the receipt and the closing report with the answer; None without one.
    """

    pk: int
    consultation: int
    decision: str
    has_reasons: bool
    days: int | None


def proposals(scope: Scope, trail: Trail) -> Chapter:
    """The proposals received in the period. Two queries."""
    items = _items(scope)
    decided = [item for item in items if item.decision]
    reasoned = [item for item in decided if item.has_reasons]
    table = figures(
        KEY,
        [
            ("received", _("Proposals that count"), _count(trail, "received", items)),
            ("decided", _("Proposals answered in public"), _count(trail, "decided", decided)),
            (
                "waiting",
                _("Proposals not answered in public yet"),
                _count(trail, "waiting", [item for item in items if not item.decision]),
            ),
            ("reasoned", _("Proposals answered with reasons"), _count(trail, "reasoned", reasoned)),
            (
                "reasoned_share",
                _("Answers to proposals that have reasons, in percent"),
                share(len(reasoned), len(decided)),
            ),
            (
                "days",
                _("Days to the answer to a proposal (median)"),
                days([item.days for item in decided if item.days is not None]),
            ),
        ],
    )
    more = (_fates(decided, trail), _each(items, trail)) if items else ()
    return Chapter(
        KEY, label(_("Proposals and what became of them")), (_said(items),), (table, *more)
    )


def _items(scope: Scope) -> list[Item]:
    rows = (
        Proposal.objects.filter(
            scope.instants("opinion__received_at"),
            scope.of_unit("consultation__unit"),
            consultation__in=Consultation.objects.public(),
            counts=True,
        )
        .select_related("opinion", "answer", "consultation__report")
        .order_by("pk")
    )
    return [_item(row) for row in rows]


def _item(row: Proposal) -> Item:
    answer = getattr(row, "answer", None)
    report = getattr(row.consultation, "report", None)
    is_public = answer is not None and row.consultation.stage != Stage.PUBLISHED
    waited = None
    if is_public and report is not None:
        waited = (sofia_day(report.published_at) - sofia_day(row.opinion.received_at)).days
    return Item(
        row.pk,
        row.consultation_id,
        answer.decision if is_public and answer else "",
        bool(answer and answer.reasons),
        waited,
    )


def _count(trail: Trail, name: str, items: Iterable[Item]) -> Cell:
    return trail.count(f"{KEY}.{name}", "proposal", [item.pk for item in items])


def _said(items: list[Item]) -> Words:
    if not items:
        return said(lambda: gettext("No proposals were received in the period."))
    taken = sum(1 for item in items if item.decision in {Decision.ACCEPTED, Decision.PARTLY})
    decided = sum(1 for item in items if item.decision)
    return said(
        lambda: (
            gettext(
                "Of %(number)d proposals %(decided)d were answered in public by the day of this report. "
                "Taken up, whole or in part: %(taken)d."
            )
            % {"number": len(items), "decided": decided, "taken": taken}
        )
    )


def _fates(decided: list[Item], trail: Trail) -> Table:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in decided:
        groups[item.decision].append(item)
    rows = [
        Row(
            code,
            (
                words(label(name)),
                _count(trail, f"decision.{code}", groups[code]),
                share(len(groups[code]), len(decided)),
            ),
        )
        for code, name in Decision.choices
    ]
    return Table(
        key="proposals_fate",
        title=label(_("What was decided on the proposals")),
        columns=(
            column("decision", _("Decision"), CellKind.WORDS),
            column("proposals", _("Proposals")),
            column("share", _("Share in percent"), CellKind.SHARE),
        ),
        rows=tuple(rows),
        charts=(Chart(label(_("What was decided on the proposals")), "proposals"),),
    )


def _each(items: list[Item], trail: Trail) -> Table:
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.consultation].append(item)
    found = Consultation.objects.filter(pk__in=groups).order_by("published_at", "pk")
    return Table(
        key="proposals_each",
        title=label(_("Proposals by discussion")),
        columns=(
            column("title", _("Draft"), CellKind.WORDS),
            column("received", _("Proposals")),
            column("decided", _("Answered in public")),
            column("taken", _("Taken up, whole or in part")),
            column("reasoned", _("With reasons, in percent"), CellKind.SHARE),
            column("days", _("Days to the answer (median)"), CellKind.DAYS),
        ),
        rows=tuple(_row(row, groups[row.pk], trail) for row in found),
    )


def _row(row: Consultation, items: list[Item], trail: Trail) -> Row:
    decided = [item for item in items if item.decision]
    taken = [one for one in decided if one.decision in {Decision.ACCEPTED, Decision.PARTLY}]
    name = f"in.{row.public_id}"
    reasoned = Counter(item.has_reasons for item in decided)[True]
    return Row(
        row.public_id,
        (
            named(row.title, row.title_en),
            _count(trail, f"{name}.received", items),
            _count(trail, f"{name}.decided", decided),
            _count(trail, f"{name}.taken", taken),
            share(reasoned, len(decided)),
            days([item.days for item in decided if item.days is not None]),
        ),
    )
