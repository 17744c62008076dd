"""Talking in a room: a topic, an answer, a better wording, a message that is hidden."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.workspaces.models import LONGEST_POST, Post, PostVersion, Topic, Workspace
from forums.workspaces.room import entered
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.legaltext import tidy
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def start_topic(workspace: Workspace, *, actor: User, title: str, text: str) -> Topic:
    """Begin to talk about something, with the first message. Raises `Refused`."""
    row = entered(workspace, actor)
    if not title.strip():
        raise Refused(Obstacle(_("Say in a few words what it is about."), "", "title"))
    now = clock.now()
    topic: Topic = Topic.objects.create(
        workspace=row, title=title.strip(), started_by=actor, started_at=now, last_at=now
    )
    _say(topic, actor, text, None)
    return topic


@transaction.atomic
def reply(topic: Topic, *, actor: User, text: str, quotes: Post | None = None) -> Post:
    """Add a message to a topic, quoting another of it or none. Raises `Refused`."""
    entered(topic.workspace, actor)
    there = Post.objects.filter(topic=topic, hidden_at=None)
    if quotes is not None and not there.filter(pk=quotes.pk).exists():
        raise Refused(_("The message you quote is not there any more. Answer without quoting it."))
    Topic.objects.filter(pk=topic.pk).update(last_at=clock.now())
    return _say(topic, actor, text, quotes)


@transaction.atomic
def reword(post: Post, *, actor: User, text: str, seen: int) -> PostVersion:
    """Better the words of one's own message; the earlier ones stay. Raises `Refused`.

    `seen` is the number of the version that the author had before them.
    """
    workspace = entered(post.topic.workspace, actor)
    row = Post.objects.select_for_update().get(pk=post.pk)
    if row.author_id != actor.pk:
        raise Refused(_("Only who wrote a message can change it."))
    if row.hidden_at is not None:
        raise Refused(_("This message was hidden and stays as it is."))
    newest = row.newest
    if newest.number != seen:
        raise Refused(
            Obstacle(
                _(
                    "This message was changed in another window meanwhile. Look at it there; what "
                    "you typed here is kept in the field."
                ),
                "",
                "text",
            )
        )
    words = _words(text)
    if words == newest.text:
        raise Refused(Obstacle(_("Nothing was changed."), "", "text"))
    version = _write(row, newest.number + 1, words)
    record(workspace.subject, "post.reworded", actor=actor, private=_facts(version))
    return version


@transaction.atomic
def hide_post(post: Post, *, actor: User, reason: str) -> Post:
    """Hide a message from the others; its place and the reason stay. Raises `Refused`."""
    workspace = entered(post.topic.workspace, actor, "workspace.keep")
    row = Post.objects.select_for_update().get(pk=post.pk)
    if row.hidden_at is not None:
        raise Refused(_("This message is hidden already."))
    if not reason.strip():
        raise Refused(Obstacle(_("Say why the message is hidden."), "", "reason"))
    row.hidden_by, row.hidden_at, row.hidden_reason = actor, clock.now(), reason.strip()
    row.save(update_fields=["hidden_by", "hidden_at", "hidden_reason"])
    fields = {"post": str(row.pk), "reason": row.hidden_reason}
    record(workspace.subject, "post.hidden", actor=actor, private=fields)
    return row


def _say(topic: Topic, actor: User, text: str, quotes: Post | None) -> Post:
    words = _words(text)
    post: Post = Post.objects.create(
        topic=topic, author=actor, quotes=quotes, posted_at=clock.now()
    )
    version = _write(post, 1, words)
    record(topic.workspace.subject, "post.written", actor=actor, private=_facts(version))
    return post


def _words(text: str) -> str:
    """The words in one form. Raises `Refused` for none and for too many."""
    words = tidy(text).strip()
    if not words:
        raise Refused(Obstacle(_("Write what you want to say."), "", "text"))
    if len(words) > LONGEST_POST:
        sentence = _("The message is longer than %(limit)s characters. Put it into a paper.")
        raise Refused(Obstacle(sentence % {"limit": LONGEST_POST}, "", "text"))
    return words


def _write(post: Post, number: int, words: str) -> PostVersion:
    version: PostVersion = PostVersion.objects.create(
        post=post, number=number, text=words, written_at=clock.now()
    )
    return version


def _facts(version: PostVersion) -> dict[str, str]:
    digest = hashlib.sha256(version.text.encode()).hexdigest()
    return {"post": str(version.post_id), "number": str(version.number), "sha256": digest}
