"""The calendar by months as a list that needs no script, and as files to subscribe to."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums.bodies.models import Body
from forums.calendar.days import offered_topics
from prestizh.terms import add_months, sofia_day
from prestizh.ui.artefacts import now_of
from prestizh.ui.dates import MONTHS
from prestizh.ui.happenings import between
from prestizh.ui.ics import calendar_of

# A file of the calendar tells of so many months back and ahead.
BACK, AHEAD = 12, 24
YEARS = range(2020, 2100)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: everything, a body or an area; `route` and `args` name its addresses."""

    scope: str
    name: str
    route: str
    args: tuple[object, ...]

    def month(self, year: int, month: int) -> str:
        """The address of a month."""
        return reverse(f"calendar:{self.route}_month", args=[*self.args, year, month])

    @property
    def file(self) -> str:
        """The address to subscribe to."""
        return reverse(f"calendar:{self.route}_file", args=self.args)


def everything() -> Asked:
    """All days of the portal."""
    return Asked("", _("Everything"), "all", ())


def of_body(public_id: str) -> Asked:
    """The days of one body. Raises Http404."""
    found = get_object_or_404(Body.objects.public(), public_id=public_id)
    return Asked(f"body:{public_id}", str(found), "body", (public_id,))


def of_topic(pk: int) -> Asked:
    """The days of one area. Raises Http404."""
    found = get_object_or_404(offered_topics(), pk=pk)
    return Asked(f"topic:{pk}", str(found), "topic", (pk,))


@login_not_required
@require_safe
def all_month(request: HttpRequest, year: int = 0, month: int = 0) -> HttpResponse:
    """A month of everything; without a year that of today."""
    return _month(request, everything(), year, month)


@login_not_required
@require_safe
def body_month(request: HttpRequest, public_id: str, year: int = 0, month: int = 0) -> HttpResponse:
    """A month of one body."""
    return _month(request, of_body(public_id), year, month)


@login_not_required
@require_safe
def topic_month(request: HttpRequest, pk: int, year: int = 0, month: int = 0) -> HttpResponse:
    """A month of one area."""
    return _month(request, of_topic(pk), year, month)


@login_not_required
@require_safe
def all_file(request: HttpRequest) -> HttpResponse:
    """Everything, to subscribe to."""
    return _file(request, everything())


@login_not_required
@require_safe
def body_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The days of one body, to subscribe to."""
    return _file(request, of_body(public_id))


@login_not_required
@require_safe
def topic_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The days of one area, to subscribe to."""
    return _file(request, of_topic(pk))


def _month(request: HttpRequest, asked: Asked, year: int, month: int) -> HttpResponse:
    today = sofia_day(now_of(request))
    if not year:
        year, month = today.year, today.month
    if year not in YEARS or not 1 <= month <= 12:
        raise Http404
    first = date(year, month, 1)
    last = date.fromordinal(add_months(first, 1).toordinal() - 1)
    before, after = add_months(first, -1), add_months(first, 1)
    found = between(first, last, asked.scope)
    context = {
        "asked": asked,
        "days": [(day, list(group)) for day, group in groupby(found, key=lambda one: one.day)],
        "heading": _month_words(first),
        "today": today,
        "before": (asked.month(before.year, before.month), _month_words(before)),
        "after": (asked.month(after.year, after.month), _month_words(after)),
        "bodies": Body.objects.public().order_by("name"),
        "topics": offered_topics(),
        "section": "bodies",
    }
    return render(request, "calendar/month.html", context)


def _month_words(first: date) -> str:
    """The month in words, as in „май 2026“."""
    language = "en" if (get_language() or "bg").startswith("en") else "bg"
    return f"{MONTHS[language][first.month - 1]} {first.year}"


def _file(request: HttpRequest, asked: Asked) -> HttpResponse:
    today = sofia_day(now_of(request))
    found = between(add_months(today, -BACK), add_months(today, AHEAD), asked.scope)
    name = _("Prestizh") if not asked.scope else asked.name
    return HttpResponse(calendar_of(found, name), content_type="text/calendar; charset=utf-8")
