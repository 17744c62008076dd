"""Links in mails and documents: made from the site's setting, never from a request's Host."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def absolute(path: str) -> str:
    """`path` (it begins with a slash) as an address that works in a mail."""
    site: str = settings.SITE_URL
    return site + path


def page_url(viewname: str, *args: object, language: str | None = None) -> str:
    """The full address of a page in `language`, by default the active one."""
    if language is None:
        return absolute(reverse(viewname, args=args))
    with translation.override(language):
        return absolute(reverse(viewname, args=args))
