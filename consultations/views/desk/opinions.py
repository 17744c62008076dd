"""Opinions that a clerk must look at: not confirmed by their author, or late."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consultations import confirming, lateness, tables
from consultations.forms.desk import ReasonForm
from consultations.models import Opinion
from consultations.stages import Stage
from consultations.views.desk.frame import readable, show, status_of
from prestizh.accounts.access import may, only_for, person_of
from prestizh.refusal import Refused
from prestizh.ui.components import FilterOption
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done

ROWS = 30
AWAITED, SET_ASIDE = Opinion.Confirmation.AWAITED, Opinion.Confirmation.SET_ASIDE
UNCONFIRMED = Q(confirmation=AWAITED)
LATE = Q(lateness=Opinion.Lateness.LATE) & ~Q(confirmation=SET_ASIDE)
GROUPS: dict[str, Q] = {
    "waiting": (UNCONFIRMED | LATE) & Q(withdrawn_at=None),
    "decided": Q(confirmation__in=[SET_ASIDE, Opinion.Confirmation.TELEPHONE])
    | Q(lateness__in=[Opinion.Lateness.ADMITTED, Opinion.Lateness.NOT_ADMITTED]),
    "all": Q(),
}


@only_for("opinion.read_unconfirmed")
@require_safe
def listing(request: HttpRequest, public_id: str) -> HttpResponse:
    """What waits for a clerk, what was decided, everything."""
    consultation = readable(request, public_id)
    shown = request.GET.get("show", "waiting")
    shown = shown if shown in GROUPS else "waiting"
    found = consultation.opinions.select_related("author", "organisation", "representation")
    counts = consultation.opinions.aggregate(
        **{name: Count("pk", filter=condition) for name, condition in GROUPS.items() if condition},
        all=Count("pk"),
    )
    labels = {"waiting": _("waiting for you"), "decided": _("decided by a clerk"), "all": _("all")}
    options = [
        FilterOption(label, f"?show={name}", counts[name], name == shown)
        for name, label in labels.items()
    ]
    rows = found.filter(GROUPS[shown]).order_by("pk")
    file = exported(request, lambda: tables.of_opinions(one_by_one(rows)), _("Opinions"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return show(request, consultation, "desk_opinions", page=page, options=options, shown=shown)


@only_for("opinion.read_unconfirmed")
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, public_id: str, reference: str) -> HttpResponse:
    """One opinion with its contacts: confirm it, set it aside, admit it or turn it down."""
    consultation = readable(request, public_id)
    found = get_object_or_404(
        consultation.opinions.select_related("author", "organisation", "representation"),
        reference=reference,
    )
    act = request.POST.get("act", "")
    if act == "confirm":
        return _confirm(request, found)
    form = ReasonForm(request.POST if act in WITH_REASON else None)
    if act in WITH_REASON and done(
        form,
        lambda: WITH_REASON[act](
            found, actor=person_of(request), reason=form.cleaned_data["reason"]
        ),
    ):
        messages.success(request, _("Decided and recorded."))
        return redirect("consultations:desk_opinions", public_id)
    context: dict[str, Any] = {
        "opinion": found,
        "proposals": found.proposals.select_related("provision", "file"),
        "set_aside_form": form if act == "set_aside" else ReasonForm(auto_id="aside_%s"),
        "late_form": form if act in {"admit", "turn_down"} else ReasonForm(auto_id="late_%s"),
        "may_confirm": found.confirmation == AWAITED and may(request.user, "opinion.confirm"),
        "may_decide": found.lateness != Opinion.Lateness.IN_TIME
        and consultation.stage == Stage.PUBLISHED
        and may(request.user, "opinion.admit"),
        "status": status_of(form),
    }
    return show(request, consultation, "desk_opinion", **context)


WITH_REASON: dict[str, Callable[..., Opinion]] = {
    "set_aside": confirming.set_aside,
    "admit": lateness.admit,
    "turn_down": lateness.turn_down,
}


def _confirm(request: HttpRequest, found: Opinion) -> HttpResponse:
    try:
        confirming.confirm_by_telephone(found, actor=person_of(request))
        messages.success(request, _("The opinion is confirmed and public."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("consultations:desk_opinions", found.consultation.public_id)
