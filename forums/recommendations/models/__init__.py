"""The facts of recommendations, and the constraints that hold them."""

from forums.recommendations.models.answer import Answer, Outcome
from forums.recommendations.models.link import Link, LinkKind
from forums.recommendations.models.measure import Measure, MeasureReport, MeasureState
from forums.recommendations.models.recommendation import (
    Addressee,
    Origin,
    Recommendation,
    RecommendationChange,
    cited,
    publication_key,
)

__all__ = [
    "Addressee",
    "Answer",
    "Link",
    "LinkKind",
    "Measure",
    "MeasureReport",
    "MeasureState",
    "Origin",
    "Outcome",
    "Recommendation",
    "RecommendationChange",
    "cited",
    "publication_key",
]
