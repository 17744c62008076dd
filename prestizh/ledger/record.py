"""Writing one fact to the public record, and reading a chain of it."""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable

from prestizh.ledger.models import FIELD, KIND, Entry
from prestizh.refusal import Refused

NONE: Mapping[str, str] = MappingProxyType({})
# The subject of what concerns the portal as a whole: people, roles, places, settings.
PORTAL = UUID("6c7f1f0e-6a53-4a2b-9a53-70726573747a")
RESERVED = frozenset({"actor", "actor_roles"})


class RecordBusy(Refused):
    """Another transaction held the chain's head for more than two seconds; nothing was recorded."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else is writing here right now. Please try again in a moment.")
        )


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a receipt shows: the entry's number in its chain, the instant, the hash (32 bytes)."""

    number: int
    at: datetime
    hash: bytes


def record(
    subject: UUID,
    kind: str,
    *,
    actor: AbstractBaseUser | None,
    public: Mapping[str, str] = NONE,
    private: Mapping[str, str] = NONE,
) -> Recorded:
    """Append a fact to the chain of ``subject``, as the last step of an act's transaction.

    ``kind`` is a dotted fact in the past tense (``consultation.published``). Each field is
    committed by itself, so that one can be erased without another. ``public`` ones are shown and
    exported from this moment on, so what is not yet published is ``private``. The actor's key and
    roles are committed as the private fields ``actor`` and ``actor_roles``; ``actor=None`` says
    that the portal acted by itself. No address of mail or network belongs here.

    The head stays locked until the transaction ends, so an act that records in several chains does
    it in the order of their subjects.

    Raises ``TransactionManagementError`` outside a transaction, ``ValueError`` for names or values
    that can't be recorded, ``RecordBusy`` if the chain stays locked for two seconds.
    """
    if not connection.in_atomic_block:
        msg = "record() belongs inside the act's transaction."
        raise TransactionManagementError(msg)
    values = _fields(kind, actor, public, private)
    names = sorted(values)
    return call(
        "SELECT number, at, hash FROM public.ledger_append"
        "(%s::uuid, %s::text, %s::text[], %s::bytea[], %s::text[], %s::boolean[])",
        subject,
        kind,
        names,
        nonces(len(names)),
        [values[name] for name in names],
        [name in public for name in names],
    )


def entries(subject: UUID) -> QuerySet[Entry]:
    """The chain of ``subject`` from its first entry, ready for ``Entry.shown()``."""
    return (
        Entry.objects.filter(subject=subject)
        .order_by("number")
        .prefetch_related("values", "removals")
    )


def nonces(count: int) -> list[bytes]:
    """``count`` fresh nonces of 32 bytes."""
    return [secrets.token_bytes(32) for _ in range(count)]


def call(sql: str, *arguments: Any) -> Recorded:
    """Run one of the record's functions, which gives number, instant and hash."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, arguments)
            number, at, digest = cursor.fetchone()
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise RecordBusy from error
        raise
    return Recorded(number, at.astimezone(UTC), bytes(digest))


def _fields(
    kind: str, actor: AbstractBaseUser | None, public: Mapping[str, str], private: Mapping[str, str]
) -> dict[str, str]:
    """All fields by name, with the actor's; refuses what the chain could not hold or tell apart."""
    if not re.fullmatch(KIND, kind) or kind.startswith("record."):
        msg = f"Not a kind of fact: {kind!r}"
        raise ValueError(msg)
    twice = (public.keys() & private.keys()) | (RESERVED & (public.keys() | private.keys()))
    if twice:
        msg = f"Fields given twice, or set by the record itself: {sorted(twice)}"
        raise ValueError(msg)
    values = {**public, **private}
    if actor is not None:
        values["actor"] = str(actor.pk)
        roles: Iterable[str] = getattr(actor, "roles", ())
        values["actor_roles"] = " ".join(sorted(map(str, roles)))
    for name, value in values.items():
        if not re.fullmatch(FIELD, name) or "\0" in value:
            msg = f"Field {name!r} has a name or a value that can't be recorded."
            raise ValueError(msg)
    return values
