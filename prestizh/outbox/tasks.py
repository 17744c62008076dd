"""The ticks of the beat: they look in the database for what is due."""

from celery import current_app, shared_task

from prestizh.outbox import daily_root, delivery, digest, limits
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


@shared_task(name="outbox.daily_root")
def send_daily_root() -> None:
    """Keep today's root of the record and mail it out; asked for many times a day, it does so once."""
    daily_root.send_out()


current_app.steps["worker"].add(Listening)
