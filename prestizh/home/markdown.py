"""Markdown of an administrator as HTML that holds nothing but text, lists, tables and links."""

import re

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

TAGS = frozenset(
    {"h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "br"}
    | {"code", "table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
HEADING = re.compile(r"<h([1-6])>")
HEADING_TAG = re.compile(r"<(/?)h([1-6])>")
SCHEMES = frozenset({"https", "http", "mailto", "tel"})

_reader = MarkdownIt("commonmark", {"html": False}).enable("table")


def rendered(text: str) -> SafeString:
    """The text as HTML, its first heading one below the page's own.

    It is safe to show for two reasons, each enough: the reader escapes all HTML, and what it
    makes goes through an allow-list of tags, attributes and schemes of addresses.
    """
    html = _reader.render(text)
    highest = min((int(level) for level in HEADING.findall(html)), default=1)
    html = HEADING_TAG.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) - highest + 2}>", html)
    return SafeString(
        nh3.clean(html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES))
    )
