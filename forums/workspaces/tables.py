"""What a room holds as tables, for those who are in it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from forums.workspaces.models import Paper, SharedText, Task, Topic
from prestizh.documents.table import Cell, Column, Table

PAPERS = (
    Column("title", _("title of the paper")),
    Column("versions", _("versions")),
    Column("file", _("newest file")),
    Column("added_by", _("added by")),
    Column("added_at", _("added on"), datetime),
    Column("withdrawn_at", _("withdrawn on"), datetime),
    Column("withdrawal_reason", _("why it was withdrawn")),
)
TOPICS = (
    Column("title", _("what it is about")),
    Column("started_by", _("begun by")),
    Column("started_at", _("begun on"), datetime),
    Column("messages", _("messages")),
    Column("last_at", _("last message"), datetime),
)
TEXTS = (
    Column("title", _("title of the draft")),
    Column("started_by", _("begun by")),
    Column("started_at", _("begun on"), datetime),
    Column("versions", _("versions")),
    Column("undecided", _("proposals to decide on")),
)
TASKS = (
    Column("title", _("what is to be done")),
    Column("detail", _("more about it")),
    Column("owner", _("whose it is")),
    Column("due_on", _("by which day"), date),
    Column("state", _("state")),
    Column("late", _("late")),
    Column("created_by", _("given by")),
    Column("created_at", _("given on"), datetime),
)


def of_papers(rows: Iterable[Paper]) -> Table:
    """Papers that came with their versions and the files of these."""
    return Table(PAPERS, (_paper(row) for row in rows))


def of_topics(rows: Iterable[Topic]) -> Table:
    """Topics that came with how many messages they have."""
    return Table(TOPICS, (_topic(row) for row in rows))


def of_texts(rows: Iterable[SharedText]) -> Table:
    """Texts that came with how many versions and undecided proposals they have."""
    return Table(TEXTS, (_text(row) for row in rows))


def of_tasks(rows: Iterable[Task], today: date) -> Table:
    """Tasks as they stand `today`."""
    return Table(TASKS, (_task(row, today) for row in rows))


def _paper(row: Paper) -> list[Cell]:
    versions = list(row.versions.all())
    return [
        row.title,
        len(versions),
        versions[0].document.name if versions else "",
        str(row.added_by),
        row.added_at,
        row.withdrawn_at,
        row.withdrawal_reason,
    ]


def _topic(row: Topic) -> list[Cell]:
    return [
        row.title,
        str(row.started_by),
        row.started_at,
        getattr(row, "said"),  # noqa: B009 - set by `by_newest`
        row.last_at,
    ]


def _text(row: SharedText) -> list[Cell]:
    return [
        row.title,
        str(row.started_by),
        row.started_at,
        getattr(row, "made"),  # noqa: B009 - set by the list
        getattr(row, "undecided"),  # noqa: B009 - set by the list
    ]


def _task(row: Task, today: date) -> list[Cell]:
    return [
        row.title,
        row.detail,
        str(row.owner),
        row.due_on,
        row.get_state_display(),
        row.is_late(today),
        str(row.created_by),
        row.created_at,
    ]
