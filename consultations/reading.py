"""Joining the public page of a consultation from its fragments."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from consultations.models import Consultation, Fragment
from consultations.stages import Stage
from consultations.state import State, state_of
from prestizh.terms import SOFIA


@dataclass(slots=True)
class Piece:
    """One heading, article, paragraph or annex as it stands on the page."""

    anchor: str
    label: str
    heading: str
    kind: str
    is_block: bool
    proposal_count: int
    text: SafeString = field(default_factory=SafeString)
    form: SafeString = field(default_factory=SafeString)
    proposals: SafeString = field(default_factory=SafeString)


@dataclass(slots=True)
class Reading:
    """All pieces of the page: what is about the whole, and the text in the order of reading."""

    state: State
    about: SafeString = field(default_factory=SafeString)
    timeline: SafeString = field(default_factory=SafeString)
    report: SafeString = field(default_factory=SafeString)
    proposals: SafeString = field(default_factory=SafeString)
    pieces: list[Piece] = field(default_factory=list)
    takes_opinions: bool = False


def read(consultation: Consultation, language: str, now: datetime) -> Reading:
    """The page of the consultation in `language`. One query, whatever was proposed.

    The fragments were rendered by our own templates from escaped values when they were written;
    that is why they may be marked safe here, and nowhere else.
    """
    reading = Reading(state_of(consultation, now))
    reading.takes_opinions = consultation.stage == Stage.PUBLISHED
    rows: Iterable[tuple[Any, ...]] = (
        Fragment.objects.filter(consultation=consultation, language=language)
        .order_by("provision__position")
        .values_list(
            "name",
            "html",
            "provision_id",
            "provision__anchor",
            "provision__label",
            "provision__heading",
            "provision__kind",
            "provision__is_block",
            "provision__proposal_count",
        )
    )
    pieces: dict[int | None, Piece] = {}
    for name, html, provision, anchor, label, heading, kind, is_block, count in rows:
        safe = mark_safe(html)  # noqa: S308 - see above
        if provision is None:
            setattr(reading, name, safe)
            continue
        if provision not in pieces:
            pieces[provision] = Piece(anchor, label, heading, kind, is_block, count)
        setattr(pieces[provision], name, safe)
    reading.pieces = list(pieces.values())
    return reading


def next_change(consultation: Consultation, now: datetime) -> datetime:
    """The next instant at which the page's words change by time alone: midnight, or the end."""
    tomorrow = now.astimezone(SOFIA).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), SOFIA)
    if consultation.closes_at is not None and now < consultation.closes_at < midnight:
        return consultation.closes_at
    return midnight
