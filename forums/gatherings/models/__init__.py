"""The facts of forums and of those who take part, and the constraints that hold them."""

from forums.gatherings.models.draw import Draw, Replacement
from forums.gatherings.models.forum import Forum, ForumChange, PopulationCell, Table, TableKind
from forums.gatherings.models.registration import Registration, Sex, State

__all__ = [
    "Draw",
    "Forum",
    "ForumChange",
    "PopulationCell",
    "Registration",
    "Replacement",
    "Sex",
    "State",
    "Table",
    "TableKind",
]
