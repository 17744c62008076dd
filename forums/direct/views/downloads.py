"""The register for calendars, tables and machines."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from forums.direct.models import Initiative, publication_key
from forums.direct.on_calendar import happening_of
from forums.direct.open_data import describe, table_of
from forums.direct.procedure import LISTS
from forums.direct.reading import dates_of
from forums.direct.views.public import coming, entry_of
from prestizh.ui.artefacts import published
from prestizh.ui.exporting import file_of, one_by_one
from prestizh.ui.happenings import Happening
from prestizh.ui.ics import calendar_of


@published(LISTS)
@login_not_required
@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """All days to come as .ics, to subscribe to."""
    found = [happening_of(one) for one in coming(request)]
    return _file(found, gettext("Direct participation"))


@published(publication_key)
@login_not_required
@require_safe
def event_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The days of one entry as .ics."""
    entry = entry_of(request, public_id)
    return _file([happening_of(one) for one in dates_of(entry)], str(entry.row))


def _file(found: list[Happening], name: str) -> HttpResponse:
    return HttpResponse(calendar_of(found, name), content_type="text/calendar; charset=utf-8")


@login_not_required
@require_safe
def export_csv(_request: HttpRequest) -> HttpResponse:
    """The register as CSV, safe to open in a spreadsheet."""
    table = table_of(one_by_one(Initiative.objects.public().with_all()))
    return file_of(table, "csv", gettext("Direct participation"))


@published(LISTS)
@login_not_required
@require_safe
def export_json(_request: HttpRequest) -> HttpResponse:
    """The register as JSON, without a name of anybody."""
    rows: list[dict[str, Any]] = [
        describe(row) for row in Initiative.objects.public().with_all().prefetch_related("measures")
    ]
    return JsonResponse({"entries": rows}, json_dumps_params={"ensure_ascii": False})
