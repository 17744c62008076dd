"""The language of a page is in its address: Bulgarian at `/`, English at `/en/`."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def language_of(path: str) -> str:
    """`en` for addresses under `/en/`, else Bulgarian."""
    return "en" if path.startswith("/en/") or path == "/en" else settings.LANGUAGE_CODE


class LanguageFromPath:
    """Activates the language of the address; never looks at Accept-Language or a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
