"""What a survey can be bound to: its facts, who took part in it, which events have ended.

Surveys stand above discussions, meetings and bodies, so the kinds are all here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from consultations.models import ClosingReport, Consultation, Opinion
from consultations.models.consultation import publication_key as consultation_key
from consultations.stages import Stage
from feedback.surveys.models import Occasion, Survey
from forums.bodies.models import Body, Membership
from forums.bodies.models import publication_key as body_key
from forums.gatherings.models import Registration, Session, State
from prestizh.accounts.models import User
from prestizh.meetings.models import Attendee, Meeting, PublishedCopy
from prestizh.meetings.models.meeting import publication_key as meeting_key
from prestizh.meetings.models.people import IN_SESSION
from prestizh.meetings.stages import MeetingStage
from prestizh.places.models import in_language


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What a page says of it; `subject` is its chain of the record, `unit` who is in charge."""

    kind: str
    host_id: str
    subject: UUID
    name: str
    url: str
    is_public: bool
    publication_key: str
    unit: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who took part: a person with an account, or an address."""

    user: User | None
    address: str = ""
    language: str = "bg"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that ended at `at`, after which one can ask."""

    host_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HostKind:
    """One kind of host. `events` are those of an occasion that ended within a span of time."""

    find: Callable[[Iterable[str]], dict[str, HostFacts]]
    took_part: Callable[[str], list[Reader]]
    events: Callable[[str, datetime, datetime], list[Event]]


def of(survey: Survey) -> HostFacts | None:
    """What the survey is bound to, or None where it is bound to nothing."""
    return find(survey.host_kind, survey.host_id)


def find(kind: str, host_id: str) -> HostFacts | None:
    """The facts of one host, or None where there is none."""
    known = KINDS.get(kind)
    return known.find([host_id]).get(host_id) if known else None


def find_many(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], HostFacts]:
    """The facts of these hosts, in one query for each kind."""
    wanted: dict[str, set[str]] = {}
    for kind, host_id in pairs:
        wanted.setdefault(kind, set()).add(host_id)
    return {
        (kind, host_id): facts
        for kind, ids in wanted.items()
        if kind in KINDS
        for host_id, facts in KINDS[kind].find(ids).items()
    }


def took_part(kind: str, host_id: str) -> list[Reader]:
    """Who took part and can be written to, each once."""
    known = KINDS.get(kind)
    return _once(known.took_part(host_id)) if known else []


def events(kind: str, occasion: str, since: datetime, until: datetime) -> list[Event]:
    """What ended within [since, until], for a survey of this occasion."""
    return KINDS[kind].events(occasion, since, until)


def _once(readers: Iterable[Reader]) -> list[Reader]:
    found: dict[str, Reader] = {}
    for reader in readers:
        if reader.user is not None and not reader.user.is_active:
            continue
        address = reader.user.email if reader.user else reader.address
        if address:
            # Who wrote once with an account and once without gets one letter, with the account.
            known = found.get(address.lower())
            if known is None or known.user is None:
                found[address.lower()] = reader
    return list(found.values())


# --- discussions ---------------------------------------------------------------------------


def _consultations(ids: Iterable[str]) -> dict[str, HostFacts]:
    rows = Consultation.objects.filter(public_id__in=list(ids)).select_related("unit")
    return {
        row.public_id: HostFacts(
            "consultation",
            row.public_id,
            row.subject,
            in_language(row.title, row.title_en),
            row.get_absolute_url(),
            is_public=row.published_at is not None,
            publication_key=consultation_key(row.public_id),
            unit=str(row.unit or ""),
        )
        for row in rows
    }


def _who_wrote(host_id: str) -> list[Reader]:
    confirmations = Opinion.Confirmation
    rows = (
        Opinion.objects.filter(consultation__public_id=host_id, withdrawn_at=None)
        .exclude(confirmation__in=[confirmations.AWAITED, confirmations.SET_ASIDE])
        .select_related("author")
    )
    return [
        Reader(row.author, "" if row.author else row.email, row.language)
        for row in rows
        if row.author or row.email
    ]


def _ended_consultations(occasion: str, since: datetime, until: datetime) -> list[Event]:
    if occasion == Occasion.AFTER_REPORT:
        reports = ClosingReport.objects.filter(published_at__range=(since, until))
        return [
            Event(public_id, at)
            for public_id, at in reports.values_list("consultation__public_id", "published_at")
        ]
    held = Consultation.objects.filter(published_at__isnull=False, closes_at__range=(since, until))
    held = held.exclude(stage=Stage.WITHDRAWN)
    return [
        Event(public_id, at)
        for public_id, at in held.values_list("public_id", "closes_at")
        if at is not None
    ]


# --- meetings ------------------------------------------------------------------------------


def _meetings(ids: Iterable[str]) -> dict[str, HostFacts]:
    rows = list(Meeting.objects.filter(public_id__in=list(ids)))
    bodies = _names_of_bodies(row.subject for row in rows)
    return {
        row.public_id: HostFacts(
            "meeting",
            row.public_id,
            row.subject,
            ", ".join(filter(None, [str(row), bodies.get(row.subject, "")])),
            row.get_absolute_url(),
            is_public=row.is_public,
            publication_key=meeting_key(row.public_id),
        )
        for row in rows
    }


def _names_of_bodies(subjects: Iterable[UUID]) -> dict[UUID, str]:
    rows = Body.objects.filter(subject__in=list(subjects))
    return {row.subject: in_language(row.name, row.name_en) for row in rows}


def _who_came(host_id: str) -> list[Reader]:
    came = Attendee.objects.filter(meeting__public_id=host_id, presence__in=IN_SESSION)
    return [Reader(row.user) for row in came.select_related("user") if row.user]


def _ended_meetings(occasion: str, since: datetime, until: datetime) -> list[Event]:
    if occasion == Occasion.AFTER_REPORT:
        first = PublishedCopy.objects.values_list("minutes__meeting__public_id").annotate(
            first=Min("at")
        )
        return [Event(public_id, at) for public_id, at in first.filter(first__range=(since, until))]
    closed = Meeting.objects.filter(stage=MeetingStage.CLOSED, closed_at__range=(since, until))
    return [
        Event(public_id, at)
        for public_id, at in closed.values_list("public_id", "closed_at")
        if at is not None
    ]


# --- bodies --------------------------------------------------------------------------------


def _bodies(ids: Iterable[str]) -> dict[str, HostFacts]:
    return {
        row.public_id: HostFacts(
            "body",
            row.public_id,
            row.subject,
            in_language(row.name, row.name_en),
            row.get_absolute_url(),
            is_public=True,
            publication_key=body_key(row.public_id),
        )
        for row in Body.objects.public().filter(public_id__in=list(ids))
    }


def _who_sits(host_id: str) -> list[Reader]:
    rows = Membership.objects.current().filter(body__public_id=host_id).select_related("user")
    return [Reader(row.user) for row in rows if row.user]


def _nothing_ends(_occasion: str, _since: datetime, _until: datetime) -> list[Event]:
    return []


# --- sessions of forums --------------------------------------------------------------------


def _sessions(ids: Iterable[str]) -> dict[str, HostFacts]:
    keys = [int(one) for one in ids if one.isdecimal() and len(one) < 19]
    return {
        str(row.pk): HostFacts(
            "session",
            str(row.pk),
            row.forum.subject,
            f"{row}, {row.forum}",
            row.forum.get_absolute_url(),
            is_public=True,
            publication_key=body_key(row.forum.body.public_id),
        )
        for row in Session.objects.filter(pk__in=keys).select_related("forum__body")
    }


def _who_sat(host_id: str) -> list[Reader]:
    rows = Registration.objects.filter(forum__sessions=int(host_id), state=State.SEATED)
    return [
        Reader(row.user, "" if row.user else row.email, row.language)
        for row in rows.select_related("user")
    ]


def _ended_sessions(occasion: str, since: datetime, until: datetime) -> list[Event]:
    moment = "bulletin_at" if occasion == Occasion.AFTER_REPORT else "held_at"
    rows = Session.objects.filter(**{f"{moment}__range": (since, until)})
    return [Event(str(pk), at) for pk, at in rows.values_list("pk", moment)]


KINDS: dict[str, HostKind] = {
    "consultation": HostKind(_consultations, _who_wrote, _ended_consultations),
    "meeting": HostKind(_meetings, _who_came, _ended_meetings),
    "body": HostKind(_bodies, _who_sits, _nothing_ends),
    "session": HostKind(_sessions, _who_sat, _ended_sessions),
}
