"""The facts of a workspace and the constraints that hold them."""

from forums.workspaces.models.discussion import LONGEST_POST, Post, PostVersion, Topic, posts_of
from forums.workspaces.models.paper import Paper, PaperVersion
from forums.workspaces.models.report import Handover, Report, ReportKind, drafts_of
from forums.workspaces.models.room import Workspace, people_of
from forums.workspaces.models.task import UNFINISHED, Hearing, Task, TaskState, TaskStep
from forums.workspaces.models.text import (
    LONGEST_CHANGE,
    ChangeKind,
    SharedText,
    Suggestion,
    TextVersion,
    Verdict,
    suggestions_in,
)

__all__ = [
    "LONGEST_CHANGE",
    "LONGEST_POST",
    "UNFINISHED",
    "ChangeKind",
    "Handover",
    "Hearing",
    "Paper",
    "PaperVersion",
    "Post",
    "PostVersion",
    "Report",
    "ReportKind",
    "SharedText",
    "Suggestion",
    "Task",
    "TaskState",
    "TaskStep",
    "TextVersion",
    "Topic",
    "Verdict",
    "Workspace",
    "drafts_of",
    "people_of",
    "posts_of",
    "suggestions_in",
]
