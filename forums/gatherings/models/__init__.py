"""The facts of forums and of those who take part, and the constraints that hold them."""

from forums.gatherings.models.draw import Draw, Replacement
from forums.gatherings.models.forum import Forum, ForumChange, PopulationCell, Table, TableKind
from forums.gatherings.models.motion import (
    Choice,
    Criterion,
    Motion,
    MotionKind,
    ProjectStage,
    Score,
    TableVote,
    Verdict,
)
from forums.gatherings.models.paper import BriefingPaper
from forums.gatherings.models.registration import ENDED, Registration, Sex, State
from forums.gatherings.models.session import Attendance, Session

__all__ = [
    "ENDED",
    "Attendance",
    "BriefingPaper",
    "Choice",
    "Criterion",
    "Draw",
    "Forum",
    "ForumChange",
    "Motion",
    "MotionKind",
    "PopulationCell",
    "ProjectStage",
    "Registration",
    "Replacement",
    "Score",
    "Session",
    "Sex",
    "State",
    "Table",
    "TableKind",
    "TableVote",
    "Verdict",
]
