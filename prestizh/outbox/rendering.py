"""From a message to the mail that goes over the wire: text and HTML in the reader's language."""

from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from prestizh.ledger.clock import SOFIA
from prestizh.outbox import letters, links
from prestizh.outbox.letters import Letter
from prestizh.outbox.models import Message


def mail_of(message: Message, now: datetime) -> EmailMultiAlternatives | None:
    """The mail of this message as of `now`, or None when it is no longer needed.

    Raises what the maker raises. Nothing a person typed reaches a header but the subject, which is
    made one line first.
    """
    address = address_of(message)
    if not address:
        return None
    with translation.override(message.language):
        letter = letters.make(message)
        if letter is None or (letter.follow is not None and letter.follow.ended_at is not None):
            return None
        return _mail(message, letter, address, now)


def address_of(message: Message) -> str:
    """Where it goes: the given address, else the person's as it is today; empty for nobody."""
    if message.address:
        return message.address
    person = message.user
    if person is None or not person.is_active:
        return ""
    email: str = person.email
    return email


def _mail(message: Message, letter: Letter, address: str, now: datetime) -> EmailMultiAlternatives:
    leaving = letter.leaving if letter.follow is None else _unsubscribe(letter)
    context = {
        "municipality": municipality(),
        "site_url": settings.SITE_URL,
        "language": message.language,
        "subject": one_line(letter.subject),
        "unsubscribe_url": leaving,
        **letter.context,
    }
    mail = EmailMultiAlternatives(
        subject=one_line(letter.subject),
        body=render_to_string(f"mail/{letter.template}.txt", context).strip() + "\n",
        to=[address],
        headers=_headers(message, leaving, now),
    )
    mail.attach_alternative(render_to_string(f"mail/{letter.template}.html", context), "text/html")
    for attachment in letter.attachments:
        mail.attach(one_line(attachment.name), attachment.content, attachment.media_type)
    return mail


def _headers(message: Message, leaving: str, now: datetime) -> dict[str, str]:
    """The headers of every attempt: the same Message-ID each time."""
    host = urlsplit(settings.SITE_URL).hostname
    headers = {
        "Message-ID": f"<{message.message_id}@{host}>",
        "Date": format_datetime(now.astimezone(SOFIA)),
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
    }
    if leaving:
        headers["List-Unsubscribe"] = f"<{leaving}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _unsubscribe(letter: Letter) -> str:
    """The address that ends the following: a page for people, one click for mail programs."""
    if letter.follow is None:
        raise ValueError("Only a letter of a following can be ended.")
    return links.page_url(letter.unsubscribe, letter.follow.token)


def municipality() -> str:
    """The municipality in whose name the mail is written; empty before it has a name.

    Asked of the one schema, not imported: `places` stands above the post.
    """
    row = apps.get_model("places", "Municipality").objects.filter(pk=1).first()
    return "" if row is None else str(row)


def one_line(text: object) -> str:
    """`text` without line breaks and control characters, as a header needs it."""
    kept = "".join(c if c.isprintable() else " " for c in str(text))
    return " ".join(kept.split())
