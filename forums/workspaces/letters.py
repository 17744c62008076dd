"""The letters of a room: made on delivery, and only for who is in it then."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.workspaces.activity import Kind, for_person, happened, in_words
from forums.workspaces.models import UNFINISHED, Task, Workspace, people_of
from forums.workspaces.reminders import due_of
from forums.workspaces.telling import is_silenced
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message


@letter("workspace.digest")
def digest_letter(message: Message) -> Letter | None:
    """How much is new, by room. None for who has left the rooms, or silenced them, meanwhile."""
    reader = message.user
    assert isinstance(reader, User)  # noqa: S101 - written to a person
    context = dict(message.context)
    until = datetime.fromisoformat(str(context.pop("until")))
    rooms, total = [], 0
    for name, since in context.items():
        pk = int(name.removeprefix("since:"))
        found = _new_for(reader, pk, datetime.fromisoformat(str(since)), until)
        if found is not None:
            rooms.append(found)
            total += found["total"]
    if not rooms:
        return None
    subject = ngettext(
        "%(count)d piece of news from your workspaces",
        "%(count)d pieces of news from your workspaces",
        total,
    )
    return Letter(
        subject=subject % {"count": total}, template="workspace_digest", context={"rooms": rooms}
    )


def _new_for(reader: User, pk: int, since: datetime, until: datetime) -> dict[str, Any] | None:
    workspace = Workspace.objects.select_related("body").get(pk=pk)
    is_in = people_of(workspace.body).filter(pk=reader.pk).exists()
    if not is_in or is_silenced(workspace, reader):
        return None
    counts: Counter[Kind] = for_person(happened(workspace, since, until), reader.pk, since)
    if not counts:
        return None
    return {
        "body": workspace.body,
        "news": in_words(counts),
        "total": counts.total(),
        "link": _by_way_of_sign_in(workspace.get_absolute_url()),
    }


@letter("workspace.task_due")
def task_letter(message: Message) -> Letter | None:
    """That a task is due or late. None for one that was finished, moved or taken over meanwhile."""
    task: Task = Task.objects.select_related("workspace__body", "owner").get(
        pk=message.context["task"]
    )
    today = clock.today()
    is_true = (
        task.state in UNFINISHED
        and task.owner_id == message.user_id
        and task.due_on.isoformat() == message.context["due_on"]
        and due_of(task.due_on, today) == message.context["due"]
        and people_of(task.workspace.body).filter(pk=task.owner_id).exists()
    )
    if not is_true:
        return None
    is_late = task.is_late(today)
    path = reverse("workspaces:task", args=[task.workspace.body.public_id, task.pk])
    return Letter(
        subject=_("A task of yours is late") if is_late else _("A task of yours is due soon"),
        template="workspace_task_due",
        context={
            "task": task,
            "body": task.workspace.body,
            "is_late": is_late,
            "link": _by_way_of_sign_in(path),
        },
    )


def _by_way_of_sign_in(path: str) -> str:
    """To a visitor the room does not exist; who has signed in is led on at once."""
    return absolute(f"{reverse('account_login')}?next={path}")
