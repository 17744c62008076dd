"""The rows behind a number, for those who may see them: each kind through its `visible_to`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from consultations.models import Consultation, Opinion, Proposal
from feedback.measures.models import ImprovementProposal, Measure
from feedback.stakeholders.models import Stakeholder
from forums.bodies.models import Body
from forums.calls.models import Call
from forums.direct.models import Initiative
from forums.gatherings.models import Forum, Session
from forums.recommendations.models import Recommendation
from prestizh.accounts.access import Anyone, may
from prestizh.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name, its page, a word more."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """How rows of one kind are found for a person and said; only for who may do `act`, if named."""

    rows: Callable[[Anyone], "QuerySet[Any]"]
    line: Callable[[Any], Line]
    act: str = ""


def sees(user: Anyone, of: str) -> bool:
    """Whether this person may follow numbers of this kind to their rows."""
    reader = READERS.get(of)
    return reader is not None and (not reader.act or may(user, reader.act))


def rows_for(user: Anyone, of: str, keys: list[int]) -> "QuerySet[Any]":
    """The rows that this person may see among those with these primary keys."""
    return READERS[of].rows(user).filter(pk__in=keys)


def _consultations(user: Anyone) -> "QuerySet[Any]":
    return Consultation.objects.visible_to(user).order_by("published_at", "pk")


def _proposals(user: Anyone) -> "QuerySet[Any]":
    rows = Proposal.objects.filter(
        counts=True, consultation__in=Consultation.objects.visible_to(user)
    )
    return rows.select_related("opinion", "consultation").order_by("pk")


def _opinions(user: Anyone) -> "QuerySet[Any]":
    rows = Opinion.objects.filter(consultation__in=Consultation.objects.visible_to(user))
    return rows.select_related("consultation").order_by("pk")


def _sessions(user: Anyone) -> "QuerySet[Any]":
    rows = Session.objects.filter(forum__in=Forum.objects.visible_to(user))
    return rows.select_related("forum__body").order_by("on", "pk")


def _itself(row: Any) -> Line:
    return Line(str(row), row.get_absolute_url())


def _proposal(row: Proposal) -> Line:
    return Line(f"№ {row.reference}", row.consultation.get_absolute_url(), row.consultation.title)


def _opinion(row: Opinion) -> Line:
    url = reverse("consultations:desk_opinion", args=[row.consultation.public_id, row.reference])
    return Line(f"№ {row.reference}", url, row.consultation.title)


def _session(row: Session) -> Line:
    body = row.forum.body
    return Line(f"{body}: {row}", reverse("gatherings:page", args=[body.public_id]))


def _recommendation(row: Recommendation) -> Line:
    return Line(f"№ {row.reference}. {row}", row.get_absolute_url(), str(row.body))


READERS: dict[str, Reader] = {
    "consultation": Reader(_consultations, _itself),
    "proposal": Reader(_proposals, _proposal),
    # Together they would tell that two opinions are of one person.
    "opinion": Reader(_opinions, _opinion, act="opinion.read_unconfirmed"),
    "body": Reader(lambda user: Body.objects.visible_to(user).order_by("name", "pk"), _itself),
    "meeting": Reader(
        lambda user: Meeting.objects.visible_to(user).order_by("starts_at", "pk"), _itself
    ),
    "recommendation": Reader(
        lambda user: (
            Recommendation.objects.visible_to(user).select_related("body").order_by("sent_at", "pk")
        ),
        _recommendation,
    ),
    "call": Reader(
        lambda user: Call.objects.visible_to(user).order_by("published_at", "pk"), _itself
    ),
    "session": Reader(_sessions, _session),
    "improvement": Reader(
        lambda user: ImprovementProposal.objects.visible_to(user).order_by("received_at", "pk"),
        _itself,
    ),
    "measure": Reader(
        lambda user: Measure.objects.visible_to(user).order_by("due_on", "pk"),
        _itself,
        act="improvement.read",
    ),
    "stakeholder": Reader(
        lambda user: Stakeholder.objects.visible_to(user).order_by("name", "pk"),
        _itself,
        act="stakeholder.read",
    ),
    "initiative": Reader(
        lambda user: Initiative.objects.visible_to(user).order_by("noted_at", "pk"), _itself
    ),
}
