"""A meeting as it is shown: the agenda with all that hangs on it, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from prestizh.accounts.access import Anyone
from prestizh.meetings import consequences, hosts
from prestizh.meetings.hosts import HostFacts
from prestizh.meetings.models import (
    AgendaItem,
    Attendee,
    Ballot,
    Decision,
    Meeting,
    Motion,
    Paper,
    Presence,
)
from prestizh.meetings.rules import read_rule
from prestizh.meetings.wording import in_words
from prestizh.ui.components import Mention


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and what came of it so far."""

    decision: Decision
    consequences: list[Mention]


@dataclass(slots=True)
class Point:
    """One item with its papers; `says_all` unless it was heard without the public."""

    item: AgendaItem
    papers: list[Paper] = field(default_factory=list)
    says_all: bool = True
    decided: list[Decided] = field(default_factory=list)

    @property
    def votes_waiting(self) -> list[Motion]:
        """The texts that the members are voting on in writing."""
        votes: list[Motion] = getattr(self.item, "votes")  # noqa: B009 - set by `points`
        return [one for one in votes if one.taken_at is None]

    @property
    def is_treated(self) -> bool:
        """Whether the meeting has something to show for it already."""
        return bool(self.item.notes or self.decided)


def points(meeting: Meeting, reader: Anyone, *, says_all: bool) -> list[Point]:
    """The agenda with what this reader may see of it; `says_all`: also what was heard in private."""
    items = list(
        meeting.items.prefetch_related(
            Prefetch("motions", motions(), to_attr="votes"),
            "separate_opinions__attendee",
            "conflicts__attendee",
        )
    )
    by_item: dict[int | None, list[Paper]] = {}
    for paper in papers(meeting, reader):
        by_item.setdefault(paper.item_id, []).append(paper)
    outcomes: dict[int, list[Decided]] = {}
    for one in decided(meeting, reader):
        outcomes.setdefault(one.decision.item_id, []).append(one)
    return [
        Point(
            item,
            by_item.get(item.pk, []),
            says_all or not item.is_closed,
            outcomes.get(item.pk, []),
        )
        for item in items
    ]


def decided(meeting: Meeting, reader: Anyone) -> list[Decided]:
    """Every decision of a meeting in the order of their numbers, with what came of each."""
    rows = list(meeting.decisions.select_related("item"))
    found = consequences.of(meeting, reader) if rows else {}
    return [Decided(row, found.get(row.pk, [])) for row in rows]


def motions() -> "QuerySet[Motion]":
    """Votes that were taken or wait to be counted, with who voted how."""
    ballots = Ballot.objects.select_related("attendee", "cast_by").order_by("attendee_id")
    return (
        Motion.objects.filter(withdrawn_at=None)
        .order_by("pk")
        .prefetch_related(Prefetch("ballots", ballots, to_attr="named"))
    )


def motions_of(meeting: Meeting) -> "QuerySet[Motion]":
    """Everything that was put to the vote at a meeting."""
    return Motion.objects.filter(item__meeting=meeting).select_related("item")


def papers(meeting: Meeting, reader: Anyone) -> list[Paper]:
    """The papers of a meeting that this reader may read."""
    rows = Paper.objects.visible_to(reader, meeting).select_related("document")
    found = list(rows)
    for paper in found:
        paper.meeting = meeting
    return found


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came, by how; substitutes are named only if they came."""

    here: list[Attendee]
    represented: list[Attendee]
    away: list[Attendee]


def attendance(meeting: Meeting) -> Attendance:
    """The attendance of a meeting: one query."""
    rows = list(meeting.attendees.select_related("proxy", "stands_for").order_by("pk"))
    away = {Presence.EXCUSED, Presence.ABSENT, Presence.UNKNOWN}
    return Attendance(
        [one for one in rows if one.is_in_session or one.arrived_at is not None],
        [one for one in rows if one.presence == Presence.REPRESENTED],
        [
            one
            for one in rows
            if one.presence in away and one.arrived_at is None and one.stands_for_id is None
        ],
    )


def with_hosts(meetings: Iterable[Meeting]) -> list[tuple[Meeting, HostFacts]]:
    """Meetings with those who hold them: one query for each kind of host."""
    rows = list(meetings)
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        wanted.setdefault(row.host_kind, set()).add(row.subject)
    facts = {
        subject: one
        for kind, subjects in wanted.items()
        for subject, one in hosts.host(kind).find_many(sorted(subjects)).items()
    }
    return [(row, facts[row.subject]) for row in rows if row.subject in facts]


def rules_in_words(meeting: Meeting) -> dict[str, str]:
    """The frozen rules of a meeting as sentences; empty before its notice."""
    if not meeting.quorum:
        return {}
    return {
        "quorum": in_words(read_rule(meeting.quorum)),
        "majority": in_words(read_rule(meeting.majority)),
    }
