"""The facts of meetings, and the constraints that hold them."""

from prestizh.meetings.models.agenda import AgendaItem, NotesVersion, Paper
from prestizh.meetings.models.copies import (
    Ground,
    PublishedCopy,
    Recording,
    RecordingKind,
    Redaction,
)
from prestizh.meetings.models.meeting import (
    AskedBy,
    Kind,
    Meeting,
    MeetingChange,
    Mode,
    publication_key,
)
from prestizh.meetings.models.minutes import (
    Minutes,
    MinutesChange,
    MinutesVersion,
    Signature,
    Signer,
)
from prestizh.meetings.models.people import (
    Attendee,
    Conflict,
    Guest,
    Presence,
    Reply,
)
from prestizh.meetings.models.remarks import Agreement, Remark, Settlement, Verdict
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
    "Agreement",
    "AskedBy",
    "Attendee",
    "Ballot",
    "Choice",
    "Conflict",
    "Decision",
    "Ground",
    "Guest",
    "Kind",
    "Meeting",
    "MeetingChange",
    "Method",
    "Minutes",
    "MinutesChange",
    "MinutesVersion",
    "Mode",
    "Motion",
    "NotesVersion",
    "Outcome",
    "Paper",
    "Presence",
    "PublishedCopy",
    "Recording",
    "RecordingKind",
    "Redaction",
    "Remark",
    "Reply",
    "SeparateOpinion",
    "Settlement",
    "Signature",
    "Signer",
    "Verdict",
    "publication_key",
]
