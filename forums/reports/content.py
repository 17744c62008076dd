"""What a yearly report says, counted from the rows that the record stands for.

All of it is frozen when the report is published; words are put in for the reader's language.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median
from typing import Any

from consultations.models import Opinion
from forums.bodies.models import Body
from forums.gatherings.models import Attendance as TableAttendance
from forums.gatherings.models import Session
from forums.recommendations.models import Recommendation
from forums.recommendations.models.answer import TAKEN_UP
from prestizh.meetings.models import (
    Attendee,
    Meeting,
    Minutes,
    Mode,
    Presence,
    PublishedCopy,
)
from prestizh.meetings.stages import MeetingStage
from prestizh.terms import closes_at, opens_at, sofia_day

THERE = frozenset({Presence.PRESENT, Presence.ONLINE, Presence.REPRESENTED})


class MinutesStanding(StrEnum):
    """Whether the minutes of a held meeting came by their day."""

    IN_TIME = "in_time"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"


def expected_of(prescribed: int, first: date, last: date) -> int:
    """How many of the meetings prescribed for a year fall into these days, rounded down."""
    whole = (date(first.year + 1, 1, 1) - date(first.year, 1, 1)).days
    return prescribed * max(0, (last - first).days + 1) // whole


@dataclass(frozen=True, slots=True)
class Attendance:
    """Of one quota: how often its members were invited, and how often they or a proxy came."""

    category: str
    invited: int
    came: int

    @property
    def percent(self) -> int:
        """In whole percent."""
        return round(100 * self.came / self.invited) if self.invited else 0


@dataclass(frozen=True, slots=True)
class Content:
    """The facts of one year. Days are of Sofia; `answer_days` is the median, None for no answer.

    `prescribed` is what the rules ask for a whole year. Counted is from `from_day`, on which the body
    began, if that is in the year, to `counted_until`: the year's last, or that on which it ended.
    Of a forum `sessions` are counted beside meetings, and `tables` how full each table was.
    """

    year: int
    counted_until: str
    prescribed: int
    held: int
    in_writing: int
    not_held: int
    attendance: tuple[Attendance, ...]
    minutes_published: int
    minutes_late: int
    minutes_missing: int
    opinions: int
    recommended: int
    answered: int
    taken_up: int
    in_work: int
    late_answers: int
    unanswered: int
    answer_days: float | None
    from_day: str
    sessions: int = 0
    tables: tuple[Attendance, ...] = ()
    format: int = 1

    @property
    def gathered(self) -> int:
        """Meetings and sessions together."""
        return self.held + self.sessions

    @property
    def expected(self) -> int:
        """How many of the prescribed fall into the days at work, rounded down."""
        first, last = date.fromisoformat(self.from_day), date.fromisoformat(self.counted_until)
        return expected_of(self.prescribed, first, last)

    @property
    def share_taken_up(self) -> int | None:
        """In whole percent of what was recommended in the year; None for nothing."""
        return round(100 * self.taken_up / self.recommended) if self.recommended else None

    def frozen(self) -> dict[str, Any]:
        """As plain JSON."""
        lists = {"attendance": self.attendance, "tables": self.tables}
        return asdict(self) | {name: [asdict(one) for one in rows] for name, rows in lists.items()}


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the content in canonical JSON, 64 hexadecimal digits."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read(content: dict[str, Any]) -> Content:
    """The facts of a published report."""
    rows = {
        name: tuple(Attendance(**one) for one in content.get(name, ()))
        for name in ("attendance", "tables")
    }
    return Content(**{**content, **rows})


def counted(body: Body, year: int, today: date) -> Content:
    """What the body did in `year`, as far as it is over on `today`. About eight queries."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    if body.constituted_at is not None:
        first = max(first, sofia_day(body.constituted_at))
    if body.ended_at is not None:
        last = min(last, sofia_day(body.ended_at))
    span = (opens_at(first), closes_at(last))
    return Content(
        year=year,
        from_day=first.isoformat(),
        counted_until=last.isoformat(),
        prescribed=body.meetings_per_year,
        opinions=Opinion.objects.filter(
            spoken_by=body.public_id, received_at__range=span, withdrawn_at=None
        ).count(),
        **_meetings(body, span, today),
        **_recommendations(body, span, today),
        **_sessions(body, first, last),
    )


def _meetings(body: Body, span: tuple[datetime, datetime], today: date) -> dict[str, Any]:
    rows = list(Meeting.objects.filter(subject=body.subject, starts_at__range=span))
    held = [row for row in rows if row.stage == MeetingStage.CLOSED]
    asked: Counter[str] = Counter()
    came: Counter[str] = Counter()
    for _meeting, category, is_there in presences_of(held):
        asked[category] += 1
        came[category] += is_there
    return {
        "held": len(held),
        "in_writing": sum(1 for row in held if row.mode == Mode.WRITTEN),
        "not_held": sum(1 for row in rows if row.stage == MeetingStage.CANCELLED),
        "attendance": tuple(
            Attendance(category, number, came[category])
            for category, number in sorted(asked.items())
        ),
        **_minutes(held, today),
    }


def _sessions(body: Body, first: date, last: date) -> dict[str, Any]:
    """The sessions of a forum, with the places of each table against who sat there."""
    held = Session.objects.filter(forum__body=body, on__range=(first, last)).exclude(held_at=None)
    places: Counter[str] = Counter()
    came: Counter[str] = Counter()
    rows = TableAttendance.objects.filter(session__in=held).order_by("table__number")
    for number, interest, seats, present in rows.values_list(
        "table__number", "table__interest", "table__places", "present"
    ):
        places[f"{number}. {interest}"] += seats
        came[f"{number}. {interest}"] += present
    tables = tuple(Attendance(name, number, came[name]) for name, number in places.items())
    return {"sessions": held.count(), "tables": tables}


def presences_of(held: Collection[Meeting]) -> list[tuple[int, str, bool]]:
    """Of each vote at these meetings: the meeting, the quota, whether it was there. One query."""
    invited = Attendee.objects.filter(meeting__in=held, stands_for=None, has_vote=True)
    rows = invited.values_list("meeting_id", "category", "presence")
    return [(meeting, category, presence in THERE) for meeting, category, presence in rows]


def minutes_of(held: Collection[Meeting], today: date) -> dict[int, MinutesStanding]:
    """Of each held meeting by primary key whether its minutes came in time. Two queries."""
    found = {
        row.meeting_id: (row.due_on, min(row.copies.all(), key=lambda copy: copy.pk, default=None))
        for row in Minutes.objects.filter(meeting__in=held).prefetch_related("copies")
    }
    return {row.pk: _standing(*found.get(row.pk, (None, None)), today) for row in held}


def _standing(due_on: date | None, copy: PublishedCopy | None, today: date) -> MinutesStanding:
    if copy is not None:
        late = due_on is not None and sofia_day(copy.at) > due_on
        return MinutesStanding.LATE if late else MinutesStanding.IN_TIME
    owed = due_on is None or due_on < today
    return MinutesStanding.MISSING if owed else MinutesStanding.NOT_DUE


def _minutes(held: list[Meeting], today: date) -> dict[str, int]:
    """Published, published after their day, and missing after it."""
    found = Counter(minutes_of(held, today).values())
    late = found[MinutesStanding.LATE]
    return {
        "minutes_published": found[MinutesStanding.IN_TIME] + late,
        "minutes_late": late,
        "minutes_missing": found[MinutesStanding.MISSING],
    }


def _recommendations(body: Body, span: tuple[datetime, datetime], today: date) -> dict[str, Any]:
    rows = list(Recommendation.objects.public().filter(body=body, sent_at__range=span))
    answered = [row for row in rows if row.answered_at and row.sent_at and row.due_on]
    days = [
        (sofia_day(row.answered_at) - sofia_day(row.sent_at)).days
        for row in answered
        if row.answered_at and row.sent_at
    ]
    late = sum(
        1
        for row in answered
        if row.answered_at and row.due_on and sofia_day(row.answered_at) > row.due_on
    )
    return {
        "recommended": len(rows),
        "answered": len(answered),
        "taken_up": sum(1 for row in rows if row.outcome in TAKEN_UP),
        "in_work": sum(1 for row in rows if row.outcome == "in_work"),
        "late_answers": late,
        "unanswered": sum(1 for row in rows if row.days_late(today)),
        "answer_days": float(median(days)) if days else None,
    }
