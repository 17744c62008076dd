"""Signing: first who drew the minutes up, then who chaired the meeting."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from prestizh.accounts.models import User
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.minutes.papers import request_full
from prestizh.meetings.minutes.procedure import (
    advance,
    at_stage,
    is_open_for_remarks,
    lawful_move,
)
from prestizh.meetings.minutes.stages import MinutesStage, MinutesStep
from prestizh.meetings.models import Minutes, MinutesVersion, Signature, Signer
from prestizh.meetings.procedure import tell
from prestizh.outbox.post import enqueue
from prestizh.refusal import Obstacle, Refused, refuse_if_any

OPEN_STAGES = (MinutesStage.DRAFT, MinutesStage.REMARKS)


def obstacles(minutes: Minutes) -> list[Obstacle]:
    """What still stands in the way of a first signature."""
    return list(_obstacles(minutes))


def _obstacles(minutes: Minutes) -> Iterator[Obstacle]:
    if minutes.stage == MinutesStage.DRAFT and minutes.meeting.remarks_days:
        yield Obstacle(_("The members have not had the draft for their remarks yet."))
    if is_open_for_remarks(minutes, clock.today()) and not has_everybody_agreed(minutes):
        yield Obstacle(_("The term for remarks is not over yet."))
    waiting = minutes.remarks.filter(settlement=None).count()
    if waiting:
        yield Obstacle(
            ngettext(
                "%(count)d remark has no answer yet.",
                "%(count)d remarks have no answer yet.",
                waiting,
            )
            % {"count": waiting},
            "",
            "remarks",
        )


def has_everybody_agreed(minutes: Minutes) -> bool:
    """Whether each member who was there with an account of their own agreed with this version."""
    there = [one for one in minutes.meeting.attendees.all() if one.is_in_session]
    agreed = set(
        minutes.agreements.filter(version=minutes.version).values_list("attendee", flat=True)
    )
    return bool(there) and all(one.pk in agreed for one in there)


def next_signer(minutes: Minutes) -> Signer | None:
    """Who signs the present version next, None once both have."""
    signed = set(
        Signature.objects.filter(
            version__minutes=minutes, version__number=minutes.version
        ).values_list("signer", flat=True)
    )
    return next((one for one in Signer if one.value not in signed), None)


@transaction.atomic
def sign(minutes: Minutes, *, actor: User, read: int) -> Signature:
    """Sign the version that was read, with one's account. Raises `Refused`.

    Who drew the minutes up signs first, then who chaired; with the second they are signed.
    """
    row = at_stage(minutes, "minutes.sign", actor, *OPEN_STAGES)
    _refuse_other_version(row, read)
    signer = next_signer(row)
    if signer == Signer.MINUTE_TAKER:
        refuse_if_any(obstacles(row))
        if actor != row.minute_taker:
            raise Refused(
                _("%(name)s drew these minutes up and signs them first.")
                % {"name": row.minute_taker.display_name}
            )
        return _signed(row, signer, row.minute_taker.display_name, actor)
    if actor != row.chaired_by.user:
        raise Refused(
            _("%(name)s chaired the meeting and signs now.") % {"name": row.chaired_by.name}
        )
    return _signed(row, Signer.CHAIR, row.chaired_by.name, actor)


@transaction.atomic
def add_paper(minutes: Minutes, *, actor: User, document: Document, read: int) -> Signature:
    """Record that the chair signed this version on paper: `document` is the scan. Raises `Refused`."""
    row = at_stage(minutes, "minutes.write", actor, *OPEN_STAGES)
    _refuse_other_version(row, read)
    if next_signer(row) != Signer.CHAIR:
        raise Refused(
            _("%(name)s drew these minutes up and signs them first.")
            % {"name": row.minute_taker.display_name}
        )
    return _signed(row, Signer.CHAIR, row.chaired_by.name, actor, document)


def _refuse_other_version(minutes: Minutes, read: int) -> None:
    if read != minutes.version:
        raise Refused(
            _("The minutes were changed meanwhile. Read version %(number)d and sign that.")
            % {"number": minutes.version}
        )


def _signed(
    minutes: Minutes, signer: Signer, name: str, actor: User, paper: Document | None = None
) -> Signature:
    now, version = clock.now(), minutes.current()
    signature: Signature = Signature.objects.create(
        version=version, signer=signer, name=name, by=actor, paper=paper, at=now
    )
    if signer == Signer.CHAIR:
        advance(minutes, lawful_move(minutes, MinutesStep.SIGN), actor=actor, at=now)
        request_full(minutes, version)
        tell(minutes.meeting)
    else:
        _ask_chair(minutes, version)
    public = {
        "meeting": minutes.meeting.public_id,
        "version": str(version.number),
        "signer": signer.value,
        "digest": version.digest,
    }
    if paper is not None:
        public["paper"] = paper.sha256
    record(
        minutes.meeting.subject,
        "minutes.signed",
        actor=actor,
        public=public,
        private={"name": name},
    )
    return signature


def _ask_chair(minutes: Minutes, version: MinutesVersion) -> None:
    if minutes.chaired_by.user is not None:
        enqueue(
            "minutes.to_sign",
            key=f"minutes_to_sign:{minutes.meeting.public_id}:{version.number}",
            to=minutes.chaired_by.user,
            context={"minutes": minutes.pk, "version": version.number},
        )
