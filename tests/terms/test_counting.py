"""How terms are counted, said example by example."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prestizh.terms import (
    Calendar,
    StepCode,
    TermProblem,
    Why,
    backward_latest,
    check_term_days,
    closes_at,
    consultation_term,
    is_open,
    last_day_before,
    month_term,
    opens_at,
    sofia_day,
    working_days_after,
)

from .holidays_by_hand import days_off_between

CALENDAR = Calendar(holidays=days_off_between(2018, 2031))
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 1))


@pytest.mark.parametrize(
    ("published_on", "last_day"),
    [
        (date(2021, 5, 19), date(2021, 6, 18)),
        (date(2019, 1, 21), date(2019, 2, 20)),
        (date(2022, 11, 15), date(2022, 12, 15)),
        (date(2019, 12, 11), date(2020, 1, 10)),
    ],
)
def test_real_consultations_ended_when_the_rule_says(published_on: date, last_day: date) -> None:
    assert consultation_term(published_on, 30, CALENDAR).last_day == last_day


def test_the_day_of_publication_is_not_counted() -> None:
    term = consultation_term(date(2026, 6, 1), 30, CALENDAR)
    assert term.first_day == date(2026, 6, 2)
    assert term.skipped == ((date(2026, 6, 1), Why.PUBLICATION),)


def test_a_last_day_on_a_saturday_rolls_to_monday() -> None:
    term = consultation_term(date(2026, 6, 4), 30, CALENDAR)
    assert term.nominal_last_day == date(2026, 7, 4)
    assert term.last_day == date(2026, 7, 6)
    assert term.skipped[1:] == (
        (date(2026, 7, 4), Why.WEEKEND),
        (date(2026, 7, 5), Why.WEEKEND),
    )


def test_a_last_day_on_good_friday_rolls_past_easter_monday() -> None:
    term = consultation_term(date(2026, 3, 11), 30, CALENDAR)
    assert term.nominal_last_day == date(2026, 4, 10)
    assert term.last_day == date(2026, 4, 14)
    assert [why for _, why in term.skipped[1:]] == [Why.HOLIDAY] * 4


def test_christmas_with_its_substitute_and_a_declared_day_all_roll() -> None:
    declared = Calendar(holidays=CALENDAR.holidays, non_working=frozenset({date(2026, 12, 29)}))
    term = consultation_term(date(2026, 11, 24), 30, declared)
    assert term.nominal_last_day == date(2026, 12, 24)
    assert term.last_day == date(2026, 12, 30)
    assert term.skipped[-1] == (date(2026, 12, 29), Why.DECLARED)


def test_a_saturday_made_a_working_day_ends_a_term() -> None:
    calendar = Calendar(working=frozenset({date(2026, 7, 4)}))
    assert consultation_term(date(2026, 6, 4), 30, calendar).last_day == date(2026, 7, 4)


def test_a_day_declared_both_ways_is_not_a_working_day() -> None:
    day = frozenset({date(2026, 7, 6)})
    assert not Calendar(non_working=day, working=day).is_working(date(2026, 7, 6))


@pytest.mark.parametrize(
    ("published_on", "months", "nominal"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 15), 1, date(2026, 4, 15)),
        (date(2026, 12, 10), 1, date(2027, 1, 10)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 5, 31), 12, date(2027, 5, 31)),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(
    published_on: date, months: int, nominal: date
) -> None:
    assert month_term(published_on, months, CALENDAR).nominal_last_day == nominal


def test_a_month_that_ends_on_a_sunday_rolls_to_monday() -> None:
    term = month_term(date(2026, 12, 10), 1, CALENDAR)
    assert term.last_day == date(2027, 1, 11)
    assert (term.months, term.days) == (1, 31)


def test_seven_clear_days_before_the_twelfth_is_the_fourth() -> None:
    assert backward_latest(date(2026, 6, 12), 7, CALENDAR) == date(2026, 6, 4)


def test_a_backward_term_rolls_back_and_never_forward() -> None:
    assert backward_latest(date(2026, 6, 15), 7, CALENDAR) == date(2026, 6, 5)
    assert backward_latest(date(2026, 4, 21), 7, CALENDAR) == date(2026, 4, 9)


def test_working_days_skip_weekends_and_holidays() -> None:
    assert working_days_after(date(2026, 4, 8), 1, CALENDAR) == date(2026, 4, 9)
    assert working_days_after(date(2026, 4, 8), 2, CALENDAR) == date(2026, 4, 14)
    assert working_days_after(date(2026, 6, 5), 5, CALENDAR) == date(2026, 6, 12)


@pytest.mark.parametrize(
    ("days", "has_reason", "problem"),
    [
        (0, True, TermProblem.UNDER_SHORT_MINIMUM),
        (13, True, TermProblem.UNDER_SHORT_MINIMUM),
        (13, False, TermProblem.UNDER_SHORT_MINIMUM),
        (14, True, None),
        (14, False, TermProblem.SHORT_WITHOUT_REASON),
        (29, False, TermProblem.SHORT_WITHOUT_REASON),
        (29, True, None),
        (30, False, None),
        (60, False, None),
    ],
)
def test_the_length_is_checked_against_the_law(
    days: int, has_reason: bool, problem: TermProblem | None
) -> None:
    assert check_term_days(days, has_reason=has_reason) == problem


@pytest.mark.parametrize(
    ("last_day", "instant"),
    [
        (date(2026, 1, 15), datetime(2026, 1, 15, 22, tzinfo=UTC)),
        (date(2026, 7, 15), datetime(2026, 7, 15, 21, tzinfo=UTC)),
        # Clocks go forward on 29.03.2026 at 03:00 and back on 25.10.2026 at 04:00.
        (date(2026, 3, 28), datetime(2026, 3, 28, 22, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 21, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 21, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, tzinfo=UTC)),
    ],
)
def test_the_end_is_midnight_in_sofia_also_over_the_change_of_clocks(
    last_day: date, instant: datetime
) -> None:
    assert closes_at(last_day) == instant


@pytest.mark.parametrize(
    ("last_day", "hours"),
    [
        (date(2026, 3, 29), 23),
        (date(2026, 6, 1), 24),
        (date(2026, 10, 25), 25),
        (date(2027, 3, 28), 23),
        (date(2027, 10, 31), 25),
        (date(2028, 3, 26), 23),
        (date(2028, 10, 29), 25),
        (date(2029, 3, 25), 23),
        (date(2029, 10, 28), 25),
        (date(2030, 3, 31), 23),
        (date(2030, 10, 27), 25),
    ],
)
def test_the_last_day_is_as_long_as_the_clock_makes_it(last_day: date, hours: int) -> None:
    assert closes_at(last_day) - opens_at(last_day) == timedelta(hours=hours)


@pytest.mark.parametrize("last_day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 6, 1)])
def test_the_boundary_holds_to_the_microsecond(last_day: date) -> None:
    opened, closed = opens_at(last_day), closes_at(last_day)
    tick = timedelta(microseconds=1)
    assert is_open(opened, opened, closed)
    assert not is_open(opened - tick, opened, closed)
    assert is_open(closed - tick, opened, closed)
    assert not is_open(closed, opened, closed)
    assert sofia_day(closed - tick) == last_day
    assert sofia_day(closed) == last_day + timedelta(days=1)
    assert last_day_before(closed) == last_day


def test_an_instant_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        sofia_day(datetime(2026, 1, 1))  # noqa: DTZ001


def test_terms_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="one day"):
        consultation_term(date(2026, 1, 1), 0, CALENDAR)
    with pytest.raises(ValueError, match="one month"):
        month_term(date(2026, 1, 1), 0, CALENDAR)
    with pytest.raises(ValueError, match="clear days"):
        backward_latest(date(2026, 1, 1), -1, CALENDAR)
    with pytest.raises(ValueError, match="positive"):
        working_days_after(date(2026, 1, 1), 0, CALENDAR)


def test_a_calendar_without_working_days_is_refused_and_does_not_hang() -> None:
    first = date(2026, 1, 1)
    never = Calendar(non_working=frozenset(first + timedelta(days=n) for n in range(1000)))
    with pytest.raises(ValueError, match="no working day"):
        consultation_term(first, 30, never)


def test_the_explanation_tells_each_step_with_its_law() -> None:
    steps = consultation_term(date(2026, 6, 4), 30, CALENDAR).explanation()
    assert [step.code for step in steps] == [
        StepCode.MINIMUM,
        StepCode.PUBLICATION_DAY_NOT_COUNTED,
        StepCode.DAYS_COUNTED,
        StepCode.LAST_DAY_NOT_WORKING,
        StepCode.LAST_DAY_NOT_WORKING,
        StepCode.ENDS_AT_MIDNIGHT,
    ]
    assert steps[2].values == {
        "days": 30,
        "first_day": date(2026, 6, 5),
        "last_day": date(2026, 7, 4),
    }
    assert steps[-1].values["closes_at"] == datetime(2026, 7, 6, 21, tzinfo=UTC)
    assert [str(source) for source in steps[0].sources] == ["чл. 26, ал. 4 ЗНА"]
    assert [str(source) for source in steps[1].sources] == ["чл. 72 ЗЗД", "чл. 60, ал. 5 ГПК"]


def test_the_explanation_says_that_a_term_is_short() -> None:
    step = consultation_term(date(2026, 6, 4), 14, CALENDAR).explanation()[0]
    assert (step.code, step.values) == (StepCode.SHORTENED, {"days": 14, "minimum": 14})


def test_the_explanation_of_a_month_says_that_the_number_is_missing() -> None:
    codes = [step.code for step in month_term(date(2027, 1, 31), 1, CALENDAR).explanation()]
    assert codes[:3] == [
        StepCode.PUBLICATION_DAY_NOT_COUNTED,
        StepCode.MONTHS_COUNTED,
        StepCode.MONTH_HAS_NO_SUCH_DAY,
    ]


@given(published_on=DAYS, days=st.integers(1, 200))
def test_every_day_between_publication_and_end_is_counted_or_accounted_for(
    published_on: date, days: int
) -> None:
    term = consultation_term(published_on, days, CALENDAR)
    rolled = len(term.skipped) - 1
    assert (term.last_day - term.published_on).days == term.days + rolled
    assert (term.nominal_last_day - term.first_day).days + 1 == days


@given(event_on=DAYS, clear_days=st.integers(0, 120))
def test_a_backward_term_leaves_at_least_the_clear_days(event_on: date, clear_days: int) -> None:
    latest = backward_latest(event_on, clear_days, CALENDAR)
    assert (event_on - latest).days - 1 >= clear_days
    assert CALENDAR.is_working(latest)


@given(day=DAYS, number=st.integers(1, 60))
def test_there_are_exactly_so_many_working_days_up_to_the_result(day: date, number: int) -> None:
    result = working_days_after(day, number, CALENDAR)
    between = [day + timedelta(days=n) for n in range(1, (result - day).days + 1)]
    assert sum(map(CALENDAR.is_working, between)) == number
    assert CALENDAR.is_working(result)
