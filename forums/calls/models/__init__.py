"""The facts of calls, applications and selections, and the constraints that hold them."""

from forums.calls.models.application import (
    Application,
    ApplicationPaper,
    Completion,
    Lateness,
    Objection,
)
from forums.calls.models.call import (
    Call,
    CallChange,
    CallSeat,
    Criterion,
    RequiredPaper,
    publication_key,
)
from forums.calls.models.protocol import SelectionProtocol
from forums.calls.models.selection import PassedOver, Score, Selector, Verdict

__all__ = [
    "Application",
    "ApplicationPaper",
    "Call",
    "CallChange",
    "CallSeat",
    "Completion",
    "Criterion",
    "Lateness",
    "Objection",
    "PassedOver",
    "RequiredPaper",
    "Score",
    "SelectionProtocol",
    "Selector",
    "Verdict",
    "publication_key",
]
