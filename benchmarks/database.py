"""A database of the benchmarks' own: a throw-away cluster that syncs its writes, migrated, set up."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prestizh.local import postgres, processes

NAME = "bench"


@contextmanager
def fresh_database() -> Iterator[str]:
    """Start a cluster, point the settings at it, migrate; gives the application's address."""
    with tempfile.TemporaryDirectory(prefix="prestizh-bench-") as directory:
        cluster = postgres.Cluster(Path(directory), postgres.find(), processes.ordinary_account())
        cluster.create()
        cluster.start()
        try:
            cluster.prepare(NAME)
            address = cluster.url(postgres.APPLICATION, NAME)
            _set_up(address, cluster.url(postgres.OWNER, NAME))
            yield address
        finally:
            _hang_up()
            cluster.stop()


def _set_up(application: str, owner: str) -> None:
    os.environ.update(
        DATABASE_URL=application,
        DATABASE_OWNER_URL=owner,
        SECRET_KEY="known to everybody, for measuring",  # noqa: S106
        SITE_URL="http://localhost",
        CELERY_BROKER_URL="memory://",
        DJANGO_SETTINGS_MODULE="benchmarks.settings",
        LOG_LEVEL="ERROR",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _hang_up() -> None:
    from django.db import connections

    connections.close_all()
