"""The versions of the rules of procedure, and who keeps the papers."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forums.bodies import founding, seating
from forums.bodies.forms.facts import RulesForm
from forums.bodies.forms.members import SecretaryForm
from forums.bodies.models import Body
from forums.bodies.own_tabs import LIVING
from forums.bodies.stages import BodyStage
from forums.bodies.views.desk.frame import WRITES, editable, show, status_of
from prestizh.accounts.access import only_for, person_of
from prestizh.accounts.models import User
from prestizh.documents.keeping import keep
from prestizh.ui.refusing import done, tried


@only_for("body.desk")
@require_http_methods(WRITES)
def rules(request: HttpRequest, public_id: str) -> HttpResponse:
    """The versions of the rules of procedure; a form for the next one."""
    body = editable(request, public_id)
    if body.stage != BodyStage.ACTIVE:
        return redirect("bodies:desk_page", public_id)
    form = RulesForm(request.POST or None, request.FILES or None)
    if done(form, lambda: _add_rules(body, form, person_of(request))):
        messages.success(request, _("The new version is in force and public."))
        return redirect("bodies:desk_rules", public_id)
    context: dict[str, Any] = {
        "form": form,
        "versions": body.rules.select_related("document"),
        "status": status_of(form),
    }
    return show(request, body, "bodies/desk/rules.html", tab="desk_rules", **context)


@transaction.atomic
def _add_rules(body: Body, form: RulesForm, actor: User) -> None:
    given = dict(form.cleaned_data)
    document = keep(given.pop("document"), actor=actor)
    founding.add_rules(body, actor=actor, document=document, **given)


@only_for("body.manage")
@require_http_methods(WRITES)
def secretaries(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who keeps the papers; a form for a further one."""
    body = editable(request, public_id)
    if body.stage not in LIVING:
        return redirect("bodies:desk_page", public_id)
    form = SecretaryForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: seating.name_secretary(body, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The secretary is named."))
        return redirect("bodies:desk_secretaries", public_id)
    context: dict[str, Any] = {
        "form": form,
        "named": body.secretaries.filter(ended_at=None).select_related("user"),
        "status": status_of(form),
    }
    return show(request, body, "bodies/desk/secretaries.html", tab="desk_secretaries", **context)


@only_for("body.manage")
@require_POST
def relieve(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Let a secretary be one no longer."""
    body = editable(request, public_id)
    secretary = get_object_or_404(body.secretaries.all(), pk=pk)
    actor = person_of(request)
    tried(request, lambda: seating.relieve_secretary(secretary, actor=actor), _("Relieved."))
    return redirect("bodies:desk_secretaries", public_id)
