"""What the beat asks for. The rows decide what is done; a task may run twice or late."""

from celery import shared_task

from prestizh.meetings import reminding
from prestizh.meetings.minutes import reminders


@shared_task(name="meetings.remind")
def remind() -> None:
    """Write the reminders that are due."""
    reminding.remind()
    reminders.remind()
