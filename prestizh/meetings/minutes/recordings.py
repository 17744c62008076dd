"""The stream of a meeting and its recording: a link, and how those present agreed."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.models import Meeting, Recording, RecordingKind
from prestizh.meetings.procedure import at_stage, tell
from prestizh.meetings.stages import MeetingStage
from prestizh.refusal import Obstacle, Refused, refuse_if_any

STAGES = (MeetingStage.CONVENED, MeetingStage.OPENED, MeetingStage.CLOSED)


@transaction.atomic
def link(
    meeting: Meeting, *, actor: User, kind: RecordingKind, url: str, consent: str
) -> Recording:
    """Put the stream or the recording on the page of a meeting that is open. Raises `Refused`."""
    row = at_stage(meeting, *STAGES)
    access.require(actor, "minutes.write", row.subject)
    address, note = url.strip(), consent.strip()
    refuse_if_any(_in_the_way(row, address, note))
    made: Recording = Recording.objects.create(
        meeting=row, kind=kind, url=address, consent=note, added_by=actor, added_at=clock.now()
    )
    tell(row)
    record(
        row.subject,
        "meeting.recording_linked",
        actor=actor,
        public={"meeting": row.public_id, "kind": str(kind), "url": address, "consent": note},
    )
    return made


def _in_the_way(meeting: Meeting, url: str, consent: str) -> list[Obstacle]:
    found = []
    if not meeting.is_open:
        found.append(Obstacle(_("This meeting was held without the public."), "", "url"))
    address = urlsplit(url)
    if address.scheme not in {"https", "http"} or not address.hostname:
        sentence = _("Write the whole address, as in https://www.example.bg/recording.")
        found.append(Obstacle(sentence, "", "url"))
    if not consent:
        sentence = _("Say how those present were told of the recording and agreed to it.")
        found.append(Obstacle(sentence, "", "consent"))
    if meeting.recordings.filter(url=url, removed_at=None).exists():
        found.append(Obstacle(_("This address stands on the page already."), "", "url"))
    return found


@transaction.atomic
def unlink(recording: Recording, *, actor: User) -> None:
    """Take a link away. Raises `Refused`."""
    row = at_stage(recording.meeting, *STAGES)
    access.require(actor, "minutes.write", row.subject)
    if not row.recordings.filter(pk=recording.pk, removed_at=None).update(removed_at=clock.now()):
        raise Refused(_("This link is not on the page any more."))
    tell(row)
    record(
        row.subject,
        "meeting.recording_removed",
        actor=actor,
        public={"meeting": row.public_id, "url": recording.url},
    )
