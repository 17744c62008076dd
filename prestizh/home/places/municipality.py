"""The municipality's settings, its coat of arms, and its calendar for everybody."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prestizh import terms
from prestizh.accounts.access import Anyone, only_for
from prestizh.accounts.models import User
from prestizh.documents.keeping import examine, keep
from prestizh.documents.kinds import MEDIA_TYPES, Kind
from prestizh.home.context import the_municipality
from prestizh.home.places.forms import MunicipalityForm
from prestizh.home.places.table import Day, of_days
from prestizh.ledger import clock
from prestizh.places import editing
from prestizh.places.calendar import holidays_of
from prestizh.places.models import Municipality, SpecialDay
from prestizh.ui.artefacts import published, true_until
from prestizh.ui.exporting import exported
from prestizh.ui.refusing import done

ARMS_KINDS = frozenset({Kind.PNG, Kind.JPEG})
ARMS_TYPES = frozenset(MEDIA_TYPES[kind] for kind in ARMS_KINDS)


@only_for("municipality.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Name, arms, contacts, notices and the text about the portal."""
    row = the_municipality()
    form = MunicipalityForm(
        request.POST or None,
        request.FILES or None,
        instance=Municipality.objects.filter(pk=row.pk).first(),
    )
    if done(form, lambda: _describe(dict(form.cleaned_data), request.user)):
        messages.success(request, _("Saved."))
        return redirect("places:settings")
    return render(request, "places/settings.html", {"form": form, "row": row})


def _describe(given: dict[str, Any], actor: Anyone) -> None:
    """Look into the new arms, if any; then keep them and change the settings, both or neither."""
    file, without = given.pop("arms_file"), given.pop("without_arms")
    examined = examine(file, name=file.name, kinds=ARMS_KINDS) if file else None
    with transaction.atomic():
        if examined:
            given["arms"] = keep(examined, actor=actor if isinstance(actor, User) else None)
        elif without:
            given["arms"] = None
        editing.describe(actor=actor, **given)


@login_not_required
@require_safe
def arms(request: HttpRequest, digest: str) -> HttpResponse:
    """The coat of arms; its address holds its digest, so it may be kept for ever."""
    document = the_municipality().arms
    if (
        document is None
        or document.sha256[: len(digest)] != digest
        or document.media_type not in ARMS_TYPES
    ):
        raise Http404
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Disposition": "inline",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(document.open(), content_type=document.media_type, headers=headers)


@login_not_required
@published("places")
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """The non-working days of this year and the next, from the law and by declaration."""
    today = clock.today()
    true_until(request, terms.closes_at(date(today.year, 12, 31)))
    years = [(year, _days_of(year)) for year in (today.year, today.year + 1)]
    file = exported(
        request,
        lambda: of_days(day for _year, found in years for day in found),
        _("Non-working days"),
    )
    if file is not None:
        return file
    return render(request, "places/days.html", {"years": years})


def _days_of(year: int) -> list[Day]:
    """The days of one year; a declared day has the last word over the law's."""
    found = {day: Day(day, name, True) for day, name in holidays_of(year, get_language() or "bg")}
    for special in SpecialDay.objects.filter(day__year=year, retired=False):
        is_off = special.kind == SpecialDay.Kind.OFF
        found[special.day] = Day(special.day, special.ground, is_off)
    return [found[day] for day in sorted(found)]
