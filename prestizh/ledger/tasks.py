"""The record's tasks."""

from celery import shared_task

from prestizh.ledger import daily


@shared_task(name="ledger.daily_root")
def daily_root() -> None:
    """Keep today's root; asked for many times a day, it does so once."""
    daily.keep_root()
