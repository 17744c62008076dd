"""The rows of direct participation."""

from forums.direct.models.initiative import (
    Addressee,
    Change,
    CommitteeMember,
    Initiative,
    publication_key,
)
from forums.direct.models.outcome import Answer, Measure, Outcome, Result

__all__ = [
    "Addressee",
    "Answer",
    "Change",
    "CommitteeMember",
    "Initiative",
    "Measure",
    "Outcome",
    "Result",
    "publication_key",
]
