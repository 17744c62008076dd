"""Members' remarks on the draft, and what the secretary does about each."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.minutes.content import parts_of, with_part
from prestizh.meetings.minutes.procedure import add_version, at_stage, is_open_for_remarks
from prestizh.meetings.minutes.stages import MinutesStage
from prestizh.meetings.models import (
    AgendaItem,
    Agreement,
    Attendee,
    Minutes,
    Remark,
    Settlement,
    Verdict,
)
from prestizh.outbox.post import enqueue
from prestizh.refusal import Obstacle, Refused, refuse_if_any


@transaction.atomic
def agree(minutes: Minutes, *, actor: User, read: int) -> Agreement:
    """Say that one has no remarks on the version that one read. Raises `Refused`."""
    row, attendee = _to_read(minutes, actor)
    if read != row.version:
        raise Refused(
            _("The draft was changed meanwhile. Read version %(number)d first.")
            % {"number": row.version}
        )
    made: Agreement
    made, is_new = Agreement.objects.get_or_create(
        minutes=row, version=row.version, attendee=attendee, defaults={"at": clock.now()}
    )
    if is_new:
        record(
            row.meeting.subject,
            "minutes.agreed",
            actor=actor,
            public={"meeting": row.meeting.public_id, "version": str(row.version)},
            private={"name": attendee.name},
        )
    return made


def _to_read(minutes: Minutes, actor: User) -> tuple[Minutes, Attendee]:
    """The locked row of minutes open for remarks, and the member as whom the actor reads them."""
    row = at_stage(minutes, "minutes.remark", actor, MinutesStage.REMARKS)
    if not is_open_for_remarks(row, clock.today()):
        raise Refused(_("The term for remarks is over."))
    attendee: Attendee | None = row.meeting.attendees.filter(user=actor).first()
    if attendee is None:
        raise Refused(_("Only who was invited to the meeting as a member can remark."))
    return row, attendee


@transaction.atomic
def remark(minutes: Minutes, *, actor: User, text: str, item: AgendaItem | None = None) -> Remark:
    """Say what is wrong in the draft, on one item or the whole. Raises `Refused`."""
    row, attendee = _to_read(minutes, actor)
    words = text.strip()
    if not words:
        raise Refused(Obstacle(_("Write what should stand in the minutes."), "", "text"))
    if item is not None and item.meeting_id != row.meeting_id:
        raise Refused(Obstacle(_("This item is of another meeting."), "", "item"))
    made: Remark = Remark.objects.create(
        minutes=row,
        version=row.version,
        attendee=attendee,
        item=item,
        text=words,
        at=clock.now(),
    )
    record(
        row.meeting.subject,
        "minutes.remarked",
        actor=actor,
        public={"meeting": row.meeting.public_id, "version": str(row.version)},
        private={"text": words, "name": attendee.name},
    )
    return made


@transaction.atomic
def settle(
    made: Remark, *, actor: User, verdict: Verdict, answer: str, text: str | None = None
) -> Settlement:
    """Answer a remark. `text` is how the part reads with it taken in; raises `Refused`.

    A remark on the whole is about the opening words.
    """
    row = at_stage(made.minutes, "minutes.write", actor, MinutesStage.REMARKS)
    part = f"item-{made.item_id}" if made.item_id else "introduction"
    content = row.current().content
    words = (text if text is not None else parts_of(content)[part]).strip()
    is_changed = words != parts_of(content)[part]
    refuse_if_any(_in_the_way(made, verdict, answer.strip(), is_changed))
    settled: Settlement = Settlement.objects.create(
        remark=made, verdict=verdict, answer=answer.strip(), by=actor, at=clock.now()
    )
    if is_changed:
        add_version(row, with_part(content, part, words), actor=actor, why="")
    if made.attendee.user is not None:
        enqueue(
            "minutes.remark_settled",
            key=f"minutes_settled:{made.pk}",
            to=made.attendee.user,
            context={"remark": made.pk},
        )
    record(
        row.meeting.subject,
        "minutes.remark_settled",
        actor=actor,
        public={
            "meeting": row.meeting.public_id,
            "version": str(row.version),
            "verdict": str(verdict),
        },
        private={"answer": settled.answer},
    )
    return settled


def _in_the_way(made: Remark, verdict: Verdict, answer: str, is_changed: bool) -> list[Obstacle]:
    if Settlement.objects.filter(remark=made).exists():
        return [Obstacle(_("This remark is answered already."))]
    if verdict == Verdict.LEFT and is_changed:
        sentence = _("The text is changed, but the remark is marked as not taken.")
        return [Obstacle(sentence, "", "verdict")]
    if verdict != Verdict.LEFT and not is_changed:
        sentence = _("Write the remark into the text below, or say that it is not taken.")
        return [Obstacle(sentence, "", "text")]
    if verdict != Verdict.TAKEN and not answer:
        return [Obstacle(_("Tell the member why the remark is not taken in full."), "", "answer")]
    return []
