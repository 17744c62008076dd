"""What the worker does for documents: it makes all that wait. The rows are the queue."""

from celery import shared_task

from prestizh.documents.renditions import render_one
from prestizh.outbox.nudges import on_nudge


@shared_task(name="documents.render")
def render() -> None:
    """Make every document that is due. Safe to run doubled, replayed, or not for days."""
    while render_one():
        pass


# The listener in the worker sweeps at once; the beat's task above is the net below it.
on_nudge(render_one)
