"""Delivering messages: one row at a time, and the commit after the mail server's yes.

How a mail is neither lost nor, but for one instant, sent twice:

1. A row that is due is locked with SKIP LOCKED, so that any number of workers share the work.
2. Its words are made, and it is handed to the mail server while the lock is held.
3. Only when the server has said 250 is the row marked sent and the transaction committed. If the
   process dies in between, the mail goes out again with the same Message-ID.
4. If the server can't be spoken to at all, the message is not to blame: it is postponed, up to an
   hour, and nothing is counted. When the first mail passes again, the postponed ones come forward.
5. If the message itself fails, that is an attempt. After three it is set aside for the
   administrator; a final refusal of the recipient (5xx) sets it aside at once.
"""

import logging
import time
from datetime import timedelta
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction

from prestizh.ledger import clock
from prestizh.outbox import nudges, rendering
from prestizh.outbox.letters import NotYet
from prestizh.outbox.models import Message

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
AFTER_ATTEMPT = (timedelta(minutes=5), timedelta(hours=1))
FIRST_POSTPONEMENT = timedelta(seconds=15)
LONGEST_POSTPONEMENT = timedelta(hours=1)
UNTIL_READY = timedelta(seconds=20)
# How long one sweep goes on before it lets others have the worker.
SWEEP_SECONDS = 15.0
LONGEST_ERROR = 500
CLOSING = 421
TOO_LARGE = 552


class ServerAway(Exception):  # noqa: N818 (a finding, as Refused is)
    """The mail server can't be spoken to, or refuses us as a whole: no message is to blame."""


class Refusal(Exception):  # noqa: N818 (a finding, as Refused is)
    """The server refuses this message; `final` when trying again is of no use."""

    def __init__(self, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.final = final


@nudges.on_nudge
def deliver_due() -> bool:
    """Deliver what is due, oldest first; True when it stopped with more to do."""
    deadline = time.monotonic() + SWEEP_SECONDS
    post = Post()
    try:
        while deliver_one(post):
            if time.monotonic() > deadline:
                return True
    except ServerAway as away:
        log.warning("The mail server can't be reached: %s", away)
    finally:
        post.close()
    return False


class Post:
    """The connection to the mail server, kept open for one sweep."""

    def __init__(self) -> None:
        self.connection: Any = get_connection()
        self.passed = False

    def send(self, mail: EmailMultiAlternatives) -> None:
        """Return when the server has taken the mail; raise ServerAway or Refusal when not."""
        try:
            self.connection.open()
        except OSError as error:  # every error of smtplib is one
            self.close()
            raise ServerAway(text_of(error)) from error
        try:
            self.connection.send_messages([mail])
        except OSError as error:
            # What the server and we think of this conversation may differ: begin anew.
            self.close()
            raise judged(error) from error

    def close(self) -> None:
        """Say goodbye, whatever state the conversation is in."""
        try:
            self.connection.close()
        except OSError as error:
            log.info("The mail server did not say goodbye: %s", error)


def deliver_one(post: Post) -> bool:
    """Deliver the message that has been due longest; False when none is.

    Raises ServerAway, after the message has been postponed.
    """
    away: ServerAway | None = None
    with transaction.atomic():
        _let_it_take_its_time()
        message = (
            Message.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("user")
            .filter(state=Message.State.WAITING, next_attempt_at__lte=clock.now())
            .order_by("next_attempt_at", "pk")
            .first()
        )
        if message is None:
            return False
        try:
            _attempt(message, post)
        except ServerAway as error:
            away = error
            _postpone(message, str(error))
        message.save()
    if away is not None:
        raise away
    if message.state == Message.State.SENT and not post.passed:
        post.passed = True
        _bring_forward()
    return True


def _attempt(message: Message, post: Post) -> None:
    """Make and send the mail, and note on the row what came of it.

    What the maker wrote (a one-time code that it took) is undone when the mail does not leave.
    """
    try:
        with transaction.atomic():
            mail = rendering.mail_of(message, clock.now())
            if mail is None:
                message.state = Message.State.DROPPED
                return
            mail.connection = post.connection
            post.send(mail)
    except ServerAway:
        raise
    except NotYet:
        message.next_attempt_at = clock.now() + UNTIL_READY
    except Refusal as refusal:
        _count(message, str(refusal), final=refusal.final)
    except Exception as error:
        log.exception("Message %s (%s) could not be made.", message.pk, message.kind)
        _count(message, f"{type(error).__name__}: {error}", final=False)
    else:
        message.state = Message.State.SENT
        message.sent_at = clock.now()
        message.error = ""


def _count(message: Message, reason: str, *, final: bool) -> None:
    """One attempt that failed because of the message: try later, or set it aside."""
    message.attempts += 1
    message.postponed = 0
    message.error = reason[:LONGEST_ERROR]
    if final or message.attempts >= MOST_ATTEMPTS:
        message.state = Message.State.SET_ASIDE
        log.error("Message %s (%s) was set aside.", message.pk, message.kind)
    else:
        message.next_attempt_at = clock.now() + AFTER_ATTEMPT[message.attempts - 1]


def _postpone(message: Message, reason: str) -> None:
    """The server was away: wait twice as long each time, up to an hour, and count nothing."""
    wait = FIRST_POSTPONEMENT * 2 ** min(message.postponed, 10)
    message.postponed = min(message.postponed + 1, 1000)
    message.error = reason[:LONGEST_ERROR]
    message.next_attempt_at = clock.now() + min(wait, LONGEST_POSTPONEMENT)


def _bring_forward() -> None:
    """The server answers again: what waited because it was away is due now."""
    with transaction.atomic():
        waiting = Message.objects.select_for_update(skip_locked=True).filter(
            state=Message.State.WAITING, postponed__gt=0
        )
        Message.objects.filter(pk__in=waiting.values("pk")).update(
            postponed=0, next_attempt_at=clock.now()
        )


def _let_it_take_its_time() -> None:
    """A slow mail server is no reason for PostgreSQL to end this transaction as forgotten."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5min'")


def judged(error: OSError) -> ServerAway | Refusal:
    """What a failed conversation means: is it the server as a whole, or this one message?

    A server that closes (421), takes no mail from our address or wants another login refuses all
    mails alike. A line cut in the middle may be due to the message (its size), so it counts.
    """
    reason = text_of(error)
    code = code_of(error)
    too_large = code == TOO_LARGE  # said to MAIL FROM already, but about this message
    if code == CLOSING or isinstance(error, SMTPHeloError):
        return ServerAway(reason)
    if isinstance(error, SMTPSenderRefused) and not too_large:
        return ServerAway(reason)
    if isinstance(error, SMTPRecipientsRefused | SMTPDataError | SMTPSenderRefused):
        return Refusal(reason, final=500 <= code < 600)
    return Refusal(reason, final=isinstance(error, SMTPNotSupportedError))


def code_of(error: OSError) -> int:
    """The server's three digits, or 0 where it said none."""
    if isinstance(error, SMTPRecipientsRefused):
        codes: list[int] = [code for code, _text in error.recipients.values()]
        return max(codes, default=0)
    if isinstance(error, SMTPResponseException):
        return int(error.smtp_code)
    return 0


def text_of(error: OSError) -> str:
    """The server's words, or the system's, for the administrator to read."""
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(f"{code} {_decoded(text)}" for code, text in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return f"{error.smtp_code} {_decoded(error.smtp_error)}"
    kind = type(error).__name__ if isinstance(error, SMTPException) else "The connection failed"
    return f"{kind}: {error}"


def _decoded(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text
