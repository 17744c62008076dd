"""The chapters that are counted, each from its own rows, in the order of the report."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from feedback.reports.chapters.calls import calls
from feedback.reports.chapters.closing import closing
from feedback.reports.chapters.direct import direct
from feedback.reports.chapters.forums import forums
from feedback.reports.chapters.measures import measures
from feedback.reports.chapters.meetings import meetings
from feedback.reports.chapters.people import people_of
from feedback.reports.chapters.proposals import proposals
from feedback.reports.chapters.recommendations import recommendations
from feedback.reports.chapters.satisfaction import satisfaction
from feedback.reports.chapters.stakeholders import stakeholders
from feedback.reports.chapters.terms import terms
from feedback.reports.content import Chapter
from feedback.reports.scope import Kind, Scope
from feedback.reports.trail import Trail
from prestizh.refusal import Sentence


@dataclass(frozen=True, slots=True)
class Maker:
    """Who counts a chapter, for which kinds of procedure; `name` is shown while it is counted."""

    name: Sentence
    make: Callable[[Scope, Trail], Chapter]
    kinds: tuple[Kind, ...]


COUNTED: tuple[Maker, ...] = (
    Maker(_("Terms of the discussions"), terms, (Kind.CONSULTATIONS,)),
    Maker(_("Who took part"), people_of, (Kind.CONSULTATIONS,)),
    Maker(_("Proposals and what became of them"), proposals, (Kind.CONSULTATIONS,)),
    Maker(_("Closing reports before the adoption"), closing, (Kind.CONSULTATIONS,)),
    Maker(_("Bodies and their meetings"), meetings, (Kind.BODIES,)),
    Maker(_("Calls for members"), calls, (Kind.BODIES,)),
    Maker(_("Recommendations and their answers"), recommendations, (Kind.BODIES,)),
    Maker(_("Citizen and deliberative forums"), forums, (Kind.BODIES,)),
    Maker(_("Direct participation of citizens"), direct, (Kind.DIRECT,)),
    Maker(_("Groups and organisations concerned"), stakeholders, ()),
    Maker(_("Satisfaction of those who took part"), satisfaction, ()),
    Maker(_("Proposals for better participation, and measures"), measures, ()),
)


def makers_for(scope: Scope) -> list[Maker]:
    """The chapters of a report with this scope; what belongs to no kind belongs to no unit either."""
    return [
        maker
        for maker in COUNTED
        if scope.covers(*maker.kinds) and (maker.kinds or scope.unit is None)
    ]
