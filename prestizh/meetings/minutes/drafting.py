"""Drawing minutes up from the agenda, writing in them, sending them to the members."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.minutes.content import content_of, digest_of, parts_of, with_part
from prestizh.meetings.minutes.procedure import add_version, advance, at_stage, lawful_move
from prestizh.meetings.minutes.stages import MinutesStage, MinutesStep
from prestizh.meetings.models import Attendee, Meeting, Minutes, MinutesChange, MinutesVersion
from prestizh.meetings.procedure import at_stage as meeting_at
from prestizh.meetings.procedure import tell
from prestizh.meetings.stages import MeetingStage
from prestizh.outbox.post import enqueue
from prestizh.places.calendar import calendar
from prestizh.refusal import Obstacle, Refused
from prestizh.terms import sofia_day, working_days_after

OPEN_STAGES = (MinutesStage.DRAFT, MinutesStage.REMARKS)


@transaction.atomic
def draw_up(meeting: Meeting, *, actor: User, chaired_by: Attendee) -> Minutes:
    """The first version, made from the agenda of a meeting that was held. Raises `Refused`."""
    row = meeting_at(meeting, MeetingStage.CLOSED)
    access.require(actor, "minutes.write", row.subject)
    if Minutes.objects.filter(meeting=row).exists():
        raise Refused(_("The minutes of this meeting are already drawn up."))
    _refuse_no_chair(row, chaired_by)
    now = clock.now()
    assert row.closed_at is not None  # noqa: S101 - a constraint holds it
    due_on = None
    if row.minutes_days:
        due_on = working_days_after(sofia_day(row.closed_at), row.minutes_days, calendar())
    minutes: Minutes = Minutes.objects.create(
        meeting=row, chaired_by=chaired_by, minute_taker=actor, drawn_up_at=now, due_on=due_on
    )
    content = content_of(row, chaired_by, actor)
    MinutesVersion.objects.create(
        minutes=minutes,
        number=1,
        content=content,
        digest=digest_of(content),
        made_by=actor,
        made_at=now,
    )
    MinutesChange.objects.create(
        minutes=minutes,
        target=MinutesStage.DRAFT,
        step=MinutesStep.DRAW_UP,
        actor=actor,
        at=now,
    )
    tell(row)
    record(
        row.subject,
        "minutes.drawn_up",
        actor=actor,
        public={"meeting": row.public_id},
        private={"digest": digest_of(content)},
    )
    return minutes


def _refuse_no_chair(meeting: Meeting, chaired_by: Attendee) -> None:
    """The chair must be of this meeting, and at one that gathers must have been there."""
    came = chaired_by.is_in_session or meeting.is_written
    if chaired_by.meeting_id != meeting.pk or not came:
        raise Refused(
            Obstacle(_("Only somebody who was present can have chaired the meeting."), "", "chair")
        )


@transaction.atomic
def revise(minutes: Minutes, *, actor: User, part: str, text: str, read: int) -> MinutesVersion:
    """Write one part anew, as a new version. `read` is the version that the writer saw.

    Where somebody else changed the same part meanwhile this is refused; their change to another
    part stays, and both stand in the new version.
    """
    row = at_stage(minutes, "minutes.write", actor, *OPEN_STAGES)
    present = row.current()
    words = text.strip()
    _refuse_overwriting(row, present, part, read)
    if parts_of(present.content)[part] == words:
        return present
    made = add_version(row, with_part(present.content, part, words), actor=actor, why="")
    record(
        row.meeting.subject,
        "minutes.revised",
        actor=actor,
        public={"meeting": row.meeting.public_id, "version": str(made.number)},
        private={"digest": made.digest},
    )
    return made


def _refuse_overwriting(minutes: Minutes, present: MinutesVersion, part: str, read: int) -> None:
    if part not in parts_of(present.content):
        raise Refused(_("The minutes have no such part."))
    seen = minutes.versions.filter(number=read).first()
    if seen is None:
        raise Refused(_("Read the present version of the minutes first."))
    if parts_of(seen.content)[part] != parts_of(present.content)[part]:
        raise Refused(
            Obstacle(
                _(
                    "%(name)s changed this part while you were writing. Their text stands below; "
                    "what you typed is still in the field. Join the two and save again."
                )
                % {"name": present.made_by.display_name},
                "",
                "text",
            )
        )


@transaction.atomic
def send_for_remarks(minutes: Minutes, *, actor: User) -> Minutes:
    """Open the draft for the members' remarks and write to each. Raises `Refused`."""
    row = at_stage(minutes, "minutes.write", actor, MinutesStage.DRAFT)
    move = lawful_move(row, MinutesStep.SEND)
    meeting = row.meeting
    if not meeting.remarks_days:
        raise Refused(
            _("The rules of this body give no days for remarks: the minutes are signed at once.")
        )
    now = clock.now()
    row.remarks_until = working_days_after(sofia_day(now), meeting.remarks_days, calendar())
    row.save(update_fields=["remarks_until"])
    advance(row, move, actor=actor, at=now)
    for attendee in meeting.attendees.select_related("user"):
        if attendee.user is not None:
            enqueue(
                "minutes.remarks_open",
                key=f"minutes_remarks:{meeting.public_id}:{row.version}:{attendee.pk}",
                to=attendee.user,
                context={"minutes": row.pk, "version": row.version},
            )
    tell(meeting)
    record(
        meeting.subject,
        "minutes.sent",
        actor=actor,
        public={
            "meeting": meeting.public_id,
            "version": str(row.version),
            "remarks_until": row.remarks_until.isoformat(),
        },
    )
    return row


@transaction.atomic
def correct(minutes: Minutes, *, actor: User, why: str) -> MinutesVersion:
    """Begin a corrected version of minutes that are signed or published. Raises `Refused`.

    The signed version stands as it is, and the published copy is read until the next is published.
    """
    row = at_stage(minutes, "minutes.write", actor, MinutesStage.SIGNED, MinutesStage.PUBLISHED)
    reason = why.strip()
    if not reason:
        raise Refused(Obstacle(_("Say what is wrong in the signed version."), "", "why"))
    move = lawful_move(row, MinutesStep.CORRECT)
    content = row.current().content
    row.remarks_until = None
    row.save(update_fields=["remarks_until"])
    advance(row, move, actor=actor, at=clock.now(), reason=reason)
    made = add_version(row, content, actor=actor, why=reason)
    tell(row.meeting)
    record(
        row.meeting.subject,
        "minutes.correction_begun",
        actor=actor,
        public={"meeting": row.meeting.public_id, "version": str(made.number), "why": reason},
    )
    return made
