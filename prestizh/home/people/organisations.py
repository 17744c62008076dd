"""For whom people speak, and who has checked it."""

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consultations import verifying
from prestizh.accounts import organisations
from prestizh.accounts.access import may, only_for, person_of
from prestizh.accounts.models import Organisation, Representation, User
from prestizh.documents.keeping import examine, keep
from prestizh.home.people.forms import ClaimForm, EndForm, NoteForm
from prestizh.home.people.tables import of_organisations
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done

PAGE = 30


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The organisations that the reader speaks for or spoke for."""
    own = person_of(request).representations.select_related("organisation", "mandate")
    return render(request, "accounts/organisations.html", {"representations": own.order_by("-pk")})


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """State that one speaks for an organisation; it is registered if it is not known.

    `?next=` is where it was asked for, such as an application; one goes back there afterwards.
    """
    person = person_of(request)
    form = ClaimForm(request.POST or None, request.FILES or None)
    if done(form, lambda: _claim(dict(form.cleaned_data), person)):
        return redirect(_asked_from(request) or "accounts:organisations")
    return render(request, "accounts/claim.html", {"form": form})


def _asked_from(request: HttpRequest) -> str:
    """The page of this portal that sent the reader here; empty for any other address."""
    address = request.GET.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def _claim(given: dict[str, Any], person: User) -> None:
    """Look into the mandate, if any; then keep it and make the claim, both or neither."""
    file = given.pop("mandate")
    examined = examine(file, name=file.name) if file else None
    with transaction.atomic():
        mandate = keep(examined, actor=person) if examined else None
        organisations.claim(actor=person, mandate_id=mandate.pk if mandate else None, **given)


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation and who speaks for it, as far as the reader may see."""
    row = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    claims = Representation.objects.visible_to(request.user).filter(organisation=row)
    context = {
        "organisation": row,
        "representations": claims.select_related("user", "mandate", "verified_by").order_by("-pk"),
        "may_verify": may(request.user, "organisation.verify"),
    }
    return render(request, "accounts/organisation.html", context)


@only_for("organisation.read")
@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    """All organisations; those with something to verify first."""
    claims = Representation.objects.current().filter(verified_at=None, organisation=OuterRef("pk"))
    waiting = Q(verified_at=None) | Q(has_claim=True)
    rows = Organisation.objects.annotate(has_claim=Exists(claims)).prefetch_related(
        "representations__user"
    )
    only_waiting = request.GET.get("all") is None
    if only_waiting:
        rows = rows.filter(waiting)
    file = exported(request, lambda: of_organisations(one_by_one(rows)), _("Organisations"))
    if file is not None:
        return file
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "only_waiting": only_waiting}
    return render(request, "accounts/verification.html", context)


@only_for("organisation.verify")
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Verify an organisation."""
    row = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    form = NoteForm(request.POST or None)
    form.cancel_url = row.get_absolute_url()
    if done(
        form, lambda: verifying.verify_organisation(row, actor=request.user, **form.cleaned_data)
    ):
        return redirect(row)
    context = {"form": form, "organisation": row, "title": _("Verify the organisation")}
    return render(request, "accounts/verify.html", context)


@only_for("organisation.verify")
@require_http_methods(["GET", "HEAD", "POST"])
def verify_representation(request: HttpRequest, pk: int) -> HttpResponse:
    """Verify that a person speaks for an organisation."""
    row = _claim_of(request, pk)
    form = NoteForm(request.POST or None)
    form.cancel_url = row.organisation.get_absolute_url()
    if done(
        form,
        lambda: verifying.verify_representation(
            row, actor=request.user, note=form.cleaned_data["note"]
        ),
    ):
        return redirect(row.organisation)
    context = {
        "form": form,
        "organisation": row.organisation,
        "representation": row,
        "title": _("Verify who speaks for it"),
    }
    return render(request, "accounts/verify.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a representation, one's own or as a clerk."""
    row = _claim_of(request, pk)
    if row.user_id != request.user.pk and not may(request.user, "organisation.verify"):
        raise Http404
    form = EndForm(request.POST or None)
    form.cancel_url = row.organisation.get_absolute_url()
    if done(
        form,
        lambda: organisations.end(row, actor=request.user, reason=form.cleaned_data["note"]),
    ):
        return redirect("accounts:organisations" if row.user == request.user else row.organisation)
    context = {
        "form": form,
        "organisation": row.organisation,
        "representation": row,
        "title": _("End the representation"),
    }
    return render(request, "accounts/verify.html", context)


def _claim_of(request: HttpRequest, pk: int) -> Representation:
    claims = Representation.objects.visible_to(request.user).select_related("organisation", "user")
    row: Representation = get_object_or_404(claims, pk=pk)
    return row
