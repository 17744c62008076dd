"""Letters that somebody does not want: the link in each, what it does, and who is left out.

The link holds who the reader is and nothing of the survey, the letter or the code: it is the same
in every letter to them, whatever they answered. What is kept of an address without an account is a
digest, which holds for as long as it is wanted and whichever key signs the links.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.db.models import Q

from feedback.surveys.hosts import Reader
from feedback.surveys.models import Unwanted
from prestizh.ledger import clock
from prestizh.outbox import links
from prestizh.outbox.models import Message

SALT = "prestizh.surveys.unwanted"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose letters a link is about: an account's, or those of an address by its digest."""

    user_id: int | None
    address_sha256: str


def digest(address: str) -> str:
    """What is kept of an address."""
    tidy = address.strip().lower()
    return hashlib.sha256(b"prestizh.surveys.unwanted:" + tidy.encode()).hexdigest()


def link_for(message: Message) -> str:
    """The address of the page that ends these letters for the message's reader."""
    if message.user_id is not None:
        held: dict[str, int | str] = {"u": message.user_id}
    else:
        held = {"a": digest(message.address)}
    return links.page_url("surveys:unwanted", signing.Signer(salt=SALT).sign_object(held))


def whose(token: str) -> Whose | None:
    """Whose link this is; None for one that the portal did not make."""
    try:
        held = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature:
        return None
    return Whose(held.get("u"), held.get("a", ""))


def _rows(reader: Whose) -> "Q":
    if reader.user_id is not None:
        return Q(user=reader.user_id)
    return Q(address_sha256=reader.address_sha256)


def is_unwanted(reader: Whose) -> bool:
    """Whether this reader said so already."""
    return Unwanted.objects.filter(_rows(reader)).exists()


@transaction.atomic
def end(reader: Whose) -> None:
    """Write to this reader about no survey any more. Doing it twice changes nothing more."""
    row = Unwanted(
        user_id=reader.user_id, address_sha256=reader.address_sha256, since=clock.today()
    )
    Unwanted.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def resume(reader: Whose) -> None:
    """Write to this reader again, at their own wish."""
    Unwanted.objects.filter(_rows(reader)).delete()


def willing(readers: Iterable[Reader]) -> list[Reader]:
    """Those who did not say that they want no such letters. An address is the same reader with an
    account and without. One query."""
    given = list(readers)
    addresses = {_address(one) for one in given}
    found = Unwanted.objects.filter(
        Q(address_sha256__in=[digest(one) for one in addresses])
        | Q(user__in=[one.user for one in given if one.user])
        | Q(user__email__in=addresses)
    ).values_list("user", "user__email", "address_sha256")
    users, emails, digests = set(), set(), set()
    for user, email, sha256 in found:
        users.add(user)
        emails.add(email)
        digests.add(sha256)
    return [
        one
        for one in given
        if (one.user is None or one.user.pk not in users)
        and _address(one) not in emails
        and digest(_address(one)) not in digests
    ]


def is_for_nobody(message: Message) -> bool:
    """Whether the reader of a letter on its way has said meanwhile that they don't want it."""
    return not willing([Reader(message.user, message.address)])


def _address(reader: Reader) -> str:
    return (reader.user.email if reader.user else reader.address).strip().lower()
