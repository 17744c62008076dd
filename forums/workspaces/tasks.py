"""What the beat asks for. The rows decide what is done; a task may run twice or late."""

from celery import shared_task

from forums.workspaces import reminders, telling


@shared_task(name="workspaces.remind")
def remind() -> None:
    """Write the reminders of tasks that are due."""
    reminders.remind()


@shared_task(name="workspaces.digest")
def digest() -> None:
    """Write the mails of what is new."""
    telling.write_digests()
