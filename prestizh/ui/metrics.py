"""What is counted of the portal's answers, and the small server that shows it to the operators.

The web server has several processes, and each counts for itself. Where PROMETHEUS_MULTIPROC_DIR
names a directory, they count in files there, and a process of its own (`manage.py metrics`) adds
them up. It listens on a port of its own, so that no address of the portal can lead to it.
"""

import os
import socket
from collections.abc import Callable, Iterable
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.db import close_old_connections
from prometheus_client import CollectorRegistry, Counter, Histogram, make_wsgi_app, values
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

HOST: Final = socket.gethostname()
METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
# Seconds; a published page takes less than one thousandth.
BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


def process_name() -> str:
    """Names this process among all that count in one directory, other containers' too.

    Ids of processes alone repeat from container to container, and two would write into one file.
    """
    return f"{HOST}-{os.getpid()}"


if settings.METRICS_DIRECTORY:
    # Before the first count is made, because it keeps the class it was made with.
    values.ValueClass = values.MultiProcessValue(process_name)  # type: ignore[no-untyped-call]

REQUESTS = Counter("prestizh_requests_total", "Answers by method and status", ["method", "status"])
SECONDS = Histogram("prestizh_request_seconds", "Time to answer, in seconds", buckets=BUCKETS)


def count(method: str | None, status: int, seconds: float) -> None:
    """Count one answer. A method that somebody made up counts as "other", lest labels grow."""
    REQUESTS.labels(method if method in METHODS else "other", status).inc()
    SECONDS.observe(seconds)


class Quiet(WSGIRequestHandler):
    """Writes no line for each reading, and waits ten seconds at most for one that says nothing."""

    timeout = 10

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is theirs
        """Say nothing."""


class Six(WSGIServer):
    """A server on an address of IPv6."""

    address_family = socket.AF_INET6


def reading(registry: CollectorRegistry) -> Callable[..., Any]:
    """The WSGI application; like a request, each reading begins with a connection that works."""
    shown = make_wsgi_app(registry)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        close_old_connections()
        return shown(environ, start_response)

    return application


def server(host: str, port: int, collectors: Iterable[Collector]) -> WSGIServer:
    """The server of what was counted and of what `collectors` read; `serve_forever()` runs it.

    One reading at a time, so that one connection to the database does. Raises OSError when the
    port is taken, ValueError when there is no directory to read.
    """
    registry = CollectorRegistry()
    MultiProcessCollector(registry, settings.METRICS_DIRECTORY)  # type: ignore[no-untyped-call]
    for collector in collectors:
        registry.register(collector)
    kind = Six if ":" in host else WSGIServer
    return make_server(host, port, reading(registry), kind, Quiet)
