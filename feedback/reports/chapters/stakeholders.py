"""Groups and organisations: how many are on the map, were invited, came, were silent; never which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.content import Words
from feedback.reports.content import CellKind, Chapter, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.suppressing import Told, told
from feedback.reports.trail import Trail, column, few, figures, label, people, said, words
from feedback.stakeholders.covering import Coverage, over
from feedback.stakeholders.grid import Strategy
from feedback.stakeholders.models import Stakeholder
from prestizh.refusal import Sentence

KEY = "stakeholders"
UNSCORED = "unscored"


@dataclass(frozen=True, slots=True)
class Reached:
    """Public ids of those on the map, and of those who at an occasion of the period were invited,
    came, or stayed away from all though it matters much to them."""

    on_the_map: frozenset[str]
    invited: frozenset[str]
    came: frozenset[str]
    silent: frozenset[str]

    def groups(self) -> tuple[frozenset[str], ...]:
        """In the order of the columns."""
        return self.on_the_map, self.invited, self.came, self.silent


def stakeholders(scope: Scope, trail: Trail) -> Chapter:
    """The map as it is on the day of the report; discussions and calls that began in the period.

    Some queries for each of them.
    """
    known = {row.public_id: row for row in Stakeholder.objects.order_by("pk")}
    occasions = over(scope.first, scope.last)
    reached = _reached(known, occasions)
    table = figures(
        KEY,
        [
            (
                "on_the_map",
                _("Groups and organisations on the map, at least"),
                few(len(reached.on_the_map)),
            ),
            ("invited", _("Of them invited to take part, at least"), few(len(reached.invited))),
            ("came", _("Of them came, at least"), few(len(reached.came))),
            (
                "silent",
                _("Of them silent though it matters much to them, at least"),
                few(len(reached.silent)),
            ),
        ],
    )
    tables = (table, _by_strategy(known, reached, trail)) if reached.on_the_map else (table,)
    title = label(_("Groups and organisations concerned"))
    return Chapter(KEY, title, (_said(reached, len(occasions)),), tables)


def _reached(known: dict[str, Stakeholder], occasions: Iterable[Coverage]) -> Reached:
    rows = [row for occasion in occasions for row in occasion.rows]
    came = frozenset(row.public_id for row in rows if not row.is_silent)
    return Reached(
        frozenset(key for key, row in known.items() if row.retired_at is None),
        frozenset(row.public_id for row in rows if row.invited_on is not None),
        came,
        frozenset(row.public_id for row in rows if row.cares) - came,
    )


def _said(reached: Reached, occasions: int) -> Words:
    if not reached.on_the_map:
        return said(
            lambda: gettext("The municipality has no group or organisation on its map yet.")
        )
    return said(
        lambda: (
            gettext(
                "Discussions and calls that began in the period: %(occasions)d. Of groups and "
                "organisations only numbers are told here, by the rule for people; the map itself is "
                "not public."
            )
            % {"occasions": occasions}
        )
    )


def _by_strategy(known: dict[str, Stakeholder], reached: Reached, trail: Trail) -> Table:
    strategies: dict[str, list[Stakeholder]] = defaultdict(list)
    for row in known.values():
        strategies[row.way.value if row.way else UNSCORED].append(row)
    columns = [_counted(strategies, group) for group in reached.groups()]
    return Table(
        key=f"{KEY}_strategy",
        title=label(_("By the way of working with them")),
        columns=(
            column("strategy", _("Way of working together"), CellKind.WORDS),
            column("on_the_map", _("On the map, at least")),
            column("invited", _("Invited, at least")),
            column("came", _("Came, at least")),
            column("silent", _("Silent, at least")),
        ),
        rows=tuple(
            Row(
                code,
                (
                    words(label(name), _behind(code, strategies[code], columns[0], reached, trail)),
                    *(people(one.cells[code]) for one in columns),
                ),
            )
            for code, name in _names()
        ),
        note=label(
            _("The map is that of the day of the report. Silent: it matters much, and nobody came.")
        ),
    )


def _names() -> Iterator[tuple[str, Sentence]]:
    yield from ((one.value, one.label) for one in Strategy)
    yield UNSCORED, _("not scored yet")


def _counted(strategies: dict[str, list[Stakeholder]], group: frozenset[str]) -> Told[str]:
    counts = {
        code: sum(row.public_id in group for row in strategies[code]) for code, _name in _names()
    }
    return told(counts, sum(counts.values()))


def _behind(
    code: str, rows: list[Stakeholder], told: Told[str], reached: Reached, trail: Trail
) -> str:
    """The key of those on the map, where how many they are is told."""
    if told.cells[code] is None:
        return ""
    here = [row.pk for row in rows if row.public_id in reached.on_the_map]
    return trail.remember(f"{KEY}.{code}", "stakeholder", here)
