"""Planning a meeting, changing the plan, and calling off what was convened."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings import hosts, letters
from prestizh.meetings.models import AgendaItem, Kind, Meeting, Mode, Paper
from prestizh.meetings.procedure import (
    advance,
    at_stage,
    host_at_work,
    lawful_move,
    locked,
    tell,
)
from prestizh.meetings.requesting import Request, heard, request_of
from prestizh.meetings.stages import MOVES, MeetingStage, MeetingStep
from prestizh.moves import move_for
from prestizh.refusal import Obstacle, Refused, refuse_if_any

# What is filled in by hand; the acts take nothing else.
FACTS = (
    "kind",
    "mode",
    "title",
    "starts_at",
    "ends_at",
    "place",
    "link",
    "is_open",
    "how_to_attend",
    "requested_by",
    "short_notice_reason",
)


@transaction.atomic
def plan(
    *,
    actor: User,
    subject: UUID,
    starts_at: datetime,
    asked_by: str = "",
    askers: Sequence[str] = (),
    **facts: Any,
) -> Meeting:
    """Begin a meeting of the host with this `subject`. Raises `Refused`.

    An extraordinary one is called by the chair (`asked_by`), or asked for in writing by the members
    whose holders are `askers`: so many as the host's rules say.
    """
    access.require(actor, "meeting.convene", subject)
    request = _heard(subject, facts.get("kind", ""), asked_by, askers)
    return _begin(actor, subject, request, starts_at=starts_at, **facts)


def _heard(subject: UUID, kind: str, asked_by: str, askers: Sequence[str]) -> Request:
    host = hosts.host(hosts.find_subject(subject)[0])
    return heard(kind, asked_by, askers, host.roll(subject), host.rules(subject))


def _begin(
    actor: User, subject: UUID, request: Request, *, starts_at: datetime, **facts: Any
) -> Meeting:
    kind, host = hosts.find_subject(subject)
    now = clock.now()
    meeting: Meeting = Meeting(
        host_kind=kind,
        subject=subject,
        host_is_public=host.is_public,
        starts_at=starts_at,
        planned_by=actor,
        planned_at=now,
    )
    host_at_work(meeting)
    if "is_open" not in facts:
        facts["is_open"] = hosts.host(kind).rules(subject).meetings_are_open
    request.keep(meeting)
    _set(meeting, facts, now)
    meeting.save()
    move = move_for(MOVES, MeetingStep.PLAN, None)
    assert move is not None  # noqa: S101 - the table begins with it
    advance(meeting, move, actor=actor, at=now)
    # Nobody is told of it before the notice.
    record(
        subject,
        "meeting.planned",
        actor=actor,
        private={"starts_at": starts_at.isoformat(), **_asked(meeting)},
    )
    return meeting


def _asked(meeting: Meeting) -> dict[str, str]:
    if not meeting.asked_by:
        return {}
    names = ", ".join(meeting.asking_members)
    return {"asked_by": meeting.asked_by, "askers": names}


@transaction.atomic
def revise(
    meeting: Meeting,
    *,
    actor: User,
    asked_by: str | None = None,
    askers: Sequence[str] | None = None,
    **facts: Any,
) -> Meeting:
    """Change the facts of a meeting that is not convened yet. Raises `Refused`.

    Who asked for it stays unless it is said anew, or the kind of the meeting changes.
    """
    row = at_stage(meeting, MeetingStage.PLANNED)
    access.require(actor, "meeting.convene", row.subject)
    kind = facts.get("kind", row.kind)
    by = row.asked_by if asked_by is None else asked_by
    holders = [holder for holder, _name in row.askers] if askers is None else askers
    if (kind, by, list(holders)) != (row.kind, row.asked_by, [one for one, _name in row.askers]):
        _heard(row.subject, kind, by, holders).keep(row)
    _set(row, facts, clock.now())
    row.save(update_fields=[*FACTS, "asked_by", "askers", "askers_needed"])
    return row


def _set(meeting: Meeting, facts: dict[str, Any], now: datetime) -> None:
    for name, value in facts.items():
        if name not in FACTS:
            raise TypeError(f"A meeting has no fact {name!r}.")
        setattr(meeting, name, value)
    refuse_if_any(_unsound(meeting, now))


def _unsound(meeting: Meeting, now: datetime) -> list[Obstacle]:
    found = []
    if meeting.kind not in Kind.values or meeting.mode not in Mode.values:
        found.append(Obstacle(_("Choose one of the kinds of meetings."), "", "kind"))
    if meeting.starts_at <= now:
        found.append(Obstacle(_("The beginning must lie in the future."), "", "starts_at"))
    if meeting.ends_at is not None and meeting.ends_at <= meeting.starts_at:
        found.append(Obstacle(_("The end must come after the beginning."), "", "ends_at"))
    if meeting.is_written and meeting.ends_at is None:
        found.append(Obstacle(_("Say until when the members can vote in writing."), "", "ends_at"))
    return found


@transaction.atomic
def cancel(meeting: Meeting, *, actor: User, reason: str) -> Meeting:
    """Call a meeting off; who was invited is told. Raises `Refused` without a reason."""
    row = locked(meeting)
    move = lawful_move(row, MeetingStep.CANCEL, actor, "meeting.convene")
    if not reason.strip():
        raise Refused(Obstacle(_("Say why the meeting is called off."), "", "reason"))
    now = clock.now()
    advance(row, move, actor=actor, at=now, reason=reason)
    if row.convened_at is None:
        record(row.subject, "meeting.plan_dropped", actor=actor, private={"reason": reason})
        return row
    letters.tell_cancelled(row)
    record(
        row.subject,
        "meeting.cancelled",
        actor=actor,
        public={"meeting": row.public_id, "number": str(row.number), "reason": reason},
    )
    tell(row)
    return row


@transaction.atomic
def postpone(
    meeting: Meeting,
    *,
    actor: User,
    reason: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
) -> Meeting:
    """Call a convened meeting off and plan another in its stead, with its agenda and papers.

    The new one needs its own notice. Raises `Refused`.
    """
    row = at_stage(meeting, MeetingStage.CONVENED)
    cancel(row, actor=actor, reason=reason)
    return _in_stead(row, actor, starts_at, ends_at)


@transaction.atomic
def plan_in_stead(
    meeting: Meeting, *, actor: User, starts_at: datetime, ends_at: datetime | None = None
) -> Meeting:
    """Plan another meeting with the agenda of one that was not held. Raises `Refused`."""
    row = at_stage(meeting, MeetingStage.CANCELLED)
    if Meeting.objects.filter(instead_of=row).exists():
        raise Refused(_("Another meeting has been planned in its stead already."))
    return _in_stead(row, actor, starts_at, ends_at)


def _in_stead(row: Meeting, actor: User, starts_at: datetime, ends_at: datetime | None) -> Meeting:
    kept = {name: getattr(row, name) for name in FACTS if name not in {"starts_at", "ends_at"}}
    access.require(actor, "meeting.convene", row.subject)
    # The request for an extraordinary meeting was lawful then, and still waits for its meeting.
    request, kept["ends_at"] = request_of(row), ends_at
    fresh = _begin(actor, row.subject, request, starts_at=starts_at, **kept)
    fresh.instead_of = row
    fresh.save(update_fields=["instead_of"])
    now = clock.now()
    for item in row.items.order_by("position"):
        copy: AgendaItem = AgendaItem.objects.create(
            meeting=fresh,
            position=item.position,
            title=item.title,
            text=item.text,
            speaker=item.speaker,
            is_closed=item.is_closed,
            added_at=now,
        )
        _copy_papers(row, fresh, item, copy, actor)
    _copy_papers(row, fresh, None, None, actor)
    return fresh


def _copy_papers(
    old: Meeting, fresh: Meeting, item: AgendaItem | None, copy: AgendaItem | None, actor: User
) -> None:
    now = clock.now()
    for paper in old.papers.filter(item=item):
        Paper.objects.create(
            meeting=fresh,
            item=copy,
            document=paper.document,
            title=paper.title,
            is_private=paper.is_private,
            added_by=actor,
            added_at=now,
        )
