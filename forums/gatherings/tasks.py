"""What the beat asks for. The rows decide what is done; a task may run twice or late."""

from celery import shared_task

from forums.gatherings import inviting


@shared_task(name="gatherings.invitations")
def invitations() -> None:
    """Remind those who were drawn and are silent; give the places of the silent to the reserve."""
    inviting.follow_up()
