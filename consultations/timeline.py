"""The public events of a consultation, made from the record and never typed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from prestizh.ledger.models import Entry
from prestizh.ledger.record import entries
from prestizh.legaltext import cited
from prestizh.refusal import Sentence
from prestizh.ui.dates import day_text

# Each public fact with its sentence; facts that are not here are not part of the timeline.
SENTENCES: dict[str, Sentence] = {
    "consultation.announced": _("The draft was announced."),
    "consultation.published": _("The draft was published for discussion until %(last_day)s."),
    "consultation.corrected": _(
        "A typing error in %(provision)s was corrected: “%(wrong)s” is read as “%(right)s”."
    ),
    "consultation.reported": _("The closing report on %(proposals)s proposals was published."),
    "consultation.report_signed": _("The signed closing report was added."),
    "consultation.adopted": _("The draft was adopted with decision No. %(decision)s."),
    "consultation.rejected": _("The draft was not adopted: decision No. %(decision)s."),
    "consultation.withdrawn": _("The draft was withdrawn: %(reason)s"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline: when (UTC), what, and where it stands in the record."""

    at: datetime
    kind: str
    sentence: str
    number: int
    hash: str


def events(consultation: Consultation) -> list[Event]:
    """The public events in the order of the record. Three queries."""
    found = entries(consultation.subject).filter(kind__in=SENTENCES)
    return [_told(entry) for entry in found.prefetch_related("values", "removals")]


def _told(entry: Entry) -> Event:
    values = {field: readable(field, value) for field, value in entry.shown().items()}
    sentence = str(SENTENCES[entry.kind]) % defaultdict(str, values)
    return Event(entry.at, entry.kind, sentence, entry.number, bytes(entry.hash).hex())


def readable(field: str, value: str) -> str:
    """A recorded value as it is read aloud: days in words, a provision as the law cites it."""
    if field == "provision":
        return cited(value)
    if field in {"last_day", "planned_on", "decided_on"}:
        try:
            return day_text(date.fromisoformat(value), "date")
        except ValueError:
            return value
    return value
