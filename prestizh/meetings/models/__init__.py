"""The facts of meetings, and the constraints that hold them."""

from prestizh.meetings.models.agenda import AgendaItem, NotesVersion, Paper
from prestizh.meetings.models.meeting import (
    Kind,
    Meeting,
    MeetingChange,
    Mode,
    publication_key,
)
from prestizh.meetings.models.people import (
    Attendee,
    Conflict,
    Guest,
    Presence,
    Reply,
)
from prestizh.meetings.models.voting import (
    Ballot,
    Choice,
    Decision,
    Method,
    Motion,
    Outcome,
    SeparateOpinion,
)

__all__ = [
    "AgendaItem",
    "Attendee",
    "Ballot",
    "Choice",
    "Conflict",
    "Decision",
    "Guest",
    "Kind",
    "Meeting",
    "MeetingChange",
    "Method",
    "Mode",
    "Motion",
    "NotesVersion",
    "Outcome",
    "Paper",
    "Presence",
    "Reply",
    "SeparateOpinion",
    "publication_key",
]
