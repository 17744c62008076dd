"""Days as a file (RFC 5545) to which a program of calendars subscribes."""

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from prestizh.outbox.links import absolute
from prestizh.ui.happenings import Happening

# Where nobody has said until when a meeting lasts.
USUAL = timedelta(hours=2)
ONE_DAY = timedelta(1)
REFRESHED = "PT6H"


def calendar_of(found: Iterable[Happening], name: str) -> bytes:
    """A calendar of these days under this name."""
    made = Calendar()
    made.add("prodid", "-//Prestizh//Calendar//BG")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", "Europe/Sofia")
    made.add("x-published-ttl", REFRESHED)
    for one in found:
        made.add_component(_event(one))
    return bytes(made.to_ical())


def _event(one: Happening) -> Event:
    event = Event()
    site = urlsplit(settings.SITE_URL).hostname or "localhost"
    event.add("uid", f"{one.key}@{site}")
    event.add("dtstamp", one.said_at)
    if one.starts_at is None:
        event.add("dtstart", one.day)
        event.add("dtend", _next(one.day))
    else:
        event.add("dtstart", one.starts_at)
        event.add("dtend", one.ends_at or one.starts_at + USUAL)
    event.add("summary", f"{one.kind}: {one.title}")
    event.add("url", absolute(one.path))
    if one.place:
        event.add("location", one.place)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    return event


def _next(day: date) -> date:
    return day + ONE_DAY
