"""What the beat asks for. The rows decide what is done; a task may run twice or late."""

from celery import shared_task

from feedback.measures import reminders


@shared_task(name="measures.remind")
def remind() -> None:
    """Write the reminders that are due."""
    reminders.remind()
