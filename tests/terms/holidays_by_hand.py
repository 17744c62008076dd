"""The days off of чл. 154 КТ, worked out without any library and without the code under test."""

from __future__ import annotations

from datetime import date, timedelta

FIXED = (
    (1, 1),
    (3, 3),
    (5, 1),
    (5, 6),
    (5, 24),
    (9, 6),
    (9, 22),
    (12, 24),
    (12, 25),
    (12, 26),
)


def orthodox_easter(year: int) -> date:
    """Easter by the tables of the Julian calendar: golden number, then the Sunday after."""
    epact = (19 * (year % 19) + 15) % 30
    # The paschal full moon is 21 March + epact by the Julian calendar, 13 days later by ours.
    full_moon = date(year, 3, 21) + timedelta(days=epact + 13)
    return full_moon + timedelta(days=7 - (full_moon.weekday() + 1) % 7)


def days_off(year: int) -> frozenset[date]:
    """Holidays of the year with the substitutes of чл. 154, ал. 2 КТ (without Easter's)."""
    easter = orthodox_easter(year)
    off = {easter + timedelta(days=shift) for shift in (-2, -1, 0, 1)}
    fixed = [date(year, month, day) for month, day in FIXED]
    off.update(fixed)
    for day in fixed:
        if day.weekday() < 5:
            continue
        substitute = day
        while substitute.weekday() >= 5 or substitute in off:
            substitute += timedelta(days=1)
        off.add(substitute)
    return frozenset(off)


def days_off_between(first_year: int, last_year: int) -> frozenset[date]:
    """Holidays of several years, the last one included."""
    return frozenset().union(*(days_off(year) for year in range(first_year, last_year + 1)))
