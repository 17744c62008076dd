"""What the beat asks for. The rows decide what is done; a task may run twice or late."""

from celery import shared_task

from forums.bodies import renewals


@shared_task(name="bodies.remind")
def remind() -> None:
    """Write the reminders of mandates that end."""
    renewals.remind()
