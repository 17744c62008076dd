"""Reminders of tasks: seven, three days and one before the day, then weekly until it is done.

As with the reminders of consultations, what is due is computed from the day and the key of the
message holds it, so that any number of beats ends in the same rows; another day or another owner
makes keys of its own.
"""

from datetime import date

from django.db import transaction

from consultations.reminders import due_before_end, weeks_overdue
from forums.workspaces.models import UNFINISHED, Task
from prestizh.ledger import clock
from prestizh.outbox.post import enqueue


def due_of(due_on: date, today: date) -> str:
    """The name of the reminder that is due today, empty for none."""
    days = due_before_end(due_on, today)
    if days is not None:
        return f"before-{days}"
    weeks = weeks_overdue(due_on, today)
    return "" if weeks is None else f"late-{weeks}"


def remind() -> int:
    """Write the reminders that are due; returns how many tasks were looked at."""
    today = clock.today()
    tasks = list(
        Task.objects.filter(state__in=UNFINISHED, workspace__closed_at=None).select_related("owner")
    )
    for task in tasks:
        due = due_of(task.due_on, today)
        if due:
            with transaction.atomic():
                _ask_for_mail(task, due)
    return len(tasks)


def _ask_for_mail(task: Task, due: str) -> None:
    enqueue(
        "workspace.task_due",
        key=f"workspace_task:{task.pk}:{task.owner_id}:{task.due_on.isoformat()}:{due}",
        to=task.owner,
        context={"task": task.pk, "due_on": task.due_on.isoformat(), "due": due},
    )
