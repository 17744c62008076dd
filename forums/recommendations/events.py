"""The public events of a recommendation, made from the body's record and never typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from forums.recommendations.models import MeasureState, Outcome, Recommendation
from prestizh.ledger.models import Entry
from prestizh.ledger.record import entries
from prestizh.ui.dates import day_text

KINDS = (
    "recommendation.sent",
    "recommendation.answered",
    "recommendation.linked",
    "measure.added",
    "measure.reported",
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline: when (UTC), what, and of which recommendation."""

    at: datetime
    recommendation: str
    sentence: str
    detail: str


def events_of(recommendation: Recommendation) -> list[Event]:
    """The public events of one recommendation, in the order of the record."""
    told = told_in(recommendation.body.subject)
    return [event for event in told if event.recommendation == recommendation.public_id]


def told_in(
    subject: UUID, since: datetime | None = None, until: datetime | None = None
) -> list[Event]:
    """The public events about recommendations in one chain, after `since` and up to `until`."""
    found: Iterable[Entry] = entries(subject).filter(kind__in=KINDS)
    return [
        _told(entry)
        for entry in found
        if (since is None or entry.at > since) and (until is None or entry.at <= until)
    ]


def _told(entry: Entry) -> Event:
    values = {field: str(value) for field, value in entry.shown().items()}
    sentence, detail = SENTENCES[entry.kind](values)
    return Event(entry.at, values.get("recommendation", ""), sentence, detail)


def _day(value: str) -> str:
    try:
        return day_text(date.fromisoformat(value), "date")
    except ValueError:
        return value


def _label(choices: type[Outcome] | type[MeasureState], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def _sent(values: dict[str, str]) -> tuple[str, str]:
    facts = {"to": values.get("to", ""), "day": _day(values.get("due_on", ""))}
    return _("Sent to: %(to)s. An answer is asked by %(day)s.") % facts, ""


def _answered(values: dict[str, str]) -> tuple[str, str]:
    return (
        _("Answered: %(outcome)s.") % {"outcome": _label(Outcome, values.get("outcome", ""))},
        values.get("reasons", ""),
    )


def _linked(values: dict[str, str]) -> tuple[str, str]:
    return _("Linked with: %(title)s.") % {"title": values.get("to", "")}, ""


def _measure(values: dict[str, str]) -> tuple[str, str]:
    return (
        _("A measure was taken, to be done by %(day)s.") % {"day": _day(values.get("due_on", ""))},
        values.get("text", ""),
    )


def _reported(values: dict[str, str]) -> tuple[str, str]:
    state = _label(MeasureState, values.get("state", ""))
    return _("A measure is %(state)s.") % {"state": state}, values.get("result", "")


SENTENCES = {
    "recommendation.sent": _sent,
    "recommendation.answered": _answered,
    "recommendation.linked": _linked,
    "measure.added": _measure,
    "measure.reported": _reported,
}
