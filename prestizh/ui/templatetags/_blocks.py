"""Components that wrap a piece of a page."""

from hashlib import sha256

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..components import NOTICE_ICONS, CardTone, NoticeTone, Text
from ._small import icon as drawn

register = template.Library()


@register.simple_block_tag
def notice(content: SafeString, tone: NoticeTone = "info", title: Text = "") -> SafeString:
    """A note that stands out of the text: information, a success, a warning, a refusal."""
    return format_html(
        '<div class="notice notice--{}">{}<div class="notice__body">{}{}</div></div>',
        tone,
        drawn(NOTICE_ICONS.get(tone, "info")),
        format_html('<p class="notice__title">{}</p>', title) if title else "",
        content,
    )


@register.simple_block_tag
def nothing(content: SafeString, title: Text, icon: str = "document") -> SafeString:
    """Said where a list has nothing; the content says what to do next."""
    return format_html(
        '<div class="empty">{}<p class="empty__title">{}</p>{}</div>', drawn(icon), title, content
    )


@register.simple_block_tag
def card(
    content: SafeString, title: Text, url: str = "", tone: CardTone = "neutral", level: int = 3
) -> SafeString:
    """A sheet with a title, which is the link when there is an `url`."""
    heading = format_html('<a href="{}">{}</a>', url, title) if url else title
    return format_html(
        '<article class="card card--{0}"><h{1} class="card__title">{2}</h{1}>{3}</article>',
        tone,
        level,
        heading,
        content,
    )


@register.simple_block_tag
def disclosure(
    content: SafeString,
    summary: Text,
    open: bool = False,  # noqa: A002 - as in HTML
    id: str = "",  # noqa: A002 - as in HTML
) -> SafeString:
    """A piece folded away behind its summary; needs no script."""
    return format_html(
        '<details class="disclosure"{}{}><summary>{}</summary>'
        '<div class="disclosure__body">{}</div></details>',
        format_html(' id="{}"', id) if id else "",
        SafeString(" open") if open else "",
        summary,
        content,
    )


@register.simple_block_tag
def facts(content: SafeString) -> SafeString:
    """A list of facts: name and value, each a `fact`."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: SafeString, label: Text) -> SafeString:
    """One line of `facts`."""
    return format_html(
        '<div class="fact"><dt>{}</dt><dd>{}</dd></div>', capfirst(str(label)), content
    )


@register.simple_block_tag
def scroll_table(content: SafeString, caption: Text) -> SafeString:
    """A table with its caption, which scrolls within itself on a narrow screen."""
    # From its words, not by chance: the same page must give the same bytes.
    name = f"table-{sha256(str(caption).encode()).hexdigest()[:8]}"
    return format_html(
        '<div class="table-scroll" role="region" tabindex="0" aria-labelledby="{0}">'
        '<table class="table"><caption id="{0}">{1}</caption>{2}</table></div>',
        name,
        caption,
        content,
    )


@register.simple_block_tag
def filters(
    content: SafeString, action: str = "", label: Text = "", submit: Text = ""
) -> SafeString:
    """A bar of fields that narrows a list; it sends a GET."""
    return format_html(
        '<form class="filters" method="get" action="{}" role="search" aria-label="{}">{}'
        '<button class="button button--secondary" type="submit">{}{}</button></form>',
        action,
        label or _("Filter the list"),
        content,
        drawn("filter"),
        submit or _("Show"),
    )
