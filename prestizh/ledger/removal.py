"""Withholding a recorded value from the public, and erasing one: each by an entry that stays."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser

from prestizh.ledger.record import Recorded, call, nonces


def withhold(
    subject: UUID, values: Sequence[tuple[int, str]], *, reason: str, actor: AbstractBaseUser
) -> Recorded:
    """Take public values, given by entry number and field, out of pages and exports.

    They stay stored and committed to. The reason becomes public. PostgreSQL refuses values that
    are not there, not public, or already withheld.
    """
    return call(
        "SELECT number, at, hash FROM public.ledger_withhold"
        "(%s::uuid, %s::bigint[], %s::text[], %s::text, %s::text, %s::bytea[])",
        subject,
        [number for number, _ in values],
        [field for _, field in values],
        reason,
        str(actor.pk),
        nonces(3),
    )


def erase(
    subject: UUID,
    values: Sequence[tuple[int, str]],
    *,
    reason: str,
    actor: AbstractBaseUser,
    second: AbstractBaseUser,
) -> Recorded:
    """Delete values, given by entry number and field, with their nonces, for good.

    Their commitments stay, so the chain still verifies, and nobody can open them any more. The
    reason becomes public; it must not repeat what is erased. Needs two different officers.
    PostgreSQL refuses values that are not there, and those of removals themselves.
    """
    return call(
        "SELECT number, at, hash FROM public.ledger_erase"
        "(%s::uuid, %s::bigint[], %s::text[], %s::text, %s::text, %s::text, %s::bytea[])",
        subject,
        [number for number, _ in values],
        [field for _, field in values],
        reason,
        str(actor.pk),
        str(second.pk),
        nonces(4),
    )
