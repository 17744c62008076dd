"""Meetings as a table."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from prestizh.documents.table import Cell, Column, Table
from prestizh.meetings.hosts import HostFacts
from prestizh.meetings.models import Attendee, Meeting
from prestizh.outbox.links import absolute

COLUMNS = (
    Column("id", _("No. in the portal")),
    Column("body", _("Body")),
    Column("meeting", _("meeting")),
    Column("kind", _("kind of meeting")),
    Column("mode", _("how they meet")),
    Column("stage", _("state")),
    Column("starts_at", _("begins"), datetime),
    Column("place", _("place")),
    Column("open", _("open to all")),
    Column("quorum", _("quorum was there")),
    Column("present", _("present with a vote")),
    Column("url", _("page")),
)

# Without the notes beside the replies: why somebody can't come is no matter for a list.
ROLL = (
    Column("name", _("name")),
    Column("speaks_for", _("on behalf of")),
    Column("category", _("category")),
    Column("has_vote", _("with a vote")),
    Column("reply", _("reply")),
    Column("attendance", _("attendance")),
    Column("proxy", _("votes for them")),
)


def of_meetings(rows: Iterable[tuple[Meeting, HostFacts]]) -> Table:
    """Meetings with those who hold them, as the public list shows them."""
    return Table(COLUMNS, (_meeting(*row) for row in rows))


def of_roll(rows: Iterable[Attendee]) -> Table:
    """Who was invited to a meeting, what they replied and whether they came."""
    return Table(ROLL, (_attendee(row) for row in rows))


def _meeting(row: Meeting, host: HostFacts) -> list[Cell]:
    return [
        row.public_id,
        str(host),
        str(row),
        row.get_kind_display(),
        row.get_mode_display(),
        row.get_stage_display(),
        row.starts_at,
        row.place,
        row.is_open,
        row.quorum_met,
        row.quorum_present,
        absolute(row.get_absolute_url()),
    ]


def _attendee(row: Attendee) -> list[Cell]:
    return [
        row.name,
        row.speaks_for,
        row.category,
        row.has_vote,
        row.get_reply_display(),
        row.get_presence_display(),
        row.proxy.name if row.proxy else "",
    ]
