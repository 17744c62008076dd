"""The days of discussions, meetings, calls and recommendations, each asked for with few queries."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from forums.bodies.models import Body
from forums.calls.models import Call
from forums.calls.stages import CallStage
from forums.recommendations.models import Recommendation
from prestizh.meetings.models import Meeting
from prestizh.meetings.stages import MeetingStage
from prestizh.places.models import Topic, in_language
from prestizh.terms import closes_at, opens_at, sofia_day
from prestizh.ui.happenings import Happening, happenings


def offered_topics() -> "QuerySet[Topic]":
    """The areas by which the calendar can be asked for: those that are in use."""
    return Topic.objects.filter(retired=False)


def scopes_of(body: Body) -> frozenset[str]:
    """By what a body's days can be asked for; its topics are prefetched."""
    topics = {f"topic:{topic.pk}" for topic in body.topics.all()}
    return frozenset({f"body:{body.public_id}", *topics})


@happenings
def last_days_to_write(first: date, last: date) -> Iterator[Happening]:
    """The last day of each public consultation."""
    rows = Consultation.objects.public().filter(last_day__range=(first, last))
    for row in rows.prefetch_related("topics"):
        if row.last_day is not None and row.published_at is not None:
            yield Happening(
                key=f"consultation-{row.public_id}",
                kind=_("Last day to write"),
                title=in_language(row.title, row.title_en),
                path=row.get_absolute_url(),
                day=row.last_day,
                said_at=row.published_at,
                scopes=frozenset(f"topic:{topic.pk}" for topic in row.topics.all()),
            )


@happenings
def meetings(first: date, last: date) -> Iterator[Happening]:
    """The meetings that were convened; what is not held stays with that word."""
    rows = list(
        Meeting.objects.public().filter(
            starts_at__gte=opens_at(first), starts_at__lt=closes_at(last)
        )
    )
    bodies = _bodies(row.subject for row in rows)
    for row in rows:
        body = bodies.get(row.subject)
        if row.convened_at is not None:
            yield Happening(
                key=f"meeting-{row.public_id}",
                kind=_("Meeting"),
                title=f"{body}: {row}" if body else str(row),
                path=row.get_absolute_url(),
                day=sofia_day(row.starts_at),
                said_at=row.convened_at,
                scopes=scopes_of(body) if body else frozenset(),
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                place=row.place,
                is_cancelled=row.stage == MeetingStage.CANCELLED,
            )


def _bodies(subjects: Iterable[UUID]) -> dict[UUID, Body]:
    rows = Body.objects.public().filter(subject__in=set(subjects)).prefetch_related("topics")
    return {row.subject: row for row in rows}


@happenings
def last_days_to_apply(first: date, last: date) -> Iterator[Happening]:
    """The last day of each call for members."""
    rows = Call.objects.public().filter(last_day__range=(first, last))
    for row in rows.select_related("body").prefetch_related("body__topics"):
        if row.last_day is not None and row.published_at is not None:
            yield Happening(
                key=f"call-{row.public_id}",
                kind=_("Last day to apply"),
                title=f"{row.body}: {in_language(row.title, row.title_en)}",
                path=row.get_absolute_url(),
                day=row.last_day,
                said_at=row.published_at,
                scopes=scopes_of(row.body),
                is_cancelled=row.stage == CallStage.CANCELLED,
            )


@happenings
def answers_due(first: date, last: date) -> Iterator[Happening]:
    """The last day for an answer to each recommendation that nobody answered yet."""
    rows = Recommendation.objects.public().unanswered().filter(due_on__range=(first, last))
    for row in rows.select_related("body").prefetch_related("body__topics"):
        if row.due_on is not None and row.sent_at is not None:
            yield Happening(
                key=f"recommendation-{row.public_id}",
                kind=_("Answer due"),
                title=f"{row.body}: {row}",
                path=row.get_absolute_url(),
                day=row.due_on,
                said_at=row.sent_at,
                scopes=scopes_of(row.body),
            )
