"""A kind of letter for the tests of the post, and the people who get it."""

import time
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from itertools import count

import psycopg
from django.db import connection, transaction

from prestizh.accounts.models import User
from prestizh.outbox import post
from prestizh.outbox.letters import Letter, NotYet, letter
from prestizh.outbox.models import Follow, Message

_numbers = count(1)


@letter("test.greeting")
def greeting(message: Message) -> Letter | None:
    """A letter that does as its message's context says."""
    does = message.context.get("does", "")
    if does == "nothing":
        return None
    if does == "wait":
        raise NotYet
    if does == "fail":
        raise RuntimeError("no words")
    follow = Follow.objects.filter(pk=message.context.get("follow")).first()
    return Letter(
        subject=str(message.context.get("subject", "Здравейте")),
        template="account_unknown",
        context={"signup_url": "http://testserver/<&>"},
        follow=follow,
    )


def greet(
    to: User | str = "ivanka@example.org",
    *,
    key: str = "",
    language: str | None = "bg",
    due_at: datetime | None = None,
    **context: str | int,
) -> Message:
    """Put one greeting into the post, in a transaction of its own."""
    with transaction.atomic():
        return post.enqueue(
            "test.greeting",
            key=key or f"greeting:{next(_numbers)}",
            to=to,
            language=language,
            context=dict(context),
            due_at=due_at,
        )


def part(mail: EmailMessage, kind: str = "plain") -> str:
    """The text of a mail, plain or HTML, decoded."""
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def soon(condition: Callable[[], bool], within: float = 10.0) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def own_connection() -> "psycopg.Connection[tuple[object, ...]]":
    """A connection beside Django's own to the database that the test is on."""
    told = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    return psycopg.connect(
        **{name: told[name] for name in names if told.get(name)}, autocommit=True
    )
