"""Public pages as published artefacts: rendered once per version for nobody in particular.

A view marked `@published(key)` is rendered through the whole stack for an anonymous reader and kept
in the process as bytes, plain and brotli. One query says which version is current and what the
database's time is; if the kept bytes have that version and their words are still true
(`true_until`), they are the answer. Why this is safe: only requests that carry none of the
portal's cookies and no query are served or kept, so the page was made for nobody; it is not kept
if it sets a cookie, has no 200, or is marked private.
"""

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeAlias

import brotli
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import Resolver404, resolve
from django.utils.http import parse_etags

from prestizh.ledger import clock
from prestizh.ui.language import language_of
from prestizh.ui.personal import as_nobody, with_personal_parts
from prestizh.ui.recent import Recent

# Seconds for which a version that was read is believed: a change is seen by all within them.
CHECKED_EVERY: float = settings.PAGES_CHECKED_EVERY
OWN_COOKIES = (
    settings.SESSION_COOKIE_NAME,
    settings.CSRF_COOKIE_NAME,
    settings.BASKET_COOKIE_NAME,
    settings.MESSAGES_COOKIE_NAME,
)

View: TypeAlias = Callable[..., HttpResponse]
KeyOf: TypeAlias = Callable[..., str]


def published(key: str | KeyOf) -> Callable[[View], View]:
    """Mark a public view as an artefact of the subject `key`, given or made from its arguments.

    For a reader with a session or a basket the same page for nobody is made, and their own parts
    are put into it (`prestizh.ui.personal`).
    """

    def mark(view: View) -> View:
        @wraps(view)
        def answer_anybody(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            shelf: PublishedPages | None = getattr(request, "shelf", None)
            if shelf is None:
                return view(request, *args, **kwargs)
            return shelf.personal(request, lambda nobody: view(nobody, *args, **kwargs))

        key_of = key if callable(key) else lambda **_kwargs: key
        answer_anybody.published_key = key_of  # type: ignore[attr-defined]
        return answer_anybody

    return mark


def changed(*keys: str) -> None:
    """Raise the version of these subjects, in the transaction of the act that changed them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ui_publication (key, version) SELECT unnest(%s::text[]), 1"
            " ON CONFLICT (key) DO UPDATE SET version = ui_publication.version + 1",
            [sorted(set(keys))],
        )


def true_until(request: HttpRequest, instant: datetime | None) -> None:
    """Say that the words of this page change by time alone at `instant` (UTC); the earliest counts."""
    if instant is not None:
        known: datetime | None = getattr(request, "true_until", None)
        request.true_until = instant if known is None else min(known, instant)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of the moment of a request: the database's time and the version of the places.

    `kept` is the process's own store for what changes only with that version.
    """

    now: datetime
    places_version: int
    kept: dict[int, object]


def now_of(request: HttpRequest) -> datetime:
    """The database's time of this request; asked for once."""
    reading: Reading | None = getattr(request, "reading", None)
    return reading.now if reading is not None else clock.now()


def is_for_nobody(request: HttpRequest) -> bool:
    """Whether the request carries nothing of a person: no cookie of ours and no query."""
    return (
        request.method in {"GET", "HEAD"}
        and not request.META.get("QUERY_STRING")
        and not any(name in request.COOKIES for name in OWN_COOKIES)
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: its version, until when its words hold, its headers and bytes."""

    version: str
    true_until: datetime | None
    headers: dict[str, str]
    plain: bytes
    brotli: bytes

    def holds(self, version: str, now: datetime) -> bool:
        return self.version == version and (self.true_until is None or now < self.true_until)


def size_of(page: Page) -> int:
    """In bytes, without the headers."""
    return len(page.plain) + len(page.brotli)


def current_version(key: str, kept: dict[int, object]) -> tuple[str, Reading]:
    """The version of the subject joined with that of the places, and the moment it was read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT version FROM ui_publication WHERE key = %s), 0),"
            " coalesce((SELECT version FROM places_municipality), 0), ledger_now()",
            [key],
        )
        subject, place, now = cursor.fetchone()
    return f"{subject}.{place}", Reading(now, place, kept)


class PublishedPages:
    """Serves the kept pages and keeps those that are rendered. Least recently used go first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages = Recent[Page](size_of)
        self.keys = Recent[str | None]()
        self.bodies = Recent[Page](size_of)
        self.versions = Recent[tuple[float, str, Reading]]()
        self.kept: dict[int, object] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        plain = request.method in {"GET", "HEAD"} and not request.META.get("QUERY_STRING")
        key = self.key_of(request.path_info) if plain else None
        if key is None or not came_rightly(request):
            return self.get_response(request)
        if not is_for_nobody(request):
            request.shelf = self  # type: ignore[attr-defined]
            return self.get_response(request)
        version, reading = self.version_of(key)
        page = self.pages.get(request.path_info)
        if page is None or not page.holds(version, reading.now):
            request.reading = reading  # type: ignore[attr-defined]
            response = self.get_response(request)
            page = self.keep(request, response, version)
            if page is None:
                return response
        else:
            self.pages.touch(request.path_info)
        return answer(request, page)

    def version_of(self, key: str) -> tuple[str, Reading]:
        """The current version of the subject, asked for again after `CHECKED_EVERY` seconds."""
        at = time.monotonic()
        known = self.versions.get(key)
        if known is not None and at - known[0] < CHECKED_EVERY:
            passed = timedelta(seconds=at - known[0])
            return known[1], replace(known[2], now=known[2].now + passed)
        version, reading = current_version(key, self.kept)
        self.versions.put(key, (at, version, reading))
        return version, reading

    def personal(
        self, request: HttpRequest, view: Callable[[HttpRequest], HttpResponse]
    ) -> HttpResponse:
        """The page for nobody, from the shelf or made now, with this reader's own parts put in."""
        key = self.key_of(request.path_info)
        assert key is not None  # noqa: S101 - only published pages come here
        version, reading = current_version(key, self.kept)
        body = self.bodies.get(request.path_info)
        if body is None or not body.holds(version, reading.now):
            nobody = as_nobody(request, reading)
            response = view(nobody)
            if not may_be_kept(response) or "CSRF_COOKIE" in nobody.META:
                return response
            until: datetime | None = getattr(nobody, "true_until", None)
            kind = {"Content-Type": response.headers["Content-Type"]}
            body = Page(version, until, kind, response.content, b"")
            self.bodies.put(request.path_info, body)
        content = body.plain
        if body.headers["Content-Type"].startswith("text/html"):
            content = with_personal_parts(content, request)
        return HttpResponse(content, headers=body.headers)

    def key_of(self, path: str) -> str | None:
        """The subject of the view behind `path`, or None for one that is not published."""
        with suppress(KeyError):
            return self.keys[path]
        return self.keys.put(path, resolve_key(path))

    def keep(self, request: HttpRequest, response: HttpResponse, version: str) -> Page | None:
        """The page made of a response that may be kept, else None."""
        if not may_be_kept(response):
            return None
        headers = {
            name: value
            for name, value in response.headers.items()
            if name not in {"Content-Length", "Vary", "ETag"}
        }
        tag = hashlib.sha256(response.content).hexdigest()[:12]
        headers |= {
            "ETag": f'W/"{version}-{tag}"',
            "Vary": "Accept-Encoding, Cookie",
            "Cache-Control": "no-cache",
        }
        until: datetime | None = getattr(request, "true_until", None)
        small = brotli.compress(response.content, quality=5)
        return self.pages.put(
            request.path_info, Page(version, until, headers, response.content, small)
        )


def came_rightly(request: HttpRequest) -> bool:
    """Whether the request names one of our hosts, and came encrypted where the portal asks that.

    Otherwise the inner middlewares answer: with a redirect, or with 400.
    """
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return request.is_secure() or not settings.SECURE_SSL_REDIRECT


def may_be_kept(response: HttpResponse) -> bool:
    """Whether a response may be given to others: sound, whole, without a cookie, not private."""
    said = response.headers.get("Cache-Control", "")
    private = "no-store" in said or "private" in said
    return response.status_code == 200 and not (response.cookies or response.streaming or private)


def resolve_key(path: str) -> str | None:
    """Find the view of `path` in the language of the path and ask it for its subject."""
    from django.utils import translation

    try:
        with translation.override(language_of(path)):
            match = resolve(path)
    except Resolver404:
        return None
    key_of: KeyOf | None = getattr(match.func, "published_key", None)
    return key_of(*match.args, **match.kwargs) if key_of else None


def answer(request: HttpRequest, page: Page) -> HttpResponse:
    """304 where the reader has this version, else its bytes, compressed if the reader can."""
    headers: dict[str, Any] = page.headers
    if headers["ETag"] in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(
            headers={name: headers[name] for name in ("ETag", "Vary", "Cache-Control")}
        )
    if "br" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(page.brotli, headers={**headers, "Content-Encoding": "br"})
    return HttpResponse(page.plain, headers=headers)
