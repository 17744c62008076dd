"""The facts of a workspace and the constraints that hold them."""

from forums.workspaces.models.paper import Paper, PaperVersion
from forums.workspaces.models.room import Workspace

__all__ = ["Paper", "PaperVersion", "Workspace"]
