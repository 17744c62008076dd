"""Marking what is left out of the public copy, with a reason."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.minutes.procedure import at_stage
from prestizh.meetings.minutes.redaction import SHORTEST, occurrences
from prestizh.meetings.minutes.stages import MinutesStage
from prestizh.meetings.models import Ground, Minutes, Redaction
from prestizh.refusal import Obstacle, Refused

ANY_STAGE = tuple(MinutesStage)


@transaction.atomic
def leave_out(
    minutes: Minutes, *, actor: User, passage: str, ground: Ground, why: str
) -> Redaction:
    """Leave a passage out of the public copy wherever it stands. Raises `Refused`.

    Where the minutes are published this holds from the next copy on.
    """
    row = at_stage(minutes, "minutes.write", actor, *ANY_STAGE)
    words, reason = " ".join(passage.split()), why.strip()
    if len(words) < SHORTEST:
        raise Refused(
            Obstacle(_("Mark at least three characters, exactly as they stand."), "", "passage")
        )
    if not reason:
        raise Refused(Obstacle(_("Say why it is left out."), "", "why"))
    if not occurrences(row.current().content, words):
        raise Refused(
            Obstacle(
                _("This passage does not stand in the minutes. Copy it exactly."), "", "passage"
            )
        )
    if row.redactions.filter(passage=words, lifted_at=None).exists():
        raise Refused(Obstacle(_("This passage is left out already."), "", "passage"))
    made: Redaction = Redaction.objects.create(
        minutes=row, passage=words, ground=ground, why=reason, by=actor, at=clock.now()
    )
    record(
        row.meeting.subject,
        "minutes.passage_left_out",
        actor=actor,
        public={"meeting": row.meeting.public_id, "ground": str(ground)},
        private={"passage": words, "why": reason},
    )
    return made


@transaction.atomic
def put_back(redaction: Redaction, *, actor: User) -> None:
    """Let a passage be read again, from the next public copy on. Raises `Refused`."""
    row = at_stage(redaction.minutes, "minutes.write", actor, *ANY_STAGE)
    found = row.redactions.filter(pk=redaction.pk, lifted_at=None).update(
        lifted_at=clock.now(), lifted_by=actor
    )
    if not found:
        raise Refused(_("This passage is not left out any more."))
    record(
        row.meeting.subject,
        "minutes.passage_put_back",
        actor=actor,
        public={"meeting": row.meeting.public_id},
        private={"passage": redaction.passage},
    )
