"""The pages of error: in the portal's look, without a database and without a context.

They are rendered from the path and the language alone, so that they still appear when the
database, the session or the context processors are what failed.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader

CACHE = "no-store"


def _page(status: int, template: str, retry_after: int | None = None) -> HttpResponse:
    """The error page `template` with its status; `retry_after` is in seconds."""
    response = HttpResponse(loader.get_template(template).render(), status=status)
    response["Cache-Control"] = CACHE
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came can't be understood; 413 where it is only too much."""
    if isinstance(exception, RequestDataTooBig):
        return content_too_large(request)
    return _page(400, "400.html")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this isn't for the one who asks. A row that may not be seen gives 404 instead."""
    return _page(403, "403.html")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: absent, or not for the one who asks; the page doesn't tell which."""
    return _page(404, "404.html")


def content_too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: more was sent than the portal takes."""
    return _page(413, "413.html")


def too_many_requests(request: HttpRequest, retry_after: int | None = 60) -> HttpResponse:
    """429: too often in too short a time. `retry_after` is in seconds."""
    return _page(429, "429.html", retry_after)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: the portal failed, and what was typed may not have been taken."""
    return _page(500, "500.html")


def unavailable(request: HttpRequest, retry_after: int | None = 30) -> HttpResponse:
    """503: the portal can't serve just now. `retry_after` is in seconds."""
    return _page(503, "503.html", retry_after)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its proof of origin; the page says how to send it again."""
    return _page(403, "403_csrf.html")
