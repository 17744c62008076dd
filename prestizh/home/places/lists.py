"""Settlements, topics, units and special days: listed, added, edited, retired."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prestizh.accounts.access import only_for
from prestizh.home.places.forms import SettlementForm, SpecialDayForm, TopicForm, UnitForm
from prestizh.home.places.table import table_of
from prestizh.places import editing
from prestizh.places.models import Settlement, SpecialDay, Topic, Unit
from prestizh.refusal import Sentence
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.forms import PortalModelForm
from prestizh.ui.refusing import done, tried

PAGE = 50


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of place: its rows, its form, and how its pages are called."""

    model: Any
    form: type[PortalModelForm[Any]]
    plural: Sentence
    add: Sentence


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "settlements": Kind(Settlement, SettlementForm, _("Settlements"), _("Add a settlement")),
        "topics": Kind(Topic, TopicForm, _("Topics"), _("Add a topic")),
        "units": Kind(Unit, UnitForm, _("Units"), _("Add a unit")),
        "days": Kind(SpecialDay, SpecialDayForm, _("Special days"), _("Add a special day")),
    }
)


def kind_of(name: str) -> Kind:
    """The kind of this name. Raises Http404 for another."""
    try:
        return KINDS[name]
    except KeyError as error:
        raise Http404 from error


@only_for("places.manage")
@require_safe
def index(request: HttpRequest, name: str) -> HttpResponse:
    """The list of one kind, those not offered any more at its end."""
    kind = kind_of(name)
    rows = kind.model.objects.order_by("retired", *kind.model._meta.ordering, "pk")
    file = exported(request, lambda: table_of(kind.model, one_by_one(rows)), kind.plural)
    if file is not None:
        return file
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"kind": kind, "name": name, "page": page, "kinds": KINDS}
    return render(request, "places/list.html", context)


@only_for("places.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, name: str) -> HttpResponse:
    """Add a row."""
    kind = kind_of(name)
    form = kind.form(request.POST or None)
    form.cancel_url = reverse("places:list", args=[name])
    if done(form, lambda: editing.add(kind.model, actor=request.user, **form.cleaned_data)):
        messages.success(request, gettext("Added."))
        return redirect("places:list", name)
    context = {"kind": kind, "name": name, "form": form, "title": kind.add}
    return render(request, "places/edit.html", context)


@only_for("places.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Change a row."""
    kind = kind_of(name)
    row = get_object_or_404(kind.model, pk=pk)
    form = kind.form(request.POST or None, instance=row)
    form.cancel_url = reverse("places:list", args=[name])
    if done(form, lambda: editing.edit(row, actor=request.user, **form.cleaned_data)):
        messages.success(request, gettext("Saved."))
        return redirect("places:list", name)
    context = {"kind": kind, "name": name, "form": form, "title": gettext("Edit")}
    return render(request, "places/edit.html", context)


@only_for("places.manage")
@require_POST
def retire(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Offer a row no longer."""
    row = get_object_or_404(kind_of(name).model, pk=pk)
    tried(
        request,
        lambda: editing.retire(row, actor=request.user),
        gettext("It is not offered any more. What names it keeps it."),
    )
    return redirect("places:list", name)


@only_for("places.manage")
@require_POST
def bring_back(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Offer a retired row again."""
    row = get_object_or_404(kind_of(name).model, pk=pk)
    tried(
        request,
        lambda: editing.bring_back(row, actor=request.user),
        gettext("It is offered again."),
    )
    return redirect("places:list", name)
