"""Proposals for better participation and the measures that follow from them."""

from feedback.measures.models.measure import OVER, Measure, MeasureReport, MeasureState
from feedback.measures.models.proposal import (
    ImprovementChange,
    ImprovementProposal,
    Source,
    publication_key,
)

__all__ = [
    "OVER",
    "ImprovementChange",
    "ImprovementProposal",
    "Measure",
    "MeasureReport",
    "MeasureState",
    "Source",
    "publication_key",
]
