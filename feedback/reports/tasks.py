"""What the beat asks for. The rows decide what is done; a task may run twice or late."""

from celery import shared_task

from feedback.reports import scheduling


@shared_task(name="participation.make_due")
def make_due() -> None:
    """Ask for the reports whose period is over."""
    scheduling.make_due()
