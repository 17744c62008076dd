"""What the beat asks for. The rows decide what is done; a task may run twice or late."""

from celery import shared_task

from forums.reports import due


@shared_task(name="reports.remind")
def remind() -> None:
    """Write the reminders that are due."""
    due.remind()
