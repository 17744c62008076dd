"""Where the reader is, and the same page in the other language."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..components import Text

register = template.Library()

# Each language is called by its own name, whatever the page speaks.
NAMES = {"bg": "Български", "en": "English"}


@register.simple_block_tag
def breadcrumbs(content: SafeString) -> SafeString:
    """The way from the first page to here; each step is a `crumb`."""
    return format_html(
        '<nav class="breadcrumbs" aria-label="{}"><ol>{}{}</ol></nav>',
        _("You are here"),
        crumb(_("First page"), _front()),
        content,
    )


@register.simple_tag
def crumb(label: Text, url: str = "") -> SafeString:
    """One step of `breadcrumbs`; without an `url` it is this page."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, label)
    return format_html('<li><span aria-current="page">{}</span></li>', label)


@register.simple_tag(takes_context=True)
def translated_url(context: template.Context, language: str) -> str:
    """The address of this page in another language; its first page where it has no other."""
    return _translated(_path(context), language)


@register.simple_tag(takes_context=True)
def absolute_url(context: template.Context, language: str = "") -> str:
    """This page's address with the site's name, without its parameters, for search engines."""
    path = _path(context).partition("?")[0]
    site: str = settings.SITE_URL
    return site + (_translated(path, language) if language else path)


@register.inclusion_tag("components/language_links.html", takes_context=True)
def language_links(context: template.Context) -> dict[str, Any]:
    """Links to this page in the other languages."""
    path = _path(context)
    current = get_language()
    return {
        "languages": [
            {"code": code, "name": NAMES[code], "url": _translated(path, code)}
            for code in NAMES
            if code != current
        ]
    }


def _path(context: template.Context) -> str:
    """The page's own path; a page rendered for nobody carries it as `page_path`."""
    given: str = context.get("page_path") or ""
    request = context.get("request")
    if given or request is None:
        return given or _front()
    path: str = request.get_full_path()
    return path


def _translated(path: str, language: str) -> str:
    """`path` in `language`, or that language's first page when the path leads nowhere."""
    other = translate_url(path, language)
    if other == path and language != get_language():
        return _front(language)
    return other


def _front(language: str = "") -> str:
    """The first page of a language. Bulgarian has no prefix."""
    spoken = language or get_language() or settings.LANGUAGE_CODE
    return "/" if spoken == settings.LANGUAGE_CODE else f"/{spoken}/"
