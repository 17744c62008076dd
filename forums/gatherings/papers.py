"""Briefing papers: attached at the desk, public with the forum, taken back when they are wrong."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import BriefingPaper, Forum
from forums.gatherings.procedure import run, show
from forums.gatherings.stages import ForumStage
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined, hide, keep, publish
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Refused


@transaction.atomic
def add(forum: Forum, *, actor: User, file: Examined, title: str = "") -> BriefingPaper:
    """Attach a paper; of an opened forum it is public at once. Raises `Refused`.

    Without a title it is called by the name of the file.
    """
    row = run(forum, actor)
    refuse_egn({"title": title, "file": file.name})
    document = keep(file, actor=actor)
    paper: BriefingPaper = row.papers.create(
        title=title.strip() or document.name,
        document=document,
        added_by=actor,
        added_at=clock.now(),
    )
    if row.stage != ForumStage.PREPARING:
        lay_open(row, paper, actor)
        show(row)
    return paper


def lay_open(forum: Forum, paper: BriefingPaper, actor: User) -> None:
    """Give the paper to everybody, with its digest on the record."""
    publish(paper.document, clock.now())
    public = {"title": paper.title, "sha256": paper.document.sha256}
    record(forum.subject, "forum.paper_published", actor=actor, public=public)


@transaction.atomic
def take_back(paper: BriefingPaper, *, actor: User) -> BriefingPaper:
    """Take a paper from the page; that it was there stays on the record. Raises `Refused`."""
    forum = run(paper.forum, actor)
    row: BriefingPaper = BriefingPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if row.taken_back_at is not None:
        raise Refused(_("This paper was taken back already."))
    row.taken_back_at = clock.now()
    row.save(update_fields=["taken_back_at"])
    hide(row.document)
    if forum.stage != ForumStage.PREPARING:
        public = {"title": row.title, "sha256": row.document.sha256}
        record(forum.subject, "forum.paper_taken_back", actor=actor, public=public)
        show(forum)
    return row
