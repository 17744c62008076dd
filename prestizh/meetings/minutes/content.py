"""What minutes say, as plain data: made from the agenda, attendance, votes and decisions.

Times are instants in UTC, written as in ISO 8601; a reader shows them in Sofia. Codes are those of
the choices of the models, so that a page says them in its own language.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from prestizh.accounts.models import User
from prestizh.meetings import hosts
from prestizh.meetings.models import AgendaItem, Attendee, Meeting, Motion

Content = dict[str, Any]
# The parts that the secretary may write; all else is what the meeting recorded.
FREE_PARTS = ("introduction", "closing")


def content_of(meeting: Meeting, chaired_by: Attendee, minute_taker: User) -> Content:
    """The first version of the minutes of a meeting that was held. Ten queries at most."""
    facts = hosts.find(meeting.host_kind, meeting.subject)
    attendees = list(meeting.attendees.select_related("proxy").order_by("pk"))
    return {
        "host": facts.name,
        "host_en": facts.name_en,
        "number": meeting.number,
        "title": meeting.title,
        "kind": meeting.kind,
        "mode": meeting.mode,
        "place": meeting.place,
        "is_open": meeting.is_open,
        "starts_at": _moment(meeting.starts_at),
        "convened_at": _moment(meeting.convened_at),
        "opened_at": _moment(meeting.opened_at),
        "closed_at": _moment(meeting.closed_at),
        "chaired_by": chaired_by.name,
        "minute_taker": minute_taker.display_name,
        "quorum": _quorum(meeting),
        "majority": meeting.majority,
        "attendance": [_attendance(one) for one in attendees],
        "guests": [
            {"name": one.name, "represents": one.represents, "may_be_named": one.may_be_named}
            for one in meeting.guests.order_by("pk")
        ],
        "introduction": "",
        "items": [_item(item) for item in _items(meeting)],
        "closing": "",
    }


def digest_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of a content, the same however its fields are ordered."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def parts_of(content: Content) -> dict[str, str]:
    """The words that may be changed, by the name of their part: opening, each item, closing."""
    items = {f"item-{item['key']}": item["notes"] for item in content["items"]}
    return {"introduction": content["introduction"], **items, "closing": content["closing"]}


def with_part(content: Content, part: str, text: str) -> Content:
    """The content with one part written anew. Raises KeyError for a part that it has not."""
    if part not in parts_of(content):
        raise KeyError(part)
    if part in FREE_PARTS:
        return {**content, part: text}
    items = [
        {**item, "notes": text} if f"item-{item['key']}" == part else item
        for item in content["items"]
    ]
    return {**content, "items": items}


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at is not None else ""


def _quorum(meeting: Meeting) -> Content:
    return {
        "rule": meeting.quorum,
        "seats": meeting.seats,
        "members": meeting.quorum_members,
        "present": meeting.quorum_present,
        "needed": meeting.quorum_needed,
        "sides": meeting.quorum_sides,
        "met": meeting.quorum_met,
    }


def _attendance(one: Attendee) -> Content:
    return {
        "name": one.name,
        "speaks_for": one.speaks_for,
        "has_vote": one.has_vote,
        "presence": one.presence,
        "proxy": one.proxy.name if one.proxy else "",
        "arrived_at": _moment(one.arrived_at),
        "left_at": _moment(one.left_at),
    }


def _items(meeting: Meeting) -> list[AgendaItem]:
    motions = Motion.objects.order_by("pk").prefetch_related(
        "ballots__attendee", "ballots__cast_by"
    )
    rows = meeting.items.order_by("position", "pk").prefetch_related(
        Prefetch("motions", motions),
        "papers",
        "conflicts__attendee",
        "decisions",
        "separate_opinions__attendee",
    )
    return list(rows)


def _item(item: AgendaItem) -> Content:
    return {
        "key": item.pk,
        "title": item.title,
        "text": item.text,
        "speaker": item.speaker,
        "is_closed": item.is_closed,
        "notes": item.notes,
        "papers": [
            {"title": paper.title, "is_private": paper.is_private} for paper in item.papers.all()
        ],
        "conflicts": [
            {"name": one.attendee.name, "statement": one.statement} for one in item.conflicts.all()
        ],
        "motions": [_motion(motion) for motion in item.motions.all()],
        "decisions": [
            {"number": one.number, "kind": one.kind, "text": one.text}
            for one in item.decisions.all()
        ],
        "opinions": [
            {"name": one.attendee.name, "text": one.text} for one in item.separate_opinions.all()
        ],
    }


def _motion(motion: Motion) -> Content:
    return {
        "text": motion.text,
        "method": motion.method,
        "rule": motion.majority,
        "withdrawn": motion.withdrawn_at is not None,
        "for": motion.votes_for,
        "against": motion.votes_against,
        "abstain": motion.votes_abstain,
        "present": motion.present,
        "whole": motion.whole,
        "needed": motion.needed,
        "quorum_ok": motion.quorum_ok,
        "carried": motion.carried,
        "ballots": [
            {
                "name": ballot.attendee.name,
                "choice": ballot.choice,
                "cast_by": ballot.cast_by.name if ballot.cast_by else "",
            }
            for ballot in motion.ballots.all()
        ],
    }
