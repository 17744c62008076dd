"""The calendar of working days, from the law and from what was declared."""

from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from prestizh.places.calendar import calendar, holidays_of, lawful_holidays
from prestizh.places.models import SpecialDay
from prestizh.terms import Why
from tests.factories import make_special_day
from tests.terms.holidays_by_hand import days_off

# Days that the Council of Ministers made non-working (чл. 154, ал. 3 КТ), which the library knows.
DECLARED = {date(2025, 12, 31), date(2026, 1, 2)}


def test_the_library_agrees_with_a_reckoning_by_hand() -> None:
    for year in range(2024, 2041):
        ours = {day for day in lawful_holidays() if day.year == year}
        assert days_off(year) <= ours, year
        assert ours - days_off(year) <= DECLARED, year


def test_a_declared_day_counts_and_a_retired_one_does_not(db: None) -> None:
    monday = date(2026, 12, 7)
    assert calendar().is_working(monday)
    row = make_special_day(day=monday)
    assert calendar().why_not(monday) == Why.DECLARED
    SpecialDay.objects.filter(pk=row.pk).update(retired=True)
    assert calendar().is_working(monday)


def test_a_saturday_can_be_made_a_working_one(db: None) -> None:
    saturday = date(2026, 12, 12)
    assert not calendar().is_working(saturday)
    make_special_day(day=saturday, kind=SpecialDay.Kind.WORKED)
    assert calendar().is_working(saturday)


def test_the_page_lists_the_days_of_two_years(db: None) -> None:
    make_special_day(day=date(2026, 12, 7), ground="Решение на Общинския съвет № 5")
    page = Client().get(reverse("places:days")).content.decode()
    assert "Решение на Общинския съвет № 5" in page


def test_names_are_in_both_languages() -> None:
    bulgarian = dict(holidays_of(2027, "bg"))
    english = dict(holidays_of(2027, "en"))
    assert bulgarian.keys() == english.keys()
    assert bulgarian[date(2027, 3, 3)] != english[date(2027, 3, 3)]
    assert all(a < b for a, b in zip(list(bulgarian), list(bulgarian)[1:], strict=False))
    assert (max(bulgarian) - min(bulgarian)) < timedelta(days=366)
