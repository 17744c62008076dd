"""Days, moments and deadlines in words."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import dates
from ._small import icon

register = template.Library()

# In the last three days the deadline turns amber.
AMBER_DAYS = 3


@register.simple_tag
def day(value: date, style: dates.DayStyle = "weekday") -> SafeString:
    """A day as text and as a machine reads it."""
    return format_html(
        '<time datetime="{}">{}</time>',
        dates.local_day(value).isoformat(),
        dates.day_text(value, style),
    )


@register.simple_tag
def moment(value: datetime, style: dates.MomentStyle = "second") -> SafeString:
    """A moment as text and as a machine reads it."""
    return format_html(
        '<time datetime="{}">{}</time>',
        dates.local_moment(value).isoformat(timespec="seconds"),
        dates.moment_text(value, style),
    )


@register.filter
def day_text(value: date | None, style: dates.DayStyle = "weekday") -> str:
    """A day as plain text, for a mail or an attribute; nothing for nothing."""
    return dates.day_text(value, style) if value else ""


@register.filter
def moment_text(value: datetime | None, style: dates.MomentStyle = "second") -> str:
    """A moment as plain text, for a mail or an attribute; nothing for nothing."""
    return dates.moment_text(value, style) if value else ""


@register.filter
def days_after(value: date, earlier: date) -> int:
    """How many days the first day is after the second; negative when it is before."""
    return (dates.local_day(value) - dates.local_day(earlier)).days


@register.simple_tag
def deadline(last_day: date, today: date) -> SafeString:
    """Until when one can write, and how many days are left after `today`; empty after the end."""
    left = (dates.local_day(last_day) - dates.local_day(today)).days
    if left < 0:
        return SafeString("")
    if left == 0:
        rest = _("Today is the last day.")
    else:
        rest = ngettext("%(count)d day is left.", "%(count)d days are left.", left) % {
            "count": left
        }
    return format_html(
        '<p class="deadline{}">{}<span>{} <strong>{}</strong></span></p>',
        " deadline--amber" if left <= AMBER_DAYS else "",
        icon("clock"),
        format_html(
            _("You can write until {day}, 24:00."),
            day=format_html("<strong>{}</strong>", day(last_day)),
        ),
        rest,
    )
