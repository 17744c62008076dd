"""Forms on public pages: they carry no token, so where the post comes from is asked instead.

A public page is one artefact for all and holds nothing personal, so no CSRF token either. A view
that takes the post of such a form is marked `@from_own_page`. It is exempt from Django's check on
purpose, and guarded so:

1. `Sec-Fetch-Site`, which a page can't forge: `same-origin` passes, anything else is refused.
2. Where the browser doesn't send it, `Origin` must be the portal's own address.
3. With neither of them, a page shows what was sent and asks to confirm it; that form carries
   Django's token, which is checked in full.
"""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from prestizh.ui.errors import csrf_failure

View: TypeAlias = Callable[..., HttpResponse]
TOKEN_FIELD = "csrfmiddlewaretoken"  # noqa: S105 (the name of a form field)


class Source(Enum):
    """Whose page the form stood on, as the browser says."""

    OWN = "own"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


def source_of(request: HttpRequest) -> Source:
    """Where this post comes from, by what only the browser can have written."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return Source.OWN if site == "same-origin" else Source.FOREIGN
    origin = request.headers.get("Origin")
    if origin is not None:
        return Source.OWN if origin == settings.SITE_URL else Source.FOREIGN
    return Source.UNKNOWN


def from_own_page(view: View) -> View:
    """Guard a view that takes the posts of forms without a token (see the module)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST":
            source = source_of(request)
            if source is Source.FOREIGN:
                return csrf_failure(request)
            if source is Source.UNKNOWN and not _has_token(request):
                return _ask_to_confirm(request)
        return view(request, *args, **kwargs)

    guarded.from_own_page = True  # type: ignore[attr-defined]
    return csrf_exempt(guarded)


def _has_token(request: HttpRequest) -> bool:
    """Whether the post carries a token that Django's own check accepts."""
    if TOKEN_FIELD not in request.POST:
        return False

    def pass_on(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    # The exemption hangs on the view, so the check is asked about a view that has none.
    refused = CsrfViewMiddleware(pass_on).process_view(request, pass_on, (), {})
    return refused is None


def _ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """The page with what was sent and a button; nothing typed is lost, nothing is done yet."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name != TOKEN_FIELD
        for value in values
    ]
    response = render(request, "following/confirm_post.html", {"sent": sent})
    response["Cache-Control"] = "no-store"
    return response
