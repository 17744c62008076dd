"""Taking a table with all names: an act with a reason, which the record keeps with the digest."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.access import require
from prestizh.accounts.models import User
from prestizh.documents.table import Cell, Table
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, Sentence
from prestizh.ui.exporting import written

SHORTEST_REASON = 15
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be taken: its code, its name, the chain that keeps the fact, the table, and by
    what it was narrowed (the query of the address)."""

    what: str
    name: Sentence
    subject: UUID
    table: Table
    narrowed: str


@dataclass(slots=True)
class _Counted:
    """Rows that are counted as they go by."""

    rows: Iterable[Sequence[Cell]]
    count: int = 0

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self.rows:
            self.count += 1
            yield row


def take(asked: Asked, *, actor: User, extension: str, reason: str) -> IO[bytes]:
    """The file, open at its beginning. That it was taken, how many rows it has and its SHA-256 stand
    in the public record; who took it and why, in its private part.

    Raises Refused without the right, or without a reason in a sentence.
    """
    with transaction.atomic():
        person = require(actor, "export.full")
        reason = " ".join(reason.split())
        if len(reason) < SHORTEST_REASON:
            sentence = _("Say in a sentence what the names are needed for, and on what ground.")
            raise Refused(Obstacle(sentence, field="reason"))
        rows = _Counted(asked.table.rows)
        file = written(replace(asked.table, rows=rows), extension, asked.name)
        digest = digest_of(file)
        record(
            asked.subject,
            "export.taken",
            actor=person,
            public={
                "what": asked.what,
                "format": extension,
                "rows": str(rows.count),
                "sha256": digest,
            },
            private={"reason": reason, "filter": asked.narrowed},
        )
    return file


def digest_of(file: IO[bytes]) -> str:
    """The SHA-256 of an open file in hexadecimal; the file is at its beginning before and after."""
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
