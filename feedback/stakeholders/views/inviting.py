"""Inviting from the map, and who came of those who are concerned."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.stakeholders import covering, inviting, occasions
from feedback.stakeholders.forms.inviting import InviteForm, TurnoutForm
from feedback.stakeholders.models import OccasionKind
from feedback.stakeholders.occasions import Occasion
from feedback.stakeholders.table import of_coverage
from feedback.stakeholders.views.mapping import WRITES, shown_to, status_of
from prestizh.accounts.access import may, only_for, person_of
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.refusal import Obstacle, Refused
from prestizh.ui.exporting import exported
from prestizh.ui.refusing import done


@only_for("stakeholder.manage")
@require_http_methods(WRITES)
def invite(request: HttpRequest) -> HttpResponse:
    """Choose whom to invite to what is open now; `?occasion=` begins with who is concerned by it."""
    actor = person_of(request)
    ahead = occasions.open_now(clock.now())
    rows = shown_to(request).exclude(office_email="")
    initial = _begun(request, ahead)
    form = InviteForm(request.POST or None, occasions=ahead, rows=rows, initial=initial)
    came: list[inviting.Invited] = []
    if done(form, lambda: came.append(_invite(form, ahead, actor))):
        messages.success(request, _said(came[0]))
        return redirect("stakeholders:coverage", *form.cleaned_data["occasion"].split(":"))
    context = {"form": form, "ahead": ahead, "reachable": rows.count(), "section": "desk"}
    return render(request, "stakeholders/invite.html", context, status=status_of(form))


def _begun(request: HttpRequest, ahead: list[Occasion]) -> dict[str, Any]:
    name = request.GET.get("occasion", "")
    chosen = next((one for one in ahead if one.name == name), None)
    if chosen is None:
        return {}
    return {"occasion": chosen.name, "stakeholders": covering.concerned(chosen)}


def _invite(form: InviteForm, ahead: list[Occasion], actor: User) -> inviting.Invited:
    name = form.cleaned_data["occasion"]
    occasion = next((one for one in ahead if one.name == name), None)
    if occasion is None:
        raise Refused(Obstacle(_("It isn't open: nobody could come any more."), field="occasion"))
    return inviting.invite(form.cleaned_data["stakeholders"], occasion, actor=actor)


def _said(came: inviting.Invited) -> str:
    sent = ngettext("%s invitation is sent.", "%s invitations are sent.", len(came.now))
    words = [sent % len(came.now)]
    if came.before:
        again = ngettext("%s had one already.", "%s had one each already.", len(came.before))
        words.append(again % len(came.before))
    return " ".join(words)


@only_for("stakeholder.read")
@require_safe
def coverages(request: HttpRequest) -> HttpResponse:
    """Every discussion, call and body, each with its coverage behind it."""
    everything = occasions.everything(clock.now())
    groups = [
        (kind.label, [one for one in everything if one.kind == kind]) for kind in OccasionKind
    ]
    context = {"groups": [(label, rows) for label, rows in groups if rows], "section": "desk"}
    return render(request, "stakeholders/coverages.html", context)


@only_for("stakeholder.read")
@require_safe
def coverage(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Who was invited, who came, who is silent."""
    occasion = _occasion(kind, key)
    file = exported(request, lambda: of_coverage(covering.coverage(occasion)), _("Who was reached"))
    return file or _covered(request, occasion, TurnoutForm(rows=shown_to(request)))


@only_for("stakeholder.manage")
@require_POST
def came(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Note that a stakeholder came though no account says so."""
    occasion, actor = _occasion(kind, key), person_of(request)
    form = TurnoutForm(request.POST, rows=shown_to(request))
    if done(form, lambda: inviting.note_turnout(occasion, actor=actor, **form.cleaned_data)):
        messages.success(request, _("It is noted that it came."))
        return redirect("stakeholders:coverage", kind, key)
    return _covered(request, occasion, form)


def _occasion(kind: str, key: str) -> Occasion:
    found = occasions.found(f"{kind}:{key}", clock.now())
    if found is None:
        raise Http404
    return found


def _covered(request: HttpRequest, occasion: Occasion, form: TurnoutForm) -> HttpResponse:
    context = {
        "coverage": covering.coverage(occasion),
        "occasion": occasion,
        "form": form.sent_to(occasion.address("came")),
        "may_manage": may(request.user, "stakeholder.manage"),
        "section": "desk",
    }
    return render(request, "stakeholders/coverage.html", context, status=status_of(form))
