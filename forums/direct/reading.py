"""What the public pages show of an entry: where it stands, what is due, what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.direct.dues import Due, dues_of, next_due
from forums.direct.models import Change, Initiative
from forums.direct.signatures import Standing, said_without_threshold, standings
from forums.direct.stages import Stage, Step
from prestizh.terms import SOFIA, WorkingDays
from prestizh.ui.components import Look, TimelineEntry
from prestizh.ui.dates import day_text

# The code of the day on which a vote or an assembly is held.
HELD = "held"

LOOKS: dict[Stage, Look] = {
    Stage.NOTED: Look("neutral", "edit"),
    Stage.GATHERING: Look("green-solid", "people"),
    Stage.TABLED: Look("amber", "document"),
    Stage.MENDING: Look("amber", "edit"),
    Stage.CHECKED: Look("amber", "check"),
    Stage.CALLED: Look("green-solid", "calendar"),
    Stage.HELD: Look("green", "check"),
    Stage.ANSWERED: Look("green", "seal"),
    Stage.REFUSED: Look("refusal", "cross"),
    Stage.NOT_ADOPTED: Look("ink", "minus"),
    Stage.LAPSED: Look("neutral", "slash"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One term as a line: how it stands today, in a word with its tone."""

    due: Due
    word: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the register as it is shown on a day."""

    row: Initiative
    dues: list[Due]
    standings: list[Standing]
    signed: str
    next: Due | None
    today: date

    @property
    def look(self) -> Look:
        """How its stage is drawn."""
        return LOOKS[Stage(self.row.stage)]

    @property
    def days_late(self) -> int:
        """How many days something is owed beyond its day."""
        return self.next.days_late(self.today) if self.next else 0

    @property
    def lines(self) -> list[Line]:
        """Every term with its state."""
        return [Line(due, *_state(due, self.today)) for due in self.dues]


def read(row: Initiative, today: date, days: WorkingDays) -> Entry:
    """The entry with its terms. No query beyond what `with_all` fetched."""
    dues = dues_of(row, days)
    signed = said_without_threshold(row)
    return Entry(row, dues, standings(row), signed, next_due(dues), today)


def _state(due: Due, today: date) -> tuple[str, str, str]:
    late = due.days_late(today)
    if due.met_on is not None:
        if late:
            text = ngettext("done %(days)d day late", "done %(days)d days late", late)
            return text % {"days": late}, "refusal", "clock"
        return _("done in time"), "green", "check"
    if late:
        text = ngettext("%(days)d day late", "%(days)d days late", late)
        return text % {"days": late}, "refusal", "warning"
    if not due.is_deadline:
        return (_("from this day on") if due.day >= today else _("has passed")), "neutral", ""
    if not due.is_open:
        return _("no longer runs"), "neutral", ""
    return _("runs"), "amber", "clock"


def timeline(changes: Iterable[Change], entry: Entry) -> list[TimelineEntry]:
    """What happened, by its days, then what is still to come."""
    told = [
        TimelineEntry(change.on, Step(change.step).label, _detail(change), _file(change))
        for change in changes
    ]
    row = entry.row
    if row.holds_on is not None and row.holds_on >= entry.today and not row.has_ended:
        told.append(
            TimelineEntry(
                row.holds_on, _("The day of the vote or assembly"), row.place, "", "ahead"
            )
        )
    if entry.next is not None and entry.next.day >= entry.today:
        due = entry.next
        told.append(TimelineEntry(due.day, due.rule.says, due.rule.law, "", "ahead"))
    return told


def _detail(change: Change) -> str:
    return " · ".join(filter(None, (change.act, change.note)))


def _file(change: Change) -> str:
    return change.document.get_absolute_url() if change.document else ""


@dataclass(frozen=True, slots=True)
class Dated:
    """One day of the calendar: whose, what, by which article; `code` tells the days of one entry apart.

    `starts_at` is the hour of a vote or an assembly, where it is set.
    """

    day: date
    row: Initiative
    code: str
    text: str
    law: str = ""
    starts_at: datetime | None = None

    @property
    def is_event(self) -> bool:
        """Whether something is held on that day, in place of being due."""
        return self.code == HELD

    @property
    def said(self) -> str:
        """The day in words."""
        return day_text(self.day)


def dates_of(entry: Entry) -> list[Dated]:
    """The days of one entry that matter to the public, past and to come."""
    row = entry.row
    found = [
        Dated(due.day, row, due.rule.code, str(due.rule.says), due.rule.law)
        for due in entry.dues
        if due.is_open
    ]
    if row.holds_on is not None:
        hour = f"{row.holds_at:%H:%M}" if row.holds_at else ""
        text = ", ".join(filter(None, (str(row.get_kind_display()), hour, row.place)))
        found.append(
            Dated(row.holds_on, row, HELD, text[:1].upper() + text[1:], starts_at=_starts_at(row))
        )
    return sorted(found, key=lambda one: one.day)


def _starts_at(row: Initiative) -> datetime | None:
    if row.holds_on is None or row.holds_at is None:
        return None
    return datetime.combine(row.holds_on, row.holds_at, tzinfo=SOFIA)
