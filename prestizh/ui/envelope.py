"""What is the same for every answer: the request's id, its count and time, headers nobody may miss."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from prestizh.ui import metrics

GIVEN_ID = re.compile(r"[0-9a-zA-Z-]{8,64}")
PERMISSIONS = "camera=(), display-capture=(), fullscreen=(), geolocation=(), microphone=(), payment=(), usb=()"
ALWAYS = {
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # The inner middlewares say these, too; an answer that never reached them has them from here.
    "Content-Security-Policy": "; ".join(
        " ".join((name, *sources))
        for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    ),
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}
if settings.SECURE:
    ALWAYS["Strict-Transport-Security"] = (
        f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
    )


class Envelope:
    """The outermost middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
        finally:
            structlog.contextvars.clear_contextvars()
        metrics.count(request.method, response.status_code, time.perf_counter() - started)
        response.headers["X-Request-ID"] = request_id
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            # Anything that is not a published page or a static file may be somebody's own.
            response.headers["Cache-Control"] = "no-store"
        return response
