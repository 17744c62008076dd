"""A reader's own parts of a published page: account links, basket, messages.

The page itself is made for nobody. Its template holds the places of these parts between marks
(`<!--account-->` … `<!--/account-->`), and what stands there is replaced as bytes. Why this is safe:
the parts are rendered by our own templates for this request alone, the joined page is never kept,
and the marks can't come from what people write, because that is escaped.
"""

import copy
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from prestizh.ui.artefacts import Reading

# The cookies as they came, and the secret that Django's token is made of.
OWN_META = frozenset({"HTTP_COOKIE", "CSRF_COOKIE"})
# Each mark with the template that fills its place.
PARTS = {
    "account": "components/account_links.html",
    "messages": "components/messages.html",
}


def as_nobody(request: HttpRequest, reading: "Reading") -> HttpRequest:
    """The same request as a visitor without cookies, session or messages would send it."""
    nobody = copy.copy(request)
    nobody.COOKIES = {}
    nobody.META = {name: value for name, value in request.META.items() if name not in OWN_META}
    nobody.user = AnonymousUser()
    for own in ("session", "_messages", "auser", "shelf", "headers"):
        nobody.__dict__.pop(own, None)
    nobody.reading = reading  # type: ignore[attr-defined]
    return nobody


def with_personal_parts(body: bytes, request: HttpRequest) -> bytes:
    """The page with what is this reader's own."""
    for name, template in PARTS.items():
        before, start, rest = body.partition(f"<!--{name}-->".encode())
        _old, end, after = rest.partition(f"<!--/{name}-->".encode())
        if start and end:
            own = render_to_string(template, request=request).encode()
            body = b"".join((before, start, own, end, after))
    return body
