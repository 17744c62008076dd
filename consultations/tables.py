"""Consultations, proposals and opinions as tables: what the list shows, row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from consultations import report
from consultations.duties import Duty
from consultations.models import (
    Capacity,
    Channel,
    Consultation,
    Decision,
    Opinion,
    Proposal,
    ProposalKind,
    ShownAs,
)
from consultations.models.opinion import numbered
from consultations.models.provision import named
from consultations.state import state_of
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute
from prestizh.places.models import Unit
from prestizh.ui.exporting import facts_of

CONSULTATIONS = (
    Column("id", _("No. in the portal")),
    Column("title", _("title of the draft")),
    Column("kind", _("kind of act")),
    Column("state", _("state")),
    Column("published_at", _("published on"), datetime),
    Column("last_day", _("last day to write"), date),
    Column("opinions", _("opinions")),
    Column("proposals", _("proposals")),
    Column("answered", _("answered proposals")),
    Column("url", _("page")),
)
DUTIES = (
    Column("id", _("No. in the portal")),
    Column("title", _("title of the draft")),
    Column("state", _("state")),
    Column("clerk", _("clerk")),
    Column("due_on", _("day that matters next"), date),
    Column("action", _("what is to be done next")),
    Column("proposals", _("proposals")),
    Column("answered", _("answered proposals")),
)
PROPOSALS = (
    Column("reference", _("No.")),
    Column("received_at", _("received on"), datetime),
    Column("channel", _("channel")),
    Column("capacity", _("declared capacity")),
    Column("speaks_for", _("speaks for")),
    Column("verified", _("representation verified")),
    Column("author", _("author")),
    Column("provision", _("provision")),
    Column("kind", _("kind")),
    Column("text", _("proposed text")),
    Column("reasons", _("reasons of the proposal")),
)
ANSWERS = (
    Column("decision", _("decision")),
    Column("answer", _("reasons of the decision")),
    Column("unit", _("unit")),
)
OPINIONS = (
    Column("reference", _("No.")),
    Column("received_at", _("received on"), datetime),
    Column("channel", _("channel")),
    Column("capacity", _("declared capacity")),
    Column("speaks_for", _("speaks for")),
    Column("author", _("author")),
    Column("confirmation", _("confirmation")),
    Column("lateness", _("in time or late")),
    Column("withdrawn_at", _("withdrawn on"), datetime),
)
# What a row of the proposals is made of.
FACTS = (
    *("opinion__reference", "number", "opinion__received_at", "opinion__channel"),
    *("opinion__capacity", "opinion__spoken_by", "opinion__organisation__name"),
    *("opinion__speaks_for", "opinion__representation__verified_at"),
    *("opinion__organisation__verified_at", "opinion__shown_as", "opinion__name"),
    *("provision__label", "provision__heading", "provision__path", "kind", "text", "reasons"),
    *("answer__decision", "answer__reasons", "answer__unit"),
)
# And what only the full export is made of.
PERSONAL_FACTS = ("opinion__author__email", "opinion__email", "opinion__phone")
# What only the full export has: who wrote, as they wrote themselves, and where they can be reached.
PERSONAL = (
    Column("name", _("name and family name")),
    Column("email", _("e-mail")),
    Column("phone", _("telephone")),
    Column("shown_as", _("wished to be shown as")),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of codes in the active language, looked up once for all rows."""

    channels: dict[str, str]
    capacities: dict[str, str]
    kinds: dict[str, str]
    decisions: dict[str, str]
    shown_as: dict[str, str]
    units: dict[int, str]

    @classmethod
    def now(cls) -> "Words":
        """In the language that is active now."""
        return cls(
            _words_of(Channel),
            _words_of(Capacity),
            _words_of(ProposalKind),
            _words_of(Decision),
            _words_of(ShownAs),
            {unit.pk: str(unit) for unit in Unit.objects.all()},
        )


def _words_of(codes: type[TextChoices]) -> dict[str, str]:
    return {str(value): str(label) for value, label in codes.choices}


def of_consultations(rows: Iterable[Consultation], now: datetime) -> Table:
    """The list as it is at `now`."""
    return Table(CONSULTATIONS, (_consultation(row, now) for row in rows))


def of_duties(rows: Iterable[Duty]) -> Table:
    """The work list of the desk."""
    return Table(DUTIES, (_duty(row) for row in rows))


def of_proposals(rows: "QuerySet[Proposal]", *, answers_shown: bool) -> Table:
    """Proposals with their authors as these chose to be shown; answers where they are public."""
    columns, words = (*PROPOSALS, *ANSWERS) if answers_shown else PROPOSALS, Words.now()
    width = len(columns)
    return Table(columns, (_proposal(row, words)[:width] for row in facts_of(rows, FACTS)))


def of_opinions(rows: Iterable[Opinion]) -> Table:
    """Opinions with their authors as these chose to be shown, without any contact."""
    return Table(OPINIONS, (_opinion(row) for row in rows))


def with_all_names(rows: "QuerySet[Proposal]") -> Table:
    """Proposals with their authors' names and contacts; for who has to answer a court."""
    return Table((*PROPOSALS, *ANSWERS, *PERSONAL), _with_names(rows))


def _consultation(row: Consultation, now: datetime) -> list[Cell]:
    return [
        row.public_id,
        row.title,
        row.get_kind_display(),
        state_of(row, now).label,
        row.published_at,
        row.last_day,
        row.opinion_count,
        row.proposal_count,
        row.answered_count,
        absolute(row.get_absolute_url()),
    ]


def _proposal(row: Any, words: Words) -> list[Cell]:
    """A row of `FACTS` as the table has it."""
    spoken_by, speaks_for = row.opinion__spoken_by, row.opinion__speaks_for
    claimed, known = (
        row.opinion__representation__verified_at,
        row.opinion__organisation__verified_at,
    )
    return [
        numbered(row.opinion__reference, row.number),
        row.opinion__received_at,
        words.channels[row.opinion__channel],
        words.capacities[row.opinion__capacity],
        report.body_shown(spoken_by, row.opinion__organisation__name, speaks_for),
        claimed is not None and known is not None,
        report.author_shown(spoken_by, speaks_for, row.opinion__shown_as, row.opinion__name),
        named(row.provision__label, row.provision__heading, row.provision__path) or "",
        words.kinds[row.kind],
        row.text,
        row.reasons,
        words.decisions.get(row.answer__decision, ""),
        row.answer__reasons or "",
        words.units.get(row.answer__unit, ""),
    ]


def _duty(duty: Duty) -> list[Cell]:
    row = duty.consultation
    return [
        row.public_id,
        row.title,
        duty.state.label,
        row.clerk.display_name,
        duty.due,
        duty.action,
        row.proposal_count,
        row.answered_count,
    ]


def _opinion(row: Opinion) -> list[Cell]:
    return [
        row.reference,
        row.received_at,
        row.get_channel_display(),
        row.get_capacity_display(),
        report.shown_body(row),
        report.shown_author(row),
        row.get_confirmation_display(),
        row.get_lateness_display(),
        row.withdrawn_at,
    ]


def _with_names(rows: "QuerySet[Proposal]") -> Iterator[list[Cell]]:
    words = Words.now()
    for row in facts_of(rows, (*FACTS, *PERSONAL_FACTS)):
        account = row.opinion__author__email
        yield [
            *_proposal(row, words),
            row.opinion__name,
            row.opinion__email if account is None else account,
            row.opinion__phone,
            words.shown_as[row.opinion__shown_as],
        ]
