"""When a lawful period begins and ends: pure functions over calendar days of Europe/Sofia.

Neither the Закон за нормативните актове nor АПК says how the days of a consultation are
counted, so the general rules apply: чл. 72 ЗЗД and чл. 60 and 62 ГПК. A day here is a
`datetime.date` in Sofia; an instant is an aware `datetime` in UTC. Nothing reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

SOFIA = ZoneInfo("Europe/Sofia")

MINIMUM_DAYS = 30
"""чл. 26, ал. 4, изр. 1 ЗНА: opinions are taken for no less than 30 days."""

SHORT_MINIMUM = 14
"""чл. 26, ал. 4, изр. 2 ЗНА: with a reason stated in the reasons of the draft, 14 days."""

_ONE_DAY = timedelta(days=1)
_LONGEST_BREAK = 366
"""Days without a working one after which a calendar is taken to be wrong."""


class Why(StrEnum):
    """Why a day does not count."""

    PUBLICATION = "publication"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DECLARED = "declared"


class WorkingDays(Protocol):
    """What the counting needs to know of a calendar."""

    def is_working(self, day: date) -> bool:
        """Say whether offices are open that day."""

    def why_not(self, day: date) -> Why | None:
        """Say why the day is not a working one, or None if it is."""


@dataclass(frozen=True)
class Calendar:
    """Working and non-working days, given as sets of dates.

    `holidays` are those of чл. 154 КТ with their substitutes; `non_working` were declared by
    the Council of Ministers (чл. 154, ал. 3) or the municipal council; `working` are days off
    that were made working ones. A day in both declared sets is not a working day: the error,
    if it is one, then lengthens the term of the public instead of cutting it.
    """

    holidays: frozenset[date] = frozenset()
    non_working: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Say whether offices are open that day."""
        return self.why_not(day) is None

    def why_not(self, day: date) -> Why | None:
        """Say why the day is not a working one, or None if it is."""
        if day in self.non_working:
            return Why.DECLARED
        if day in self.working:
            return None
        if day in self.holidays:
            return Why.HOLIDAY
        return Why.WEEKEND if day.weekday() >= 5 else None


@dataclass(frozen=True)
class Source:
    """An article of law, as data: `str()` gives it in Bulgarian, „чл. 60, ал. 5 ГПК“."""

    act: str
    article: str
    alinea: str = ""

    def __str__(self) -> str:
        """Cite the article as Bulgarian lawyers do."""
        alinea = f", ал. {self.alinea}" if self.alinea else ""
        return f"чл. {self.article}{alinea} {self.act}"


CONSULTATION = Source("ЗНА", "26", "4")
GENERAL = Source("ЗЗД", "72")
BY_MONTHS = Source("ГПК", "60", "3")
BY_DAYS = Source("ГПК", "60", "5")
ROLLING = Source("ГПК", "60", "6")
TO_MIDNIGHT = Source("ГПК", "62", "1")


class StepCode(StrEnum):
    """The steps by which a term is counted, in the order in which they are told."""

    MINIMUM = "minimum"
    SHORTENED = "shortened"
    PUBLICATION_DAY_NOT_COUNTED = "publication_day_not_counted"
    DAYS_COUNTED = "days_counted"
    MONTHS_COUNTED = "months_counted"
    MONTH_HAS_NO_SUCH_DAY = "month_has_no_such_day"
    LAST_DAY_NOT_WORKING = "last_day_not_working"
    ENDS_AT_MIDNIGHT = "ends_at_midnight"


Value = date | datetime | int | Why


@dataclass(frozen=True)
class Step:
    """One step of the explanation: a code, its values by name, the law it rests on."""

    code: StepCode
    values: dict[str, Value] = field(hash=False)
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Term:
    """A counted period.

    `first_day` is the first day that counts, `nominal_last_day` the one the count gives,
    `last_day` the next working day if that one is not. `days` is the number of days from the
    first to the nominal last day; `months` is set where the law counts by months. `skipped`
    holds the days that were not counted, each with the reason, in order.
    """

    published_on: date
    first_day: date
    nominal_last_day: date
    last_day: date
    skipped: tuple[tuple[date, Why], ...]
    days: int
    months: int | None = None
    is_consultation: bool = False

    @property
    def closes_at(self) -> datetime:
        """The instant, in UTC, from which the term is over."""
        return closes_at(self.last_day)

    def explanation(self) -> tuple[Step, ...]:
        """Tell how the term was counted, as steps that a page puts into sentences."""
        return tuple(self._steps())

    def _steps(self) -> Iterator[Step]:
        if self.is_consultation:
            short = self.days < MINIMUM_DAYS
            code = StepCode.SHORTENED if short else StepCode.MINIMUM
            least = SHORT_MINIMUM if short else MINIMUM_DAYS
            yield Step(code, {"days": self.days, "minimum": least}, (CONSULTATION,))
        yield Step(
            StepCode.PUBLICATION_DAY_NOT_COUNTED, {"day": self.published_on}, (GENERAL, BY_DAYS)
        )
        yield from self._counting()
        for day, why in self.skipped[1:]:
            values: dict[str, Value] = {"day": day, "why": why}
            yield Step(StepCode.LAST_DAY_NOT_WORKING, values, (GENERAL, ROLLING))
        yield Step(
            StepCode.ENDS_AT_MIDNIGHT,
            {"last_day": self.last_day, "closes_at": self.closes_at},
            (TO_MIDNIGHT,),
        )

    def _counting(self) -> Iterator[Step]:
        span: dict[str, Value] = {"first_day": self.first_day, "last_day": self.nominal_last_day}
        if self.months is None:
            yield Step(StepCode.DAYS_COUNTED, {"days": self.days, **span}, (GENERAL, BY_DAYS))
            return
        sources = (GENERAL, BY_MONTHS)
        yield Step(StepCode.MONTHS_COUNTED, {"months": self.months, **span}, sources)
        if self.nominal_last_day.day != self.published_on.day:
            values: dict[str, Value] = {
                "number": self.published_on.day,
                "day": self.nominal_last_day,
            }
            yield Step(StepCode.MONTH_HAS_NO_SUCH_DAY, values, sources)


class TermProblem(StrEnum):
    """What is wrong with the length of a consultation (чл. 26, ал. 4 ЗНА)."""

    UNDER_SHORT_MINIMUM = "under_short_minimum"
    SHORT_WITHOUT_REASON = "short_without_reason"


def check_term_days(days: int, *, has_reason: bool) -> TermProblem | None:
    """Say what чл. 26, ал. 4 ЗНА has against a term of so many days, or None.

    `has_reason`: the reason for a shorter term stands in the published reasons of the draft.
    """
    if days < SHORT_MINIMUM:
        return TermProblem.UNDER_SHORT_MINIMUM
    if days < MINIMUM_DAYS and not has_reason:
        return TermProblem.SHORT_WITHOUT_REASON
    return None


def consultation_term(published_on: date, days: int, calendar: WorkingDays) -> Term:
    """Count a term of `days` days from a publication on `published_on`.

    The day of publication does not count; a last day that is not a working one gives way to
    the next working day. Raises ValueError if `days` is not positive.
    """
    if days < 1:
        raise ValueError("a term has at least one day")
    return _forward(
        published_on, published_on + timedelta(days=days), calendar, is_consultation=True
    )


def days_term(published_on: date, days: int, calendar: WorkingDays) -> Term:
    """Count so many days from a publication, where no law sets a least number of them.

    The count is that of a consultation. Raises ValueError if `days` is not positive.
    """
    if days < 1:
        raise ValueError("a term has at least one day")
    return _forward(published_on, published_on + timedelta(days=days), calendar)


def month_term(published_on: date, months: int, calendar: WorkingDays) -> Term:
    """Count a term of whole months, as чл. 69, ал. 2 АПК asks: same number, else last day.

    Raises ValueError if `months` is not positive.
    """
    if months < 1:
        raise ValueError("a term has at least one month")
    return _forward(published_on, add_months(published_on, months), calendar, months=months)


def _forward(
    published_on: date,
    nominal: date,
    calendar: WorkingDays,
    *,
    months: int | None = None,
    is_consultation: bool = False,
) -> Term:
    rolled = tuple(_until_working(nominal, calendar, _ONE_DAY))
    return Term(
        published_on=published_on,
        first_day=published_on + _ONE_DAY,
        nominal_last_day=nominal,
        last_day=nominal + len(rolled) * _ONE_DAY,
        skipped=((published_on, Why.PUBLICATION), *rolled),
        days=(nominal - published_on).days,
        months=months,
        is_consultation=is_consultation,
    )


def _until_working(day: date, calendar: WorkingDays, step: timedelta) -> Iterator[tuple[date, Why]]:
    """Yield the non-working days from `day` on, each with its reason, up to a working one."""
    for _ in range(_LONGEST_BREAK):
        why = calendar.why_not(day)
        if why is None:
            return
        yield day, why
        day += step
    raise ValueError("the calendar has no working day within a year")


def add_months(day: date, months: int) -> date:
    """The same number of the month so many `months` later, else that month's last day (ЗЗД, чл. 72)."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=day.day - 1), following - _ONE_DAY)


def backward_latest(event_on: date, clear_days: int, calendar: WorkingDays) -> date:
    """Give the latest day to announce an event „най-малко N дни преди“ it.

    Neither the day of the event nor the day of announcing counts (чл. 72 ЗЗД): for a hearing
    on the 12th and 7 clear days that is the 4th. If it is not a working day, the working day
    before it, since rolling forward would cut the days of the public. Raises ValueError if
    `clear_days` is negative.
    """
    if clear_days < 0:
        raise ValueError("the number of clear days is not negative")
    latest = event_on - timedelta(days=clear_days + 1)
    return latest - len(tuple(_until_working(latest, calendar, -_ONE_DAY))) * _ONE_DAY


def working_days_after(day: date, number: int, calendar: WorkingDays) -> date:
    """Give the `number`-th working day after `day`, which itself does not count.

    Raises ValueError if `number` is not positive.
    """
    if number < 1:
        raise ValueError("the number of working days is positive")
    for _ in range(number):
        day += _ONE_DAY
        day += len(tuple(_until_working(day, calendar, _ONE_DAY))) * _ONE_DAY
    return day


def opens_at(first_day: date) -> datetime:
    """Give the instant, in UTC, at which a day begins in Sofia."""
    return datetime.combine(first_day, time.min, tzinfo=SOFIA).astimezone(UTC)


def closes_at(last_day: date) -> datetime:
    """Give the instant, in UTC, at which a day is over in Sofia (чл. 62, ал. 1 ГПК).

    The period is half-open: what arrives at this very instant is late.
    """
    return opens_at(last_day + _ONE_DAY)


def last_day_before(closed_at: datetime) -> date:
    """Give the last day in Sofia of a half-open period that ends at this instant."""
    return sofia_day(closed_at - timedelta.resolution)


def is_open(at: datetime, opened_at: datetime, closed_at: datetime) -> bool:
    """Say whether an instant falls in the half-open period."""
    return opened_at <= at < closed_at


def sofia_day(at: datetime) -> date:
    """Give the day in Sofia on which an aware instant falls. Raises ValueError if naive."""
    if at.tzinfo is None:
        raise ValueError("an instant has a time zone")
    return at.astimezone(SOFIA).date()
