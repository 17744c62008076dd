"""The ticks of the beat: they look in the database for what is due."""

from celery import current_app, shared_task

from prestizh.outbox import delivery, digest, limits
from prestizh.outbox.listening import Listening


@shared_task(name="outbox.deliver")
def deliver() -> None:
    """Deliver what is due; the listener does so at once, this is the net below it."""
    delivery.deliver_due()


@shared_task(name="outbox.digest")
def write_digests() -> None:
    """Write the day's digests once it is six in Sofia, and forget what is no longer needed."""
    digest.write_digests()
    digest.forget_old()
    limits.forget_old()


current_app.steps["worker"].add(Listening)
