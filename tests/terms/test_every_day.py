"""The term of every day of 2026–2030 against an independent calculation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest

from prestizh.terms import Calendar, consultation_term, month_term

from .holidays_by_hand import days_off, days_off_between, orthodox_easter

OFF = days_off_between(2026, 2031)
CALENDAR = Calendar(holidays=OFF)
EVERY_DAY = [date(2026, 1, 1) + timedelta(days=n) for n in range(1826)]


def last_day_by_walking(published_on: date, days: int) -> date:
    """Cross off one day after the other, as with a pencil on a wall calendar."""
    day, left = published_on, days
    while left:
        day += timedelta(days=1)
        left -= 1
    while day in OFF or day.strftime("%a") in {"Sat", "Sun"}:
        day += timedelta(days=1)
    return day


def same_number_of_next_month(published_on: date) -> date:
    """Walk to the next month, then to the same number or as far as the month goes."""
    day = published_on.replace(day=1) + timedelta(days=32)
    day = day.replace(day=1)
    while day.day < published_on.day and (day + timedelta(days=1)).month == day.month:
        day += timedelta(days=1)
    while day in OFF or day.isoweekday() > 5:
        day += timedelta(days=1)
    return day


def hours_ahead_of_utc(year: int, month: int, day: int) -> int:
    """Summer time from the last Sunday of March to the last Sunday of October, seen at 00:00."""
    starts, ends = (
        max(date(year, m, d) for d in range(25, 32) if date(year, m, d).isoweekday() == 7)
        for m in (3, 10)
    )
    return 3 if starts < date(year, month, day) <= ends else 2


def test_the_range_is_five_years() -> None:
    assert EVERY_DAY[-1] == date(2030, 12, 31)


@pytest.mark.parametrize("days", [14, 15, 21, 29, 30, 31, 45, 60, 90])
def test_the_last_day_agrees_for_every_day_of_publication(days: int) -> None:
    for published_on in EVERY_DAY:
        term = consultation_term(published_on, days, CALENDAR)
        assert term.last_day == last_day_by_walking(published_on, days), published_on
        assert term.days == days
        assert (term.last_day - published_on).days >= days
        assert CALENDAR.is_working(term.last_day)


def test_the_end_of_one_month_agrees_for_every_day_of_publication() -> None:
    for published_on in EVERY_DAY:
        term = month_term(published_on, 1, CALENDAR)
        assert term.last_day == same_number_of_next_month(published_on), published_on


def test_the_instant_of_closing_agrees_for_every_day_of_publication() -> None:
    for published_on in EVERY_DAY:
        term = consultation_term(published_on, 30, CALENDAR)
        after = term.last_day + timedelta(days=1)
        midnight = datetime(after.year, after.month, after.day, tzinfo=UTC)
        ahead = hours_ahead_of_utc(after.year, after.month, after.day)
        assert term.closes_at == midnight - timedelta(hours=ahead)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2024, 5, 5), (2025, 4, 20), (2026, 4, 12), (2027, 5, 2), (2028, 4, 16), (2030, 4, 28)],
)
def test_easter_by_hand_is_the_easter_of_the_church(year: int, month: int, day: int) -> None:
    assert orthodox_easter(year) == date(year, month, day)


@pytest.mark.parametrize("year", range(2026, 2031))
def test_holidays_by_hand_are_those_of_the_library(year: int) -> None:
    listed = holidays.country_holidays("BG", years=year, language="en_US")
    statutory = {day for day, name in listed.items() if name != "Non-working day"}
    assert days_off(year) == statutory
