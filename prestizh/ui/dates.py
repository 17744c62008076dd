"""How a day and a moment are said in words, in Bulgarian and in English, always in Sofia's time."""

from datetime import date, datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

SOFIA: Final = ZoneInfo("Europe/Sofia")

DayStyle = Literal["weekday", "date", "short"]
MomentStyle = Literal["second", "minute"]

# Written out here and not taken from Django's catalogue, which capitalises Bulgarian months.
WEEKDAYS: Final = {
    "bg": ("понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: Final = {
    "bg": (
        "януари",
        "февруари",
        "март",
        "април",
        "май",
        "юни",
        "юли",
        "август",
        "септември",
        "октомври",
        "ноември",
        "декември",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def local_day(value: date) -> date:
    """The day in Sofia on which `value` falls; a plain date stays as it is.

    A datetime must be aware: an instant without a zone has no day.
    """
    return local_moment(value).date() if isinstance(value, datetime) else value


def local_moment(value: datetime) -> datetime:
    """`value` on Sofia's clock. Raises ValueError for a datetime without a zone."""
    if value.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return value.astimezone(SOFIA)


def day_text(value: date, style: DayStyle = "weekday", language: str | None = None) -> str:
    """The day in words: „понеделник, 7 декември 2026 г.“ / "Monday, 7 December 2026".

    `style` "date" leaves the weekday out, "short" gives „07.12.2026 г.“ / "07/12/2026".
    """
    day = local_day(value)
    spoken = _language(language)
    if style == "short":
        return f"{day:%d.%m.%Y} г." if spoken == "bg" else f"{day:%d/%m/%Y}"
    text = f"{day.day} {MONTHS[spoken][day.month - 1]} {day.year}"
    if spoken == "bg":
        text += " г."
    return text if style == "date" else f"{WEEKDAYS[spoken][day.weekday()]}, {text}"


def moment_text(value: datetime, style: MomentStyle = "second", language: str | None = None) -> str:
    """The moment in words: „7 декември 2026 г., 14:05:09 ч.“ / "7 December 2026, 14:05:09"."""
    moment = local_moment(value)
    clock = f"{moment:%H:%M:%S}" if style == "second" else f"{moment:%H:%M}"
    text = f"{day_text(moment, 'date', language)}, {clock}"
    return f"{text} ч." if _language(language) == "bg" else text


def _language(language: str | None) -> Literal["bg", "en"]:
    """The language to write in: the one asked for, else the page's, else Bulgarian."""
    return "en" if (language or get_language() or "bg").startswith("en") else "bg"
