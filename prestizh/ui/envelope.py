"""What is the same for every answer: the request's id, its count and time, headers nobody may miss."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

REQUESTS = Counter("prestizh_requests_total", "Answers by status", ["method", "status"])
SECONDS = Histogram("prestizh_request_seconds", "Time to answer, in seconds")

GIVEN_ID = re.compile(r"^[0-9a-zA-Z-]{8,64}$")
PERMISSIONS = "camera=(), display-capture=(), fullscreen=(), geolocation=(), microphone=(), payment=(), usb=()"
ALWAYS = {
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Envelope:
    """The outermost middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if GIVEN_ID.match(given) else uuid.uuid4().hex
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
        finally:
            structlog.contextvars.clear_contextvars()
        SECONDS.observe(time.perf_counter() - started)
        REQUESTS.labels(request.method, response.status_code).inc()
        response.headers["X-Request-ID"] = request_id
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            # Anything that is not a published page or a static file may be somebody's own.
            response.headers["Cache-Control"] = "no-store"
        return response
