"""What no browser of a person sends, made harmless before anything reads it.

PostgreSQL keeps no NUL in a text and Python knows codecs that are no character sets, so such
requests would end in a 500 wherever an address, a cookie or a field is looked up. What is far too
large would fill the disk with its temporary file before any form could say so.
"""

import codecs
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from prestizh.ui import errors
from prestizh.ui.language import language_of

NUL = "\0"
# Bytes of one request: several files of the largest that is taken. The proxy has the same limit.
MOST_SENT = 60_000_000
# What an old form may still declare; anything else is read as UTF-8.
CHARACTER_SETS = frozenset({"utf-8", "ascii", "iso8859-1", "cp1251"})


class OddRequests:
    """Addresses with NUL are absent, cookies with NUL weren't sent, fields with NUL are a 400.

    A request that says it has more than `MOST_SENT` bytes is a 413, and none of it is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > MOST_SENT:
            with translation.override(language_of(request.path_info)):
                return errors.content_too_large(request)
        if NUL in request.path_info:
            with translation.override(language_of(request.path_info)):
                return errors.not_found(request)
        if any(NUL in value for value in request.COOKIES.values()):
            request.COOKIES = {
                name: value for name, value in request.COOKIES.items() if NUL not in value
            }
        if request.encoding and not _is_character_set(request.encoding):
            request.encoding = "utf-8"
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A field with NUL that reached the database unchecked; nothing was written."""
        if isinstance(exception, DataError | ValueError) and "NUL" in str(exception):
            return errors.bad_request(request)
        return None


def _length(request: HttpRequest) -> int:
    """How many bytes are announced; of a request without a number nothing is read anyway."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _is_character_set(name: str) -> bool:
    try:
        return codecs.lookup(name).name in CHARACTER_SETS
    except (LookupError, ValueError):
        return False
