"""Putting a message into the post, in the transaction of the act that causes it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.validators import validate_email
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils.translation import get_language

from prestizh.ledger import clock
from prestizh.outbox import letters, nudges
from prestizh.outbox.models import LANGUAGES, Message

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

SPOKEN = frozenset(code for code, _name in LANGUAGES)


def enqueue(
    kind: str,
    *,
    key: str,
    to: "AbstractBaseUser | str",
    language: str | None = None,
    context: dict[str, str | int] | None = None,
    due_at: datetime | None = None,
) -> Message:
    """The message with this `key`, made unless it is there already.

    `to` is a person, whose address on the day of delivery counts, or an address. `language` is
    the person's own, else that of the page. `context` holds ids and never what is secret: the
    words and the links are made on delivery by the maker registered for `kind`. It leaves when
    the transaction is committed, and not before `due_at` (an instant).

    Raises TransactionManagementError outside a transaction, ValueError for a kind nobody makes a
    letter of, ValidationError for what is no address.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("enqueue() belongs inside the act's transaction.")
    if not letters.is_known(kind):
        raise ValueError(f"Nobody makes a letter of the kind {kind!r}.")
    person, address = _reader(to)
    now = clock.now()
    fresh = Message(
        key=key,
        kind=kind,
        user_id=None if person is None else person.pk,
        address=address,
        language=_language(language, person),
        context=context or {},
        created_at=now,
        due_at=due_at or now,
        next_attempt_at=due_at or now,
    )
    # One statement, no savepoint: a message that is there already stays as it is.
    Message.objects.bulk_create([fresh], ignore_conflicts=True)
    message = Message.objects.get(key=key)
    if message.message_id == fresh.message_id and message.due_at <= now:
        nudges.nudge()
    return message


def _reader(to: "AbstractBaseUser | str") -> "tuple[AbstractBaseUser | None, str]":
    """The person, or the checked address in lower case; never both."""
    if isinstance(to, get_user_model()):
        return to, ""
    address = str(to).strip().lower()
    validate_email(address)
    return None, address


def _language(asked: str | None, person: "AbstractBaseUser | None") -> str:
    """A language the portal writes in: the one asked for, the person's, the page's, Bulgarian."""
    own = getattr(person, "language", None)
    wanted = (asked or own or get_language() or "bg")[:2]
    return wanted if wanted in SPOKEN else "bg"
