"""Small components, written in Python because a list page shows them by the hundred."""

from decimal import Decimal
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..components import DECISIONS, NEUTRAL, STATES, ButtonKind, ChipTone, Text

register = template.Library()


@cache
def _sprite() -> str:
    """The address of the sheet of icons; it can't change while the process runs."""
    return static("icons.svg")


@register.simple_tag
def icon(name: str, label: Text = "") -> SafeString:
    """An icon of icons.svg; silent for a screen reader unless it has a `label`."""
    said = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon" width="20" height="20" {}><use href="{}#{}"></use></svg>',
        said,
        _sprite(),
        name,
    )


@register.filter
def unbroken(words: Text) -> SafeString:
    """Words that stay on one line, as a number with a hyphen does."""
    return format_html('<span class="nowrap">{}</span>', words)


@register.filter
def grouped(value: Decimal | int, places: int = 0) -> str:
    """A number with its thousands apart, as the language of the page writes it."""
    whole, _point, rest = f"{value:,.{places}f}".partition(".")
    is_english = (get_language() or "").startswith("en")
    whole = whole if is_english else whole.replace(",", "\u00a0")
    return whole + (("." if is_english else ",") + rest if rest else "")


@register.simple_tag
def chip(label: Text, tone: ChipTone = "neutral", icon: str = "") -> SafeString:
    """A short word about a state, with its icon."""
    return format_html('<span class="chip chip--{}">{}{}</span>', tone, _drawn(icon), label)


@register.simple_tag
def state_chip(code: str, label: Text) -> SafeString:
    """Where a discussion stands; `code` is a key of `components.STATES`."""
    look = STATES.get(code, NEUTRAL)
    return chip(label, look.tone, look.icon)


@register.simple_tag
def decision_badge(code: str, label: Text = "") -> SafeString:
    """What became of a proposal; without a code it still awaits its answer."""
    look = DECISIONS.get(code, NEUTRAL)
    return format_html(
        '<span class="chip chip--decision chip--{}">{}{}</span>',
        look.tone,
        _drawn(look.icon),
        label or code or _("Awaits an answer"),
    )


@register.simple_tag
def stat(value: Text | float, label: Text, note: Text = "") -> SafeString:
    """One figure, large, with what it counts and, if need be, how."""
    return format_html(
        '<p class="stat"><span class="stat__value">{}</span> '
        '<span class="stat__label">{}</span>{}</p>',
        value,
        label,
        format_html(' <span class="stat__note">{}</span>', note) if note else "",
    )


@register.simple_tag
def progress(done: int, total: int, text: Text) -> SafeString:
    """A bar of `done` out of `total`; `text` says the same in words beside it."""
    return format_html(
        '<p class="progress"><span class="progress__text">{}</span>'
        '<progress max="{}" value="{}" aria-label="{}"></progress></p>',
        text,
        max(total, 1),
        done,
        text,
    )


@register.simple_tag
def link_button(label: Text, url: str, kind: ButtonKind = "primary", icon: str = "") -> SafeString:
    """A link that looks like a button; it only leads somewhere."""
    return format_html(
        '<a class="button button--{}" href="{}">{}{}</a>', kind, url, _drawn(icon), label
    )


@register.simple_tag
def button(
    label: Text, kind: ButtonKind = "primary", name: str = "", value: str = "", icon: str = ""
) -> SafeString:
    """A button that sends the form around it."""
    attributes = {"name": name, "value": value} if name else {}
    return format_html(
        '<button class="button button--{}" type="submit"{}>{}{}</button>',
        kind,
        format_html_join("", ' {}="{}"', attributes.items()),
        _drawn(icon),
        label,
    )


@register.simple_tag(takes_context=True)
def post_button(
    context: template.Context,
    label: Text,
    url: str,
    kind: ButtonKind = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
) -> SafeString:
    """A form of one button, with its token. Never on a published page: the token is personal."""
    return format_html(
        '<form class="inline-form" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}</form>',
        url,
        context.get("csrf_token", ""),
        button(label, kind, name, value, icon),
    )


def _drawn(name: str) -> SafeString:
    """The icon of that name, or nothing."""
    return icon(name) if name else SafeString("")
