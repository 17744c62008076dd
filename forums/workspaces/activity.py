"""What happened in a room in a stretch of time, counted by kind; never the words themselves."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Model, QuerySet
from django.utils.translation import ngettext

from forums.workspaces.models import (
    PaperVersion,
    Post,
    Suggestion,
    TaskStep,
    TextVersion,
    Workspace,
)


class Kind(StrEnum):
    """What can be new."""

    POST = "post"
    PAPER = "paper"
    TASK = "task"
    SUGGESTION = "suggestion"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one kind: which instant and which person of theirs count."""

    kind: Kind
    model: type[Model]
    room: str
    at: str
    actor: str

    def within(
        self, workspace: Workspace, since: datetime, until: datetime
    ) -> "Iterator[Happening]":
        """What is new of this kind with `since < at <= until`."""
        rows: QuerySet[Model] = self.model._default_manager.filter(
            **{self.room: workspace, f"{self.at}__gt": since, f"{self.at}__lte": until}
        )
        for at, actor_id in rows.values_list(self.at, f"{self.actor}_id"):
            yield Happening(at, actor_id, self.kind)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that somebody did."""

    at: datetime
    actor_id: int
    kind: Kind


SOURCES = (
    Source(Kind.POST, Post, "topic__workspace", "posted_at", "author"),
    Source(Kind.PAPER, PaperVersion, "paper__workspace", "added_at", "added_by"),
    Source(Kind.TASK, TaskStep, "task__workspace", "at", "by"),
    Source(Kind.SUGGESTION, Suggestion, "shared__workspace", "at", "by"),
    Source(Kind.VERSION, TextVersion, "shared__workspace", "made_at", "made_by"),
)


def happened(workspace: Workspace, since: datetime, until: datetime) -> list[Happening]:
    """Everything with `since < at <= until`. One query a kind."""
    return [one for source in SOURCES for one in source.within(workspace, since, until)]


def for_person(found: Iterable[Happening], person_id: int, since: datetime) -> Counter[Kind]:
    """How much of it is new to this person: after `since`, and done by somebody else."""
    return Counter(one.kind for one in found if one.actor_id != person_id and one.at > since)


def in_words(counts: Counter[Kind]) -> list[str]:
    """The counts as sentences of a mail, kinds in a fixed order."""
    words = {
        Kind.POST: ngettext("%(count)d new message", "%(count)d new messages", counts[Kind.POST]),
        Kind.PAPER: ngettext("%(count)d new paper", "%(count)d new papers", counts[Kind.PAPER]),
        Kind.TASK: ngettext(
            "%(count)d change of a task", "%(count)d changes of tasks", counts[Kind.TASK]
        ),
        Kind.SUGGESTION: ngettext(
            "%(count)d proposed change of a text",
            "%(count)d proposed changes of a text",
            counts[Kind.SUGGESTION],
        ),
        Kind.VERSION: ngettext(
            "%(count)d new version of a text",
            "%(count)d new versions of a text",
            counts[Kind.VERSION],
        ),
    }
    return [words[kind] % {"count": counts[kind]} for kind in Kind if counts[kind]]
