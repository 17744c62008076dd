"""`manage.py metrics`: serves Prometheus metrics, on a port that the public does not see."""

import signal
import sys
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from prestizh.home.watching import Works
from prestizh.ui import metrics


class Command(BaseCommand):
    """Listens on METRICS_HOST and METRICS_PORT until it is stopped."""

    help = "Serve what the web processes count, and gauges read from the database."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.METRICS_PORT or not settings.METRICS_DIRECTORY:
            raise CommandError(
                "METRICS_PORT and PROMETHEUS_MULTIPROC_DIR must be set: where to listen, and the "
                "directory in which the web processes count."
            )
        address = (settings.METRICS_HOST, settings.METRICS_PORT)
        # As the first process of a container it would not even hear this otherwise.
        signal.signal(signal.SIGTERM, end)
        try:
            server = metrics.server(*address, [Works()])
        except OSError as error:
            raise CommandError(
                f"Can't listen on {address[0]}, port {address[1]}: {error}"
            ) from error
        with server:
            server.serve_forever()


def end(number: int, frame: FrameType | None) -> NoReturn:
    """Ends as asked."""
    sys.exit(0)
