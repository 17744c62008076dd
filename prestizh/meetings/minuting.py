"""The notes of an item, written by one secretary or by two at once: nothing is lost."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.meetings.merging import merge
from prestizh.meetings.models import AgendaItem, NotesVersion
from prestizh.meetings.procedure import in_session
from prestizh.refusal import Obstacle, Refused


class Clash(Refused):
    """Both changed the same lines: `saved` is what stands, at `version`; nothing was written."""

    def __init__(self, saved: str, version: int) -> None:
        super().__init__(
            Obstacle(
                _(
                    "Somebody else changed the same lines meanwhile. Their text stands above, "
                    "yours is still in the field: join them and save again."
                ),
                "",
                "notes",
            )
        )
        self.saved = saved
        self.version = version


@dataclass(frozen=True, slots=True)
class Written:
    """The notes as they now stand; `merged` if what another wrote meanwhile was joined in."""

    item: AgendaItem
    merged: bool


@transaction.atomic
def write_notes(item: AgendaItem, *, actor: User, notes: str, version: int) -> Written:
    """Save notes that were read at `version`. Raises `Clash`, or `Refused` out of session."""
    in_session(item.meeting, actor)
    row: AgendaItem = AgendaItem.objects.select_for_update().get(pk=item.pk)
    text = "\n".join(notes.splitlines()).strip()
    merged = False
    if version != row.version:
        base = NotesVersion.objects.filter(item=row, version=version).first()
        joined = merge(base.notes if base else "", row.notes, text)
        if joined is None:
            raise Clash(row.notes, row.version)
        merged = joined != text
        text = joined
    if text == row.notes:
        return Written(row, merged)
    now = clock.now()
    row.notes, row.version, row.notes_by, row.notes_at = text, row.version + 1, actor, now
    row.save(update_fields=["notes", "version", "notes_by", "notes_at"])
    NotesVersion.objects.create(item=row, version=row.version, notes=row.notes, by=actor, at=now)
    return Written(row, merged)
