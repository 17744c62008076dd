"""The papers of a room: added, brought up to date, withdrawn; nothing is ever replaced."""

import hashlib

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from forums.workspaces.models import Paper, PaperVersion, Workspace
from forums.workspaces.room import entered
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined, keep, lock_away
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def add_paper(workspace: Workspace, *, actor: User, title: str, file: Examined) -> Paper:
    """Put a paper into the room with its first version. Raises `Refused`."""
    row = entered(workspace, actor)
    if not title.strip():
        raise Refused(Obstacle(_("Give the paper a title."), "", "title"))
    paper: Paper = Paper.objects.create(
        workspace=row, title=title.strip(), added_by=actor, added_at=clock.now()
    )
    _keep_version(paper, actor, file, "")
    return paper


@transaction.atomic
def add_version(paper: Paper, *, actor: User, file: Examined, note: str) -> PaperVersion:
    """Add a newer file; the older ones stay beside it. Raises `Refused`.

    Two people who add at once make two versions, in the order in which they came.
    """
    entered(paper.workspace, actor)
    row = _standing(paper)
    newest = row.versions.select_related("document").first()
    if newest is not None and newest.document.sha256 == _digest(file):
        raise Refused(Obstacle(_("This is the same file as the newest version."), "", "file"))
    return _keep_version(row, actor, file, note.strip())


@transaction.atomic
def withdraw_paper(paper: Paper, *, actor: User, reason: str) -> Paper:
    """Say of a paper that it no longer counts; it stays and says why. Raises `Refused`."""
    workspace = entered(paper.workspace, actor)
    row = _standing(paper)
    is_own = row.added_by_id == actor.pk
    if not is_own and not access.may(actor, "workspace.keep", workspace.body.subject):
        raise Refused(_("Only who added the paper or the secretary can withdraw it."))
    if not reason.strip():
        raise Refused(Obstacle(_("Say why the paper is withdrawn."), "", "reason"))
    row.withdrawn_by, row.withdrawn_at = actor, clock.now()
    row.withdrawal_reason = reason.strip()
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    fields = {"paper": str(row.pk), "reason": reason.strip()}
    record(workspace.subject, "paper.withdrawn", actor=actor, private=fields)
    return row


def _standing(paper: Paper) -> Paper:
    row: Paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if row.withdrawn_at is not None:
        raise Refused(_("This paper was withdrawn. Add it as a new one."))
    return row


def _digest(file: Examined) -> str:
    return hashlib.sha256(file.content).hexdigest()


def _keep_version(paper: Paper, actor: User, file: Examined, note: str) -> PaperVersion:
    document = keep(file, actor=actor)
    lock_away(document)
    last = paper.versions.aggregate(last=Max("number"))["last"] or 0
    version: PaperVersion = PaperVersion.objects.create(
        paper=paper,
        number=last + 1,
        document=document,
        note=note,
        added_by=actor,
        added_at=clock.now(),
    )
    record(
        paper.workspace.subject,
        "paper.version_added",
        actor=actor,
        private={
            "paper": str(paper.pk),
            "title": paper.title,
            "number": str(version.number),
            "sha256": document.sha256,
        },
    )
    return version
