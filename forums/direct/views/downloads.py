"""The register for calendars, tables and machines."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from forums.direct.models import Initiative, publication_key
from forums.direct.open_data import describe, table_of
from forums.direct.procedure import LISTS
from forums.direct.reading import Dated, dates_of
from forums.direct.views.public import coming, entry_of
from prestizh.outbox.links import absolute
from prestizh.ui.artefacts import now_of, published


@published(LISTS)
@login_not_required
@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """All days to come as .ics, to subscribe to."""
    return _ics(coming(request), now_of(request))


@published(publication_key)
@login_not_required
@require_safe
def event_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The days of one entry as .ics."""
    entry = entry_of(request, public_id)
    return _ics(dates_of(entry), entry.row.noted_at)


def _ics(found: Iterable[Dated], stamp: datetime) -> HttpResponse:
    calendar = Calendar()
    calendar.add("prodid", "-//Prestizh//direct//BG")
    calendar.add("version", "2.0")
    for one in found:
        event = Event()
        event.add("uid", f"{one.row.subject}@{one.day.isoformat()}-{len(one.text)}")
        event.add("dtstamp", stamp)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", f"{one.row}: {one.text}")
        event.add("url", absolute(one.row.get_absolute_url()))
        calendar.add_component(event)
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


@published(LISTS)
@login_not_required
@require_safe
def export_csv(_request: HttpRequest) -> HttpResponse:
    """The register as CSV, safe to open in a spreadsheet."""
    rows = Initiative.objects.public().with_all()
    table = table_of(rows)
    response = HttpResponse(table.to_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="direct.csv"'
    return response


@published(LISTS)
@login_not_required
@require_safe
def export_json(_request: HttpRequest) -> HttpResponse:
    """The register as JSON, without a name of anybody."""
    rows: list[dict[str, Any]] = [
        describe(row) for row in Initiative.objects.public().with_all().prefetch_related("measures")
    ]
    return JsonResponse({"entries": rows}, json_dumps_params={"ensure_ascii": False})
