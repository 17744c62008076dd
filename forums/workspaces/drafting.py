"""Writing a text together: its versions, what is proposed to a provision, what is taken in."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.workspaces.models import (
    LONGEST_CHANGE,
    ChangeKind,
    SharedText,
    Suggestion,
    TextVersion,
    Topic,
    Workspace,
)
from forums.workspaces.passages import Passage, passage_at
from forums.workspaces.room import entered
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.legaltext import tidy
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def start_text(workspace: Workspace, *, actor: User, title: str, text: str) -> SharedText:
    """Lay down the first version of a text to be written together. Raises `Refused`."""
    row = entered(workspace, actor, "workspace.keep")
    if not title.strip():
        raise Refused(Obstacle(_("Give the text a title."), "", "title"))
    shared: SharedText = SharedText.objects.create(
        workspace=row, title=title.strip(), started_by=actor, started_at=clock.now()
    )
    write_version(shared, actor, _text(text), 1, "")
    return shared


@transaction.atomic
def lay_down(shared: SharedText, *, actor: User, text: str, note: str, seen: int) -> TextVersion:
    """Put a whole new text in place as the next version. Raises `Refused`.

    `seen` is the number of the version that was changed; whoever comes second is told.
    """
    entered(shared.workspace, actor, "workspace.keep")
    newest = newest_of(shared)
    refuse_if_newer(newest, seen)
    words = _text(text)
    if words == newest.text:
        raise Refused(Obstacle(_("Nothing was changed in the text."), "", "text"))
    return write_version(shared, actor, words, newest.number + 1, note.strip())


@transaction.atomic
def suggest(
    shared: SharedText,
    *,
    actor: User,
    path: str,
    kind: str,
    text: str,
    reasons: str,
    seen: int,
) -> Suggestion:
    """Propose a change of one provision. Raises `Refused`.

    `seen` is the number of the version that was read. If the provision was changed since, the
    author is told and looks again; if only others were, the proposal stands on the newest one.
    """
    workspace = entered(shared.workspace, actor)
    newest, words = newest_of(shared), tidy(text).strip()
    passage = _unchanged(shared, newest, path, seen)
    _refuse_unfit(passage, kind, words)
    if len(words) > LONGEST_CHANGE or len(reasons) > LONGEST_CHANGE:
        sentence = _("At most %(limit)s characters are taken here.") % {"limit": LONGEST_CHANGE}
        raise Refused(Obstacle(sentence, "", "text"))
    now = clock.now()
    topic = Topic.objects.create(
        workspace=workspace,
        title=f"{passage.citation} · {actor}"[:200],
        started_by=actor,
        started_at=now,
        last_at=now,
    )
    suggestion: Suggestion = Suggestion.objects.create(
        shared=shared,
        version=newest,
        kind=kind,
        path=path,
        present=passage.text,
        text="" if kind == ChangeKind.REMOVE else words,
        reasons=reasons.strip(),
        by=actor,
        at=now,
        topic=topic,
    )
    fields = {"suggestion": str(suggestion.pk), "path": path, "version": str(newest.number)}
    record(workspace.subject, "text.change_proposed", actor=actor, private=fields)
    return suggestion


def newest_of(shared: SharedText) -> TextVersion:
    """The text as it is now. Lock the room first where something is made of it."""
    newest = TextVersion.objects.filter(shared=shared).select_related("made_by").first()
    assert newest is not None  # noqa: S101 - written with the text
    return newest


def refuse_if_newer(newest: TextVersion, seen: int) -> None:
    """Raise `Refused` for who worked on a version that is not the newest any more."""
    if newest.number != seen:
        raise Refused(
            _(
                "Meanwhile %(name)s made version %(number)s of the text. What you typed is kept "
                "below. Look at the new version, then save again if you still want to."
            )
            % {"name": newest.made_by, "number": newest.number}
        )


def write_version(
    shared: SharedText, actor: User, text: str, number: int, note: str
) -> TextVersion:
    """The next version of a text, in the transaction of the act that makes it."""
    version: TextVersion = TextVersion.objects.create(
        shared=shared,
        number=number,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        note=note[:400],
        made_by=actor,
        made_at=clock.now(),
    )
    record(
        shared.workspace.subject,
        "text.version_made",
        actor=actor,
        private={"text": str(shared.pk), "number": str(number), "sha256": version.sha256},
    )
    return version


def _text(text: str) -> str:
    words = tidy(text)
    if not words.strip():
        raise Refused(Obstacle(_("Paste or type the text, or choose a file."), "", "text"))
    return words


def _unchanged(shared: SharedText, newest: TextVersion, path: str, seen: int) -> Passage:
    """The provision as it is now, which must be as it was in the version that was read."""
    passage = passage_at(newest.text, path)
    if newest.number == seen and passage is not None:
        return passage
    read = TextVersion.objects.filter(shared=shared, number=seen).first()
    before = passage_at(read.text, path) if read is not None else None
    if passage is None or before is None or before.text != passage.text:
        raise Refused(
            _(
                "This provision was changed or left out meanwhile, in version %(number)s. What "
                "you typed is kept below; compare it with the text as it is now."
            )
            % {"number": newest.number}
        )
    return passage


def _refuse_unfit(passage: Passage, kind: str, words: str) -> None:
    if kind not in ChangeKind.values:
        raise Refused(Obstacle(_("Choose what you propose."), "", "kind"))
    if kind == ChangeKind.REMOVE:
        return
    if not words:
        raise Refused(Obstacle(_("Write the text that you propose."), "", "text"))
    if words == passage.text.strip():
        sentence = _("This is the present text. Change it, or choose what else you propose.")
        raise Refused(Obstacle(sentence, "", "text"))
