"""Days and moments in both languages, on Sofia's clock."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from prestizh.ui.dates import DayStyle, day_text, moment_text

DAY = date(2026, 12, 7)
# 23:30:05 in UTC is half past one of the next day in Sofia.
MOMENT = datetime(2026, 12, 6, 23, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "style", "said"),
    [
        ("bg", "weekday", "понеделник, 7 декември 2026 г."),
        ("bg", "date", "7 декември 2026 г."),
        ("bg", "short", "07.12.2026 г."),
        ("en", "weekday", "Monday, 7 December 2026"),
        ("en", "date", "7 December 2026"),
        ("en", "short", "07/12/2026"),
    ],
)
def test_a_day_has_its_weekday_and_its_month_in_words(
    language: str, style: DayStyle, said: str
) -> None:
    assert day_text(DAY, style, language) == said


def test_a_moment_is_told_to_the_second_on_sofias_clock() -> None:
    assert moment_text(MOMENT, language="bg") == "7 декември 2026 г., 01:30:05 ч."
    assert moment_text(MOMENT, "minute", language="en") == "7 December 2026, 01:30"


def test_the_day_of_a_moment_is_sofias_day() -> None:
    assert day_text(MOMENT, "date", "en") == "7 December 2026"


def test_both_sides_of_the_change_of_clocks_are_told_apart_from_utc() -> None:
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    after = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert moment_text(before, "minute", "en") == "25 October 2026, 03:30"
    assert moment_text(after, "minute", "en") == "25 October 2026, 03:30"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment_text(MOMENT.replace(tzinfo=None))


def test_the_tags_write_what_a_machine_reads_beside_the_words() -> None:
    with translation.override("bg"):
        page = Template('{% day day "date" %} {% moment moment %}').render(
            Context({"day": DAY, "moment": MOMENT})
        )
    assert '<time datetime="2026-12-07">7 декември 2026 г.</time>' in page
    assert '<time datetime="2026-12-07T01:30:05+02:00">' in page


def test_a_missing_day_is_written_as_nothing() -> None:
    assert Template("{{ day|day_text }}{{ day|moment_text }}").render(Context({"day": None})) == ""


@pytest.mark.parametrize(
    ("today", "amber", "rest"),
    [
        (date(2026, 11, 25), False, "12 days are left."),
        (date(2026, 12, 4), True, "3 days are left."),
        (date(2026, 12, 6), True, "1 day is left."),
        (DAY, True, "Today is the last day."),
    ],
)
def test_the_deadline_says_the_last_day_and_turns_amber(
    today: date, amber: bool, rest: str
) -> None:
    with translation.override("en"):
        said = Template("{% deadline last today %}").render(Context({"last": DAY, "today": today}))
    assert "Monday, 7 December 2026" in said
    assert rest in said
    assert ("deadline--amber" in said) is amber


def test_after_the_end_there_is_no_deadline_to_say() -> None:
    context = Context({"last": DAY, "today": date(2026, 12, 8)})
    assert Template("{% deadline last today %}").render(context) == ""
