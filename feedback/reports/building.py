"""Counts a report: chapter by chapter, then the period before, then what joins them."""

from collections.abc import Callable

from feedback.questionnaires.content import Words
from feedback.reports import joining
from feedback.reports.chapters import makers_for
from feedback.reports.content import Chapter, Report
from feedback.reports.scope import Kind, Scope
from feedback.reports.trail import Behind, Trail, label
from prestizh.places.models import Municipality

# How many chapters are done, of how many, and which one is being counted now.
Progress = Callable[[int, int], None]


def steps_of(scope: Scope) -> int:
    """How many steps the counting has: the chapters, the period before, the summary."""
    return len(makers_for(scope)) + 2


def build(scope: Scope, progress: Progress) -> tuple[Report, Behind]:
    """The report, and the rows behind its numbers.

    Some fifty queries and a few for each discussion and call, whatever else there is.
    """
    total, trail = steps_of(scope), Trail()
    chapters = []
    for number, maker in enumerate(makers_for(scope)):
        progress(number, total)
        chapters.append(maker.make(scope, trail))
    progress(total - 2, total)
    before = _counted(scope.before())
    progress(total - 1, total)
    deviations = joining.deviations(trail)
    compared = joining.comparison(chapters, before, scope)
    report = Report(
        first_day=scope.first,
        last_day=scope.last,
        unit=Words(scope.unit.name_bg, scope.unit.name_en) if scope.unit else Words(""),
        kind=scope.kind,
        kind_words=label(Kind(scope.kind).label),
        municipality=_municipality(),
        made_on=scope.today,
        chapters=(
            joining.summary(chapters, len(trail.deviations), scope),
            *chapters,
            deviations,
            compared,
            joining.method(scope),
        ),
    )
    return report, trail.behind


def _counted(scope: Scope) -> list[Chapter]:
    """The chapters of another period, for their figures alone."""
    trail = Trail()
    return [maker.make(scope, trail) for maker in makers_for(scope)]


def _municipality() -> Words:
    row = Municipality.objects.get()
    return Words(row.name_bg, row.name_en)
