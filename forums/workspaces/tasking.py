"""Tasks of a room: given to somebody of it with a day, moved on, finished."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.workspaces.models import Task, TaskState, TaskStep, Workspace, people_of
from forums.workspaces.room import entered
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused
from prestizh.ui.dates import day_text


@transaction.atomic
def give_task(
    workspace: Workspace, *, actor: User, title: str, owner: User, due_on: date, detail: str = ""
) -> Task:
    """Give somebody of the room a task with its day. Raises `Refused`."""
    row = entered(workspace, actor)
    if not title.strip():
        raise Refused(Obstacle(_("Say what is to be done."), "", "title"))
    _refuse_stranger(row, owner)
    _refuse_past(due_on)
    task: Task = Task.objects.create(
        workspace=row,
        title=title.strip(),
        detail=detail.strip(),
        owner=owner,
        due_on=due_on,
        created_by=actor,
        created_at=clock.now(),
    )
    _step(task, actor, 1, "")
    return task


@transaction.atomic
def move_task(
    task: Task,
    *,
    actor: User,
    state: str,
    owner: User,
    due_on: date,
    note: str = "",
    seen: int,
) -> Task:
    """Say how far a task is, give it to another, set another day. Raises `Refused`.

    `seen` is the number of its last step that the actor knew: whoever comes second is told what
    the first did.
    """
    workspace = entered(task.workspace, actor)
    row = Task.objects.select_for_update().get(pk=task.pk)
    _refuse_outsider(row, workspace, actor)
    last = row.steps.select_related("by").first()
    assert last is not None  # noqa: S101 - written with the task
    if last.number != seen:
        raise Refused(_changed_meanwhile(last))
    if state not in TaskState.values:
        raise Refused(Obstacle(_("Say how far the task is."), "", "state"))
    if (state, owner.pk, due_on) == (row.state, row.owner_id, row.due_on) and not note.strip():
        raise Refused(_("Nothing was changed."))
    if owner.pk != row.owner_id:
        _refuse_stranger(workspace, owner)
    if due_on != row.due_on:
        _refuse_past(due_on)
    row.state, row.owner, row.due_on = state, owner, due_on
    row.save(update_fields=["state", "owner", "due_on"])
    _step(row, actor, last.number + 1, note.strip())
    return row


def may_move(task: Task, workspace: Workspace, user: User) -> bool:
    """Whose task it is, who gave it, and the secretary."""
    if user.pk in {task.owner_id, task.created_by_id}:
        return True
    return access.may(user, "workspace.keep", workspace.body.subject)


def _refuse_outsider(task: Task, workspace: Workspace, actor: User) -> None:
    if not may_move(task, workspace, actor):
        raise Refused(_("Only whose task it is, who gave it, or the secretary can change it."))


def _refuse_stranger(workspace: Workspace, owner: User) -> None:
    if not people_of(workspace.body).filter(pk=owner.pk).exists():
        raise Refused(Obstacle(_("This person is not in the workspace."), "", "owner"))


def _refuse_past(due_on: date) -> None:
    if due_on < clock.today():
        raise Refused(Obstacle(_("Choose today or a later day."), "", "due_on"))


def _changed_meanwhile(step: TaskStep) -> str:
    return str(
        _(
            "%(name)s changed this task meanwhile: “%(state)s”, by %(day)s. Look at it and save "
            "again if you still want to."
        )
        % {
            "name": step.by,
            "state": step.get_state_display(),
            "day": day_text(step.due_on, "date"),
        }
    )


def _step(task: Task, actor: User, number: int, note: str) -> None:
    TaskStep.objects.create(
        task=task,
        number=number,
        state=task.state,
        owner=task.owner,
        due_on=task.due_on,
        note=note,
        by=actor,
        at=clock.now(),
    )
    fields = {"task": str(task.pk), "state": task.state, "due_on": task.due_on.isoformat()}
    record(task.workspace.subject, "task.changed", actor=actor, private=fields)
