"""The daily root: taken once a day, published and sent out, so that no tail can be cut unseen."""

from binascii import unhexlify
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection
from django.db.transaction import atomic

from prestizh.ledger import clock, verifier
from prestizh.ledger.models import DailyRoot, Head


def keep_root() -> DailyRoot:
    """Keep today's root, if nobody has yet; any number of callers make one row a day."""
    today = clock.today()
    kept = DailyRoot.objects.filter(on=today).first()
    if kept is not None:
        return kept
    with atomic():
        DailyRoot.objects.bulk_create([root_of(today)], ignore_conflicts=True)
    return DailyRoot.objects.get(on=today)


def root_of(day: date) -> DailyRoot:
    """The root over all chains as they are now, for ``day``; signed where a key is. Not saved."""
    heads = list(Head.objects.order_by("subject"))
    made = DailyRoot(
        on=day,
        at=clock.now(),
        entries=sum(head.number for head in heads),
        heads=b"".join(head.subject.bytes + head.number.to_bytes(8) for head in heads),
        root=verifier.tree([bytes(head.hash) for head in heads]),
    )
    key = signing_key()
    if key is not None:
        made.signature = key.sign(made.signed_line())
    return made


def signing_key() -> Ed25519PrivateKey | None:
    """The portal's key (32 bytes in hexadecimal in RECORD_SIGNING_KEY), or none."""
    hexadecimal: str = settings.RECORD_SIGNING_KEY
    return Ed25519PrivateKey.from_private_bytes(unhexlify(hexadecimal)) if hexadecimal else None


def public_key() -> str:
    """The key that checks the signatures, in hexadecimal; empty where nothing is signed."""
    key = signing_key()
    return key.public_key().public_bytes_raw().hex() if key else ""


def leaves(day: DailyRoot) -> list[bytes]:
    """The hashes that ``day`` was taken over, read from the entries of today.

    An entry that is missing now leaves its place out, so that another root comes of it.
    """
    then = day.heads_then()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry.hash FROM unnest(%s::uuid[], %s::bigint[]) AS head (subject, number)"
            " JOIN public.ledger_entry AS entry USING (subject, number) ORDER BY entry.subject",
            [list(then), list(then.values())],
        )
        return [bytes(digest) for (digest,) in cursor.fetchall()]
