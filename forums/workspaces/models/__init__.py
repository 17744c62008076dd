"""The facts of a workspace and the constraints that hold them."""

from forums.workspaces.models.discussion import LONGEST_POST, Post, PostVersion, Topic, posts_of
from forums.workspaces.models.paper import Paper, PaperVersion
from forums.workspaces.models.room import Workspace, people_of
from forums.workspaces.models.task import UNFINISHED, Hearing, Task, TaskState, TaskStep

__all__ = [
    "LONGEST_POST",
    "UNFINISHED",
    "Hearing",
    "Paper",
    "PaperVersion",
    "Post",
    "PostVersion",
    "Task",
    "TaskState",
    "TaskStep",
    "Topic",
    "Workspace",
    "people_of",
    "posts_of",
]
