"""What came of a decision: a higher app registers what follows from decisions, and shows it here."""

from collections.abc import Iterable
from typing import Protocol

from prestizh.accounts.access import Anyone
from prestizh.meetings.models import Meeting
from prestizh.refusal import Sentence
from prestizh.ui.components import Mention


class Consequences(Protocol):
    """What one app makes of decisions."""

    label: Sentence
    """What the button says that begins one."""

    def of(self, meeting: Meeting, reader: Anyone) -> Iterable[tuple[int, Mention]]:
        """What came of the decisions of a meeting, as this reader may see it, by their keys."""

    def begun_at(self, meeting: Meeting, reader: Anyone) -> str:
        """Where this reader begins one: the key of the decision follows; empty where they may not."""


_registered: list[Consequences] = []


def register(consequences: Consequences) -> None:
    """Let these follow from decisions."""
    _registered.append(consequences)


def of(meeting: Meeting, reader: Anyone) -> dict[int, list[Mention]]:
    """What came of each decision of a meeting, by the key of the decision."""
    found: dict[int, list[Mention]] = {}
    for one in _registered:
        for decision, mention in one.of(meeting, reader):
            found.setdefault(decision, []).append(mention)
    return found


def ways_on(meeting: Meeting, reader: Anyone) -> list[tuple[Sentence, str]]:
    """What this reader may begin from a decision of the meeting: label and address."""
    found = ((one.label, one.begun_at(meeting, reader)) for one in _registered)
    return [(label, url) for label, url in found if url]
