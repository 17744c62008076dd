"""Who is concerned: stakeholders, their scores, invitations, and who came."""

from feedback.stakeholders.models.invitation import Invitation, OccasionKind, Turnout
from feedback.stakeholders.models.stakeholder import (
    Effect,
    Nature,
    Position,
    Score,
    Sort,
    Stakeholder,
)

__all__ = [
    "Effect",
    "Invitation",
    "Nature",
    "OccasionKind",
    "Position",
    "Score",
    "Sort",
    "Stakeholder",
    "Turnout",
]
