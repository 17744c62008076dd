"""What the beat asks for. The rows decide what is done; a task may run twice or late."""

from celery import shared_task

from feedback.surveys import asking_after, giving_out, inviting, planning


@shared_task(name="surveys.tick")
def tick() -> None:
    """Open what rules ask for and what is planned, remind, close what is over, let the record say what was counted."""
    asking_after.ask_due()
    planning.open_due()
    inviting.remind_due()
    giving_out.close_overdue()
    giving_out.record_counted()
