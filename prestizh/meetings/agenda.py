"""The agenda: items in their order, and the papers that go with them."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import publish
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.models import AgendaItem, Meeting, Paper
from prestizh.meetings.procedure import at_stage, locked, tell
from prestizh.meetings.stages import MeetingStage
from prestizh.refusal import Obstacle, Refused

FACTS = ("title", "text", "speaker", "is_closed")
TAKES_PAPERS = (MeetingStage.PLANNED, MeetingStage.CONVENED, MeetingStage.OPENED)


@transaction.atomic
def add_item(meeting: Meeting, *, actor: User, title: str, **facts: Any) -> AgendaItem:
    """Put an item at the end of the agenda: while planning, or once the meeting is open.

    What went out with the notice is not added to before the meeting itself agrees. Raises `Refused`.
    """
    row = locked(meeting)
    access.require(actor, "meeting.convene", row.subject)
    if row.stage not in {MeetingStage.PLANNED, MeetingStage.OPENED} or (
        row.is_written and row.stage == MeetingStage.OPENED
    ):
        raise Refused(
            _(
                "The agenda went out with the notice. A further item can be put on it by the "
                "meeting itself, once it is open."
            )
        )
    if not title.strip():
        raise Refused(Obstacle(_("Say what the item is about."), "", "title"))
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    item: AgendaItem = AgendaItem.objects.create(
        meeting=row, position=last + 1, title=title, added_at=clock.now(), **_known(facts)
    )
    if row.stage == MeetingStage.OPENED:
        fields = {"meeting": row.public_id, "item": str(item.position)}
        record(row.subject, "meeting.item_added", actor=actor, public={**fields, "title": title})
        tell(row)
    return item


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"An item has no facts {sorted(unknown)}.")
    return facts


@transaction.atomic
def revise_item(item: AgendaItem, *, actor: User, **facts: Any) -> AgendaItem:
    """Change an item before the notice. Raises `Refused`."""
    row = at_stage(item.meeting, MeetingStage.PLANNED)
    access.require(actor, "meeting.convene", row.subject)
    AgendaItem.objects.filter(pk=item.pk).update(**_known(facts))
    item.refresh_from_db()
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, actor: User) -> None:
    """Take an item off the plan; those after it move up. Raises `Refused` after the notice."""
    row = at_stage(item.meeting, MeetingStage.PLANNED)
    access.require(actor, "meeting.convene", row.subject)
    item.papers.all().delete()
    item.delete()
    _number(list(row.items.order_by("position")))


@transaction.atomic
def move_up(item: AgendaItem, *, actor: User) -> None:
    """Let an item change places with the one before it. Raises `Refused` after the notice."""
    row = at_stage(item.meeting, MeetingStage.PLANNED)
    access.require(actor, "meeting.convene", row.subject)
    order = list(row.items.order_by("position"))
    at = next((number for number, one in enumerate(order) if one.pk == item.pk), 0)
    if at == 0:
        raise Refused(_("It is the first item already."))
    order[at - 1], order[at] = order[at], order[at - 1]
    _number(order)


def _number(order: list[AgendaItem]) -> None:
    """Give the items their places anew; the constraint looks at the end of the transaction."""
    for number, one in enumerate(order, start=1):
        one.position = number
    AgendaItem.objects.bulk_update(order, ["position"])


@transaction.atomic
def attach(
    meeting: Meeting,
    *,
    actor: User,
    document: Document,
    title: str = "",
    item: AgendaItem | None = None,
    is_private: bool = False,
) -> Paper:
    """Add a paper to an item or to the meeting as a whole; a public one is public from the notice.

    Raises `Refused` once the meeting is over.
    """
    row = at_stage(meeting, *TAKES_PAPERS)
    access.require(actor, "meeting.convene", row.subject)
    if item is not None and item.meeting_id != row.pk:
        raise Refused(_("This item belongs to another meeting."))
    paper: Paper = Paper.objects.create(
        meeting=row,
        item=item,
        document=document,
        title=title.strip() or document.name,
        is_private=is_private,
        added_by=actor,
        added_at=clock.now(),
    )
    if row.stage != MeetingStage.PLANNED:
        _lay_open(row, paper, actor)
    return paper


def _lay_open(meeting: Meeting, paper: Paper, actor: User) -> None:
    """A paper that comes after the notice: published at once, and its digest on the record."""
    fields = {"meeting": meeting.public_id, "sha256": paper.document.sha256}
    if paper.is_private:
        record(
            meeting.subject,
            "meeting.paper_added",
            actor=actor,
            public={"meeting": meeting.public_id},
            private={"sha256": paper.document.sha256, "title": paper.title},
        )
        return
    if meeting.is_public:
        publish(paper.document, paper.added_at)
    record(
        meeting.subject,
        "meeting.paper_added",
        actor=actor,
        public={**fields, "title": paper.title},
    )
    tell(meeting)


@transaction.atomic
def detach(paper: Paper, *, actor: User) -> None:
    """Take a paper away before the notice. Raises `Refused` after it."""
    row = at_stage(paper.meeting, MeetingStage.PLANNED)
    access.require(actor, "meeting.convene", row.subject)
    paper.delete()
