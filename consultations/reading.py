"""Joining the public page of a consultation from its fragments."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from consultations.models import Consultation, Fragment
from consultations.stages import Stage
from consultations.state import State, state_of
from prestizh.terms import SOFIA

# Characters of a heading that stand in the table of contents.
LINE = 60


@dataclass(slots=True)
class Piece:
    """One heading, article, paragraph or annex as it stands on the page, in rendered parts."""

    anchor: str
    label: str
    heading: str
    is_block: bool
    proposal_count: int
    text: str = ""
    form: str = ""
    proposals: str = ""


@dataclass(slots=True)
class Reading:
    """The parts of the page: what is about the whole, the text in the order of reading, its contents."""

    state: State
    takes_opinions: bool
    about: SafeString = field(default_factory=SafeString)
    timeline: SafeString = field(default_factory=SafeString)
    report: SafeString = field(default_factory=SafeString)
    concerns: SafeString = field(default_factory=SafeString)
    proposals: SafeString = field(default_factory=SafeString)
    text: SafeString = field(default_factory=SafeString)
    contents: SafeString = field(default_factory=SafeString)

    def lay(self, pieces: Collection[Piece]) -> None:
        """Join the pieces into the text and its contents. Their parts are rendered and escaped."""
        sections = (_section(piece, takes_opinions=self.takes_opinions) for piece in pieces)
        self.text = mark_safe("".join(sections))  # noqa: S308 - see `read`
        self.contents = mark_safe("".join(map(_entry, pieces)))  # noqa: S308 - escaped there


def read(consultation: Consultation, language: str, now: datetime) -> Reading:
    """The page of the consultation in `language`. One query, whatever was proposed.

    The fragments were rendered by our own templates from escaped values when they were written;
    that is why they may be marked safe here, and nowhere else.
    """
    reading = Reading(state_of(consultation, now), consultation.stage == Stage.PUBLISHED)
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
            "provision__is_block",
            "provision__proposal_count",
        )
    )
    pieces: dict[int, Piece] = {}
    for name, html, provision, anchor, label, heading, is_block, count in rows:
        if provision is None:
            setattr(reading, name, mark_safe(html))  # noqa: S308 - see above
            continue
        if provision not in pieces:
            pieces[provision] = Piece(anchor, label, heading, is_block, count)
        setattr(pieces[provision], name, html)
    reading.lay(pieces.values())
    return reading


def _section(piece: Piece, *, takes_opinions: bool) -> str:
    kind = "provision" if piece.is_block else "provision provision--heading"
    form = piece.form if takes_opinions else ""
    return (
        f'<section class="{kind}" id="{piece.anchor}">{piece.text}{piece.proposals}{form}</section>'
    )


def _entry(piece: Piece) -> str:
    """The line of the table of contents; a heading without label or words has none."""
    heading = piece.heading
    words = escape(heading if len(heading) <= LINE else f"{heading[:LINE]}…")
    if not piece.is_block:
        return f'<li class="toc__part">{escape(piece.label)} {words}</li>' if words else ""
    about = f' <span class="toc__heading">{words}</span>' if words else ""
    count = piece.proposal_count
    shown = f' <span class="toc__count">{count}</span>' if count else ""
    return f'<li><a href="#{piece.anchor}">{escape(piece.label)}{about}{shown}</a></li>'


def next_change(consultation: Consultation, now: datetime) -> datetime:
    """The next instant at which the page's words change by time alone: midnight, or the end."""
    tomorrow = now.astimezone(SOFIA).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), SOFIA)
    if consultation.closes_at is not None and now < consultation.closes_at < midnight:
        return consultation.closes_at
    return midnight
