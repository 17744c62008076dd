"""Who has an account and which roles they hold."""

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prestizh.accounts import recovery, roles, second_factor
from prestizh.accounts.access import may, only_for
from prestizh.accounts.models import Role, RoleGrant, User
from prestizh.home.people.forms import RoleForm
from prestizh.home.people.tables import of_grants, of_people
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import tried

PAGE = 30


@only_for("people.read")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, those with roles first on demand; found by name or address."""
    sought, role = _wanted(request)
    found = people_asked_for(request)
    file = exported(request, lambda: of_people(one_by_one(found)), _("People"))
    if file is not None:
        return file
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "sought": sought, "role": role, "choices": Role.choices}
    return render(request, "accounts/people.html", context)


def people_asked_for(request: HttpRequest) -> QuerySet[User]:
    """The people whom the filter of the address leaves."""
    return found_people(*_wanted(request))


def _wanted(request: HttpRequest) -> tuple[str, str]:
    sought = "".join(c for c in request.GET.get("q", "") if c.isprintable()).strip()[:120]
    return sought, request.GET.get("role", "")


def found_people(sought: str, role: str) -> QuerySet[User]:
    """People whose name or address holds `sought` and who have `role` now, with their grants."""
    current = RoleGrant.objects.filter(revoked_at=None)
    found = User.objects.order_by("display_name", "pk").prefetch_related(
        Prefetch("grants", current, to_attr="current_grants")
    )
    if sought:
        found = found.filter(Q(display_name__icontains=sought) | Q(email__icontains=sought))
    if role in Role.values:
        found = found.filter(pk__in=current.filter(role=role).values("user"))
    return found


@only_for("people.read")
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what they hold, since when and from whom; the forms to change it."""
    row = get_object_or_404(User, pk=pk)
    grants = row.grants.select_related("granted_by", "revoked_by").order_by("-granted_at", "-pk")
    file = exported(request, lambda: of_grants(one_by_one(grants)), _("Roles"))
    if file is not None:
        return file
    form = RoleForm()
    form.form_tag = False
    context = {
        "person": row,
        "grants": grants,
        "representations": row.representations.select_related("organisation").order_by("-pk"),
        "factors": second_factor.factors_of(row),
        "may_manage": may(request.user, "people.manage"),
        "is_oneself": row == request.user,
        "form": form,
    }
    return render(request, "accounts/person.html", context)


@only_for("people.manage")
@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    row = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        tried(request, lambda: roles.grant(row, role, actor=request.user), _("The role is given."))
    return redirect("accounts:person", pk)


@only_for("people.manage")
@require_POST
def revoke(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    """Take a role back."""
    row = get_object_or_404(User, pk=pk)
    held = get_object_or_404(RoleGrant, user=row, role=role, revoked_at=None)
    tried(
        request,
        lambda: roles.revoke(row, Role(held.role), actor=request.user),
        _("The role is taken back."),
    )
    return redirect("home:desk" if row == request.user else "accounts:person", *_own(row, request))


def _own(row: User, request: HttpRequest) -> list[int]:
    """The desk has no argument; the page of a person has their key."""
    return [] if row == request.user else [row.pk]


@only_for("people.manage")
@require_POST
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a lost second factor."""
    row = get_object_or_404(User, pk=pk)
    tried(
        request,
        lambda: recovery.reset_second_factor(row, actor=request.user),
        _("The second factor is removed. The person sets up a new one at the next sign-in."),
    )
    return redirect("accounts:person", pk)
