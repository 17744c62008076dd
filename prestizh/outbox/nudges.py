"""Waking the workers: what is committed is found at once, and swept for anyway.

A nudge is PostgreSQL's own NOTIFY, sent in the transaction that made the work: it arrives if and
only if the transaction commits, and needs no broker. Losing one costs nothing but waiting, since
the workers sweep on every tick as well.
"""

from collections.abc import Callable

from django.db import connection

# A sweep does what is due and says whether it stopped with more to do.
Sweep = Callable[[], bool]
_sweeps: dict[str, Sweep] = {}


def nudge() -> None:
    """Wake the workers when the present transaction commits (at once outside of one)."""
    with connection.cursor() as cursor:
        cursor.execute("NOTIFY prestizh_work")


def on_nudge(sweep: Sweep) -> Sweep:
    """Register a sweep that every nudge and every tick of the listener runs, in its own thread.

    Several workers run the same sweep at once: it claims its rows with SKIP LOCKED.
    """
    _sweeps[f"{sweep.__module__}.{sweep.__qualname__}"] = sweep
    return sweep


def sweeps() -> dict[str, Sweep]:
    """The registered sweeps by name."""
    return dict(_sweeps)
