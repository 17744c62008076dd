"""Publishing the copy that everybody reads, and counting the days until it is due."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.models import User
from prestizh.documents.keeping import hide
from prestizh.ledger import clock
from prestizh.ledger.reading import root
from prestizh.ledger.record import record
from prestizh.meetings.minutes.content import digest_of
from prestizh.meetings.minutes.papers import papers_of, request_public
from prestizh.meetings.minutes.procedure import advance, at_stage, lawful_move
from prestizh.meetings.minutes.redaction import public_copy
from prestizh.meetings.minutes.stages import MinutesStage, MinutesStep
from prestizh.meetings.models import Meeting, Minutes, PublishedCopy
from prestizh.meetings.procedure import tell
from prestizh.meetings.stages import MeetingStage
from prestizh.places.calendar import calendar
from prestizh.refusal import Obstacle, Refused
from prestizh.terms import sofia_day, working_days_after


@transaction.atomic
def publish(minutes: Minutes, *, actor: User, why: str = "") -> PublishedCopy:
    """Publish the signed version without what is left out. Raises `Refused`.

    Published once, it is published anew in the same way: the new copy takes the place of the old,
    whose papers nobody can fetch any more. Then `why` says what is different.
    """
    row = at_stage(minutes, "minutes.write", actor, MinutesStage.SIGNED, MinutesStage.PUBLISHED)
    earlier = row.copies.order_by("-number").first()
    reason, version = why.strip(), row.current()
    content = public_copy(version.content, row.redactions.filter(lifted_at=None).order_by("pk"))
    if earlier is not None:
        _refuse_same(earlier, digest_of(content), reason)
        _take_back(earlier)
    now = clock.now()
    _count, root_hash = root()
    number = earlier.number + 1 if earlier is not None else 1
    recorded = record(
        row.meeting.subject,
        "minutes.published",
        actor=actor,
        public={
            "meeting": row.meeting.public_id,
            "version": str(version.number),
            "copy": str(number),
            "digest": digest_of(content),
            "signed_digest": version.digest,
        },
    )
    copy: PublishedCopy = PublishedCopy.objects.create(
        minutes=row,
        version=version,
        number=number,
        content=content,
        digest=digest_of(content),
        why=reason,
        record_number=recorded.number,
        root=root_hash,
        by=actor,
        at=now,
    )
    if row.stage == MinutesStage.SIGNED:
        advance(row, lawful_move(row, MinutesStep.PUBLISH), actor=actor, at=now, reason=reason)
    request_public(copy)
    tell(row.meeting)
    return copy


def _refuse_same(earlier: PublishedCopy, digest: str, reason: str) -> None:
    if earlier.digest == digest:
        raise Refused(_("Nothing is different from the copy that is published."))
    if not reason:
        raise Refused(
            Obstacle(_("Say what is different from the copy that is published."), "", "why")
        )


def _take_back(copy: PublishedCopy) -> None:
    """Nobody fetches the papers of a copy that is replaced: not by the addresses of their pages."""
    for rendition in papers_of(copy).values():
        if rendition.document is not None:
            hide(rendition.document)
        rendition.delete()


@dataclass(frozen=True, slots=True)
class Due:
    """By when minutes are to be published. `published_on` is empty until they are.

    Days of Sofia; `days_left` is negative when the day has passed. `held_on`: the day on which the
    meeting was closed.
    """

    on: date
    today: date
    held_on: date
    published_on: date | None = None

    @property
    def days_left(self) -> int:
        """Whole days until the last one."""
        return (self.on - self.today).days

    @property
    def days_taken(self) -> int:
        """How many days after the meeting they were published, or are by today."""
        return ((self.published_on or self.today) - self.held_on).days

    @property
    def days_late(self) -> int:
        """How many days late they were published, or are by today; 0 in time."""
        return max(((self.published_on or self.today) - self.on).days, 0)


def due(meeting: Meeting, copies: list[PublishedCopy], today: date) -> Due | None:
    """By when the minutes of a meeting that was held are due; None where the rules say nothing."""
    if meeting.stage != MeetingStage.CLOSED or not meeting.minutes_days:
        return None
    if meeting.closed_at is None:
        return None
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    on = minutes.due_on if minutes is not None else None
    held_on = sofia_day(meeting.closed_at)
    if on is None:
        on = working_days_after(held_on, meeting.minutes_days, calendar())
    first = min(copies, key=lambda copy: copy.number, default=None)
    return Due(on, today, held_on, sofia_day(first.at) if first is not None else None)
