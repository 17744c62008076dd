"""Which days are working ones: the holidays of чл. 154 КТ, and the days declared to differ."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import holidays

from prestizh.places.models import SpecialDay
from prestizh.terms import Calendar

# From the year of the rule on substitute days (чл. 154, ал. 2 КТ) to beyond any term of today.
YEARS = range(2017, 2061)


@lru_cache(maxsize=1)
def lawful_holidays() -> frozenset[date]:
    """The official holidays with the days that stand in for those at a weekend."""
    return frozenset(holidays.country_holidays("BG", years=YEARS, observed=True))


def holidays_of(year: int, language: str) -> Iterator[tuple[date, str]]:
    """The holidays of a year in their order, with names in `bg` or `en`."""
    wanted = "en_US" if language == "en" else "bg"
    named = holidays.country_holidays("BG", years=year, observed=True, language=wanted)
    yield from sorted((day, str(name)) for day, name in named.items() if day.year == year)


def calendar() -> Calendar:
    """The calendar of the municipality now: one query, for the days declared to differ."""
    special = list(SpecialDay.objects.filter(retired=False).values_list("day", "kind"))
    return Calendar(
        holidays=lawful_holidays(),
        non_working=frozenset(day for day, kind in special if kind == SpecialDay.Kind.OFF),
        working=frozenset(day for day, kind in special if kind == SpecialDay.Kind.WORKED),
    )
