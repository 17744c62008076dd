"""Who makes the words of which kind of message, and what a letter is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from prestizh.outbox.models import Follow, Message
from prestizh.refusal import Sentence


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says, made when it is delivered.

    `template` names `templates/mail/<template>.html` and `.txt`, rendered with `context` in the
    message's language. `follow` is the following that caused it: the mail can then be ended in one
    click (RFC 8058), through `unsubscribe`, the name of a view that takes the follow's token.
    Where no following caused it and it can be ended all the same, `leaving` is the full address that
    does so in the same way.
    """

    subject: Sentence
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    follow: Follow | None = None
    unsubscribe: str = "following:end"
    leaving: str = ""


class NotYet(Exception):  # noqa: N818 (no error: it is tried again)
    """A letter can't be made yet (its PDF is still being drawn): tried again soon, not counted."""


Maker = Callable[[Message], Letter | None]
_makers: dict[str, Maker] = {}


def letter(kind: str) -> Callable[[Maker], Maker]:
    """Register the maker of the letters of `kind`; it returns None for what is no longer needed.

    It runs in the message's language, inside the transaction that delivers. It may raise `NotYet`.
    """

    def register(maker: Maker) -> Maker:
        known = _makers.setdefault(kind, maker)
        if known.__qualname__ != maker.__qualname__ or known.__module__ != maker.__module__:
            raise ValueError(f"Two makers for letters of the kind {kind!r}.")
        return maker

    return register


def is_known(kind: str) -> bool:
    """Whether somebody makes letters of this kind."""
    return kind in _makers


def make(message: Message) -> Letter | None:
    """The letter of this message. Raises LookupError for a kind nobody makes."""
    return _makers[message.kind](message)
