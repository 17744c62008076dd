"""The page on which somebody who has to answer a court takes a table with all names."""

from collections.abc import Callable
from typing import IO

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consultations import tables as of_consultations
from consultations.models import Consultation
from consultations.views.desk.answers import proposals_asked_for
from forums.calls import tables as of_calls
from forums.calls.models import Call
from prestizh.accounts.access import only_for, person_of
from prestizh.accounts.second_factor import fresh_proof
from prestizh.home.full_export import Asked, take
from prestizh.home.people import tables as of_people
from prestizh.home.people.roles import people_asked_for
from prestizh.ledger.record import PORTAL
from prestizh.ui.exporting import KINDS, one_by_one, sent
from prestizh.ui.forms import PortalForm, TextArea
from prestizh.ui.refusing import done


class FullExportForm(PortalForm):
    """Why, and as what file."""

    submit_label = _("Take the file and record it")

    reason = forms.CharField(
        label=_("What the names are needed for"),
        max_length=500,
        widget=TextArea(500, rows=3),
        help_text=_("The case and its number, for instance. It is kept in the record."),
    )
    extension = forms.ChoiceField(
        label=_("Kind of file"), choices=[(kind, kind.upper()) for kind in KINDS], initial="xlsx"
    )


def _proposals(request: HttpRequest, key: str) -> Asked:
    row: Consultation = get_object_or_404(
        Consultation.objects.visible_to(request.user), public_id=key
    )
    table = of_consultations.with_all_names(proposals_asked_for(request, row))
    return _asked(request, Asked("proposals", _("Proposals"), row.subject, table, ""))


def _applications(request: HttpRequest, key: str) -> Asked:
    row: Call = get_object_or_404(
        Call.objects.visible_to(request.user).select_related("body"), public_id=key
    )
    rows = row.applications.sent().select_related(
        "seat__seat", "organisation", "representation__organisation", "verdict", "applicant"
    )
    table = of_calls.with_all_names(one_by_one(rows.order_by("submitted_at", "pk")))
    return _asked(request, Asked("applications", _("Applications"), row.body.subject, table, ""))


def _people(request: HttpRequest, key: str) -> Asked:
    if key != "all":
        raise Http404
    table = of_people.with_addresses(one_by_one(people_asked_for(request)))
    return _asked(request, Asked("people", _("People"), PORTAL, table, ""))


def _asked(request: HttpRequest, asked: Asked) -> Asked:
    return Asked(
        asked.what, asked.name, asked.subject, asked.table, request.META.get("QUERY_STRING", "")
    )


KNOWN: dict[str, Callable[[HttpRequest, str], Asked]] = {
    "proposals": _proposals,
    "applications": _applications,
    "people": _people,
}


@only_for("export.full")
@fresh_proof
@require_http_methods(["GET", "HEAD", "POST"])
def full_export(request: HttpRequest, what: str, key: str) -> HttpResponse:
    """Asks for the reason, then gives the file; the same filter as on the page it was asked from."""
    if what not in KNOWN:
        raise Http404
    asked = KNOWN[what](request, key)
    form = FullExportForm(request.POST or None)
    actor = person_of(request)
    made: list[IO[bytes]] = []
    if done(form, lambda: made.append(take(asked, actor=actor, **form.cleaned_data))):
        return sent(made[0], form.cleaned_data["extension"], asked.name)
    status = 422 if form.is_bound else 200
    context = {"form": form, "name": asked.name, "section": "desk"}
    return render(request, "home/full_export.html", context, status=status)
