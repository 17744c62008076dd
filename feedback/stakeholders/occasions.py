"""To what stakeholders are invited and where they may come: discussions, calls, bodies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from consultations.models import Consultation
from feedback.stakeholders.models import OccasionKind
from forums.bodies.models import Body
from forums.calls.models import Call

MOST = 100


@dataclass(frozen=True, slots=True)
class Occasion:
    """One of them; `key` is its public id, `last_day` the last one on which one may come in time."""

    kind: OccasionKind
    key: str
    title: str
    url: str
    began_at: datetime
    last_day: date | None
    is_open: bool
    row: Consultation | Call | Body

    @property
    def name(self) -> str:
        """How a form names it: `consultation:k3jd…`."""
        return f"{self.kind}:{self.key}"

    def address(self, view: str) -> str:
        """Of its coverage (`coverage`), or of where it is noted that somebody came (`came`)."""
        return reverse(f"stakeholders:{view}", args=[self.kind.value, self.key])


def _of_consultation(row: Consultation, now: datetime) -> Occasion:
    kind, url = OccasionKind.CONSULTATION, row.get_absolute_url()
    began = row.published_at or now
    is_open = row.closes_at is not None and row.closes_at > now and row.published_at is not None
    return Occasion(kind, row.public_id, row.title, url, began, row.last_day, is_open, row)


def _of_call(row: Call, now: datetime) -> Occasion:
    kind, url, began = OccasionKind.CALL, row.get_absolute_url(), row.published_at or now
    return Occasion(kind, row.public_id, row.title, url, began, row.last_day, row.is_open(now), row)


def _of_body(row: Body, now: datetime) -> Occasion:
    kind, url, began = OccasionKind.BODY, row.get_absolute_url(), row.constituted_at or now
    return Occasion(kind, row.public_id, row.name, url, began, None, False, row)


def found(name: str, now: datetime) -> Occasion | None:
    """The public occasion of that name, if there is one."""
    kind, _colon, key = name.partition(":")
    if kind == OccasionKind.CONSULTATION:
        consultation = Consultation.objects.public().filter(public_id=key).first()
        return _of_consultation(consultation, now) if consultation else None
    if kind == OccasionKind.CALL:
        call = Call.objects.public().select_related("body").filter(public_id=key).first()
        return _of_call(call, now) if call else None
    if kind == OccasionKind.BODY:
        body = Body.objects.public().filter(public_id=key).first()
        return _of_body(body, now) if body else None
    return None


def open_now(now: datetime) -> list[Occasion]:
    """What one may be invited to now, those that end first come first."""
    rows = [
        *(_of_consultation(row, now) for row in Consultation.objects.open_at(now)[:MOST]),
        *(_of_call(row, now) for row in Call.objects.open_at(now).select_related("body")[:MOST]),
    ]
    return sorted(rows, key=lambda one: (one.last_day or date.max, one.title))


def everything(now: datetime) -> list[Occasion]:
    """All that was public, the newest of each kind first."""
    return [
        *(
            _of_consultation(row, now)
            for row in Consultation.objects.public().order_by("-pk")[:MOST]
        ),
        *(_of_call(row, now) for row in Call.objects.public().select_related("body")[:MOST]),
        *(_of_body(row, now) for row in Body.objects.public()[:MOST]),
    ]


def within(begin: datetime, end: datetime, now: datetime) -> Iterator[Occasion]:
    """Discussions and calls that began in the half-open time, all of them."""
    began = Q(published_at__gte=begin, published_at__lt=end)
    for row in Consultation.objects.public().filter(began).order_by("-pk"):
        yield _of_consultation(row, now)
    for call in Call.objects.public().filter(began).select_related("body"):
        yield _of_call(call, now)
