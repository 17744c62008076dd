"""A consultation's page against a bare view with the same middleware: warm, 304, changed, signed in.

All go through the WSGI application in this process, in turns, so that the ratio is that of the
portal's own work. The draft has 60 articles; growth is measured from 100 to 10 000 proposals.
"""

import os
import time
from collections.abc import Callable
from io import BytesIO
from statistics import median
from typing import Any

from benchmarks.measuring import machine, spread

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))
REQUESTS = int(os.environ.get("BENCH_REQUESTS", "60"))
SMALL, LARGE = 100, 10_000
ARTICLES = 60

Ask = Callable[[], None]


def main() -> None:
    """Measure in turns and print the ratios with their spread, the growth and the machine."""
    small, large = _consultation(SMALL), _consultation(LARGE)
    from django.core.handlers.wsgi import WSGIHandler

    application = WSGIHandler()
    asks = _asks(application, small, large)
    times: dict[str, list[float]] = {name: [] for name in asks}
    for _round in range(ROUNDS):
        for name, ask in asks.items():
            times[name].append(_seconds(*ask))
    _tell(times)


def _tell(times: dict[str, list[float]]) -> None:
    print(f"Machine: {machine()}")
    hello = times["hello"]
    print(f"hello: {median(hello) * 1000:.2f} ms a request in the process")
    targets = {"warm": 1.0, "unchanged (304)": 1.0, "after a change": 0.15, "signed in": 0.08}
    for name, target in targets.items():
        ratios = [h / t for h, t in zip(hello, times[name], strict=True)]
        reached = "reached" if median(ratios) >= target else "MISSED"
        print(f"{name}: {spread(ratios)} of hello's rate (target {target}: {reached})")
    pairs = zip(times["signed in, large"], times["signed in"], strict=True)
    growth = [large / small for large, small in pairs]
    print(f"growth from {SMALL} to {LARGE} proposals: {spread(growth)} (target at most 1.3)")


def _seconds(ask: Ask, before: Ask) -> float:
    """Seconds a request takes; what comes `before` each is not counted."""
    ask()
    total = 0.0
    for _number in range(REQUESTS):
        before()
        started = time.perf_counter()
        ask()
        total += time.perf_counter() - started
    return total / REQUESTS


def _asks(application: Any, small: Any, large: Any) -> dict[str, tuple[Ask, Ask]]:
    from django.test import Client

    from prestizh.accounts.models import User
    from prestizh.ui import artefacts
    from prestizh.ui.artefacts import changed

    reader = User.objects.create_user("reader@example.bg", display_name="Читател")
    client = Client()
    client.force_login(reader)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    page, many = small.get_absolute_url(), large.get_absolute_url()
    believed = artefacts.CHECKED_EVERY
    tag = {"HTTP_IF_NONE_MATCH": _headers(application, page)["ETag"]}

    def change() -> None:
        changed(f"consultation:{small.public_id}")

    def read_changed() -> None:
        artefacts.CHECKED_EVERY = 0
        _get(application, page)
        artefacts.CHECKED_EVERY = believed

    def nothing() -> None:
        """Nothing comes before."""

    return {
        "hello": (lambda: _get(application, "/hello"), nothing),
        "warm": (lambda: _get(application, page), nothing),
        "unchanged (304)": (lambda: _get(application, page, **tag), nothing),
        "after a change": (read_changed, change),
        "signed in": (lambda: _get(application, page, HTTP_COOKIE=cookie), nothing),
        "signed in, large": (lambda: _get(application, many, HTTP_COOKIE=cookie), nothing),
    }


def _environ(path: str, **more: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": "br",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
        "wsgi.errors": BytesIO(),
        **more,
    }


def _get(application: Any, path: str, **more: str) -> None:
    statuses: list[str] = []
    answer = application(_environ(path, **more), lambda status, _headers: statuses.append(status))
    for _piece in answer:
        pass
    answer.close()
    assert statuses[0][:3] in {"200", "304"}, (path, statuses)


def _headers(application: Any, path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    application(_environ(path), lambda _status, headers: found.update(headers)).close()
    return found


def _consultation(proposals: int) -> Any:
    """A published consultation with so many proposals, written as rows and shown by the act."""
    from benchmarks.material import consultation_with

    return consultation_with(proposals, articles=ARTICLES)


if __name__ == "__main__":
    main()
