"""The days of forums: the last one to register, the forum itself, its sessions."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body
from forums.gatherings.models import Forum, Session
from forums.gatherings.stages import ForumStep
from prestizh.ui.happenings import Happening, happenings


def scopes_of(body: Body) -> frozenset[str]:
    """By what the days can be asked for; the body's topics are prefetched."""
    topics = {f"topic:{topic.pk}" for topic in body.topics.all()}
    return frozenset({f"body:{body.public_id}", *topics})


@happenings
def last_days_to_register(first: date, last: date) -> Iterator[Happening]:
    """Until when people can register for each forum."""
    for row in _forums().filter(registration_ends_on__range=(first, last)):
        opened = next(c for c in row.changes.all() if c.step == ForumStep.OPEN)
        yield Happening(
            key=f"forum-registration-{row.body.public_id}",
            kind=_("Last day to register"),
            title=str(row),
            path=row.get_absolute_url(),
            day=row.registration_ends_on,
            said_at=opened.at,
            scopes=scopes_of(row.body),
        )


@happenings
def days_of_forums(first: date, last: date) -> Iterator[Happening]:
    """The day of each forum that is no series of sessions."""
    for row in _forums().filter(held_on__range=(first, last), sessions=None):
        opened = next(c for c in row.changes.all() if c.step == ForumStep.OPEN)
        yield Happening(
            key=f"forum-{row.body.public_id}",
            kind=_("Forum"),
            title=str(row),
            path=row.get_absolute_url(),
            day=row.held_on,
            said_at=opened.at,
            scopes=scopes_of(row.body),
            place=row.held_at,
        )


@happenings
def sessions(first: date, last: date) -> Iterator[Happening]:
    """The sessions of each forum."""
    rows = Session.objects.filter(on__range=(first, last)).select_related("forum__body")
    for row in rows.prefetch_related("forum__body__topics"):
        body = row.forum.body
        yield Happening(
            key=f"forum-session-{body.public_id}-{row.number}",
            kind=_("Session of a forum"),
            title=f"{body}: {row}",
            path=reverse("gatherings:session", args=[body.public_id, row.number]),
            day=row.on,
            said_at=row.planned_at,
            scopes=scopes_of(body),
            place=row.place,
        )


def _forums() -> QuerySet[Forum]:
    rows = Forum.objects.public().select_related("body")
    return rows.prefetch_related("body__topics", "changes")
