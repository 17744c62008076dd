"""The roll between notice and opening: it follows the seats, and who is new gets the invitation."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings import hosts, letters
from prestizh.meetings.hosts import Entitled
from prestizh.meetings.models import Attendee, Meeting, Presence
from prestizh.meetings.procedure import at_stage, host_at_work, tell
from prestizh.meetings.stages import MeetingStage
from prestizh.refusal import Refused

# What decides over quorum, votes and letters; a name stays as it was invited.
FACTS = ("user", "speaks_for", "category", "side", "has_vote")


@dataclass(frozen=True, slots=True)
class Difference:
    """In what the seats differ from the roll: who took one, who left one, of whom a fact changed."""

    joined: list[Entitled]
    left: list[Attendee]
    changed: list[tuple[Attendee, Entitled]]

    def __bool__(self) -> bool:
        return bool(self.joined or self.left or self.changed)


def difference(meeting: Meeting) -> Difference:
    """How the roll of a meeting differs from the seats now."""
    listed = {one.holder: one for one in meeting.attendees.select_related("stands_for")}
    entitled = {one.holder: one for one in hosts.host(meeting.host_kind).roll(meeting.subject)}
    return Difference(
        joined=[one for holder, one in entitled.items() if holder not in listed],
        left=[one for holder, one in listed.items() if holder not in entitled],
        changed=[
            (listed[holder], one)
            for holder, one in entitled.items()
            if holder in listed and _differs(listed[holder], one)
        ],
    )


def _differs(row: Attendee, one: Entitled) -> bool:
    if row.user_id != (one.user.pk if one.user else None):
        return True
    stands_for = row.stands_for.holder if row.stands_for else ""
    now = (one.speaks_for[:200], one.category, one.side, one.has_vote, one.stands_for)
    return now != (row.speaks_for, row.category, row.side, row.has_vote, stands_for)


def before_opening(meeting: Meeting) -> Difference | None:
    """What a page says of a convened meeting whose roll is out of date; None where nothing is."""
    if meeting.stage != MeetingStage.CONVENED:
        return None
    return difference(meeting) or None


@transaction.atomic
def refresh(meeting: Meeting, *, actor: User) -> Meeting:
    """Bring the roll up to date before the opening. Raises `Refused` where nothing changed."""
    row = at_stage(meeting, MeetingStage.CONVENED)
    access.require(actor, "meeting.convene", row.subject)
    host_at_work(row)
    if not follow(row, actor=actor):
        raise Refused(_("The roll is up to date: nobody took or left a seat since the notice."))
    return row


def follow(meeting: Meeting, *, actor: User) -> bool:
    """Let the roll of a convened meeting, locked, follow the seats; says whether it changed."""
    changes = difference(meeting)
    if not changes:
        return False
    now = clock.now()
    for gone in changes.left:
        _strike(gone, now)
    added = write_down(meeting, changes.joined)
    for row, one in changes.changed:
        _correct(meeting, row, one)
    for new in added:
        letters.invite_one(new)
    record(
        meeting.subject,
        "meeting.roll_followed",
        actor=actor,
        public={
            "meeting": meeting.public_id,
            "joined": " ".join(new.holder for new in added),
            "left": " ".join(gone.holder for gone in changes.left),
            "changed": " ".join(row.holder for row, _one in changes.changed),
        },
    )
    tell(meeting)
    return True


def write_down(meeting: Meeting, entitled: list[Entitled]) -> list[Attendee]:
    """Put these on the roll; members first, so that substitutes can stand for them."""
    known = {one.holder: one for one in Attendee.everybody.filter(meeting=meeting)}
    added = []
    for one in sorted(entitled, key=lambda entitled: bool(entitled.stands_for)):
        # Who was struck off and came back keeps their row.
        row = known.setdefault(one.holder, Attendee(meeting=meeting, holder=one.holder))
        for name in FACTS:
            setattr(row, name, getattr(one, name))
        row.speaks_for, row.name, row.struck_at = one.speaks_for[:200], one.name, None
        row.stands_for = known.get(one.stands_for)
        row.save()
        added.append(row)
    return added


def _strike(gone: Attendee, at: datetime) -> None:
    """Take somebody off; a proxy that they held falls away with them."""
    held = Attendee.objects.filter(proxy=gone, presence=Presence.REPRESENTED)
    held.update(proxy=None, presence=Presence.UNKNOWN)
    gone.struck_at, gone.proxy, gone.presence = at, None, Presence.UNKNOWN
    gone.save(update_fields=["struck_at", "proxy", "presence"])


def _correct(meeting: Meeting, row: Attendee, one: Entitled) -> None:
    is_new_account = one.user is not None and one.user.pk != row.user_id
    for name in FACTS:
        setattr(row, name, getattr(one, name))
    row.speaks_for = one.speaks_for[:200]
    row.stands_for = meeting.attendees.filter(holder=one.stands_for).first()
    row.save(update_fields=[*FACTS, "stands_for"])
    if is_new_account:
        letters.invite_one(row)
