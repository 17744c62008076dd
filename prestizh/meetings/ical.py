"""Meetings as entries of a calendar (RFC 5545): one for an invitation, many for a feed."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from prestizh.ledger import clock
from prestizh.meetings.hosts import HostFacts
from prestizh.meetings.models import Meeting
from prestizh.meetings.stages import MeetingStage
from prestizh.outbox.links import absolute

# Shown where nobody has said until when.
USUAL = timedelta(hours=2)


def calendar_of(
    meetings: Iterable[tuple[Meeting, HostFacts]], name: str, *, with_link: bool = False
) -> bytes:
    """A calendar. `with_link` puts in the address for joining, which is for the members alone."""
    made = Calendar()
    made.add("prodid", "-//Prestizh//Meetings//BG")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", "Europe/Sofia")
    for meeting, host in meetings:
        made.add_component(_event(meeting, host, with_link=with_link))
    return bytes(made.to_ical())


def _event(meeting: Meeting, host: HostFacts, *, with_link: bool) -> Event:
    event = Event()
    site = urlsplit(settings.SITE_URL).hostname or "localhost"
    event.add("uid", f"meeting-{meeting.public_id}@{site}")
    event.add("dtstamp", meeting.convened_at or clock.now())
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at or meeting.starts_at + USUAL)
    event.add("summary", f"{host}: {meeting}")
    link = absolute(meeting.get_absolute_url())
    event.add("url", link)
    if meeting.place:
        event.add("location", meeting.place)
    said = [_("Agenda, papers and outcome: %(link)s") % {"link": link}]
    if with_link and meeting.link:
        said.insert(0, _("To join online: %(link)s") % {"link": meeting.link})
    event.add("description", "\n".join(said))
    cancelled = meeting.stage == MeetingStage.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("sequence", 1 if cancelled else 0)
    return event
