"""Seats and those who sit there: appointed by an act, released on a ground."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forums.bodies import reserve, seating, succeeding
from forums.bodies.absences import absences_of, absent_members
from forums.bodies.forms.members import (
    AmendForm,
    AppointForm,
    MoveUpForm,
    OfficeForm,
    ReleaseForm,
    SeatsForm,
)
from forums.bodies.models import Membership, Release, Standing
from forums.bodies.own_panels import places_of
from forums.bodies.own_tabs import LIVING
from forums.bodies.stages import BodyStage
from forums.bodies.tables import of_members, of_seats
from forums.bodies.views.desk.frame import WRITES, editable, show, status_of
from prestizh.accounts.access import only_for, person_of
from prestizh.ledger import clock
from prestizh.terms import sofia_day
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done, tried


@only_for("body.desk")
@require_http_methods(WRITES)
def listing(request: HttpRequest, public_id: str) -> HttpResponse:
    """The seats with those who sit there; a form for further seats."""
    body = editable(request, public_id)
    if body.stage not in LIVING:
        return redirect("bodies:desk_page", public_id)
    form = SeatsForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: seating.add_seats(body, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The seats are added."))
        return redirect("bodies:desk_seats", public_id)
    places = places_of(body, sofia_day(clock.now()), absent_members([body]))
    former = body.memberships.exclude(ended_on=None).order_by("-ended_on", "-pk")
    file = exported(request, lambda: of_seats(places), _("Seats and members")) or exported(
        request,
        lambda: of_members(one_by_one(former.select_related("seat", "organisation"))),
        _("Former members"),
        which="former",
    )
    if file is not None:
        return file
    context: dict[str, Any] = {
        "form": form,
        "places": places,
        "former": former[:50],
        "may_appoint": body.stage == BodyStage.ACTIVE,
        "status": status_of(form),
    }
    return show(request, body, "bodies/desk/seats.html", tab="desk_seats", **context)


@only_for("body.desk")
@require_POST
def retire(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Give up seats that are empty."""
    body = editable(request, public_id)
    seat = get_object_or_404(body.seats.filter(retired_at=None), pk=pk)
    actor = person_of(request)
    tried(request, lambda: seating.retire_seats(seat, actor=actor), _("The seats are given up."))
    return redirect("bodies:desk_seats", public_id)


@only_for("body.desk")
@require_http_methods(WRITES)
def appoint(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Seat a person by an act."""
    body = editable(request, public_id)
    seat = get_object_or_404(body.seats.filter(retired_at=None), pk=pk)
    form = AppointForm(request.POST or None, body=body, today=sofia_day(clock.now()))
    actor = person_of(request)
    if done(form, lambda: seating.appoint(body, actor=actor, seat=seat, **form.cleaned_data)):
        messages.success(request, _("The appointment is recorded."))
        return redirect("bodies:desk_seats", public_id)
    context: dict[str, Any] = {"form": form, "seat": seat, "status": status_of(form)}
    return show(request, body, "bodies/desk/appoint.html", tab="desk_seats", **context)


@only_for("body.desk")
@require_http_methods(WRITES)
def member(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """One member: what stands beside the name, the office, the release."""
    body = editable(request, public_id)
    sitting = get_object_or_404(
        body.memberships.select_related("seat", "organisation", "user", "stands_for"), pk=pk
    )
    forms = _forms(request, sitting)
    if request.method == "POST" and _sent(request, forms, sitting):
        messages.success(request, _("Recorded."))
        return redirect("bodies:desk_member", public_id, pk)
    context: dict[str, Any] = {
        **forms,
        "member": sitting,
        "is_over": sitting.is_over(sofia_day(clock.now())),
        "absent": absences_of(sitting),
        "may_move_up": succeeding.may_move_up(sitting),
        "may_change": sitting.ended_on is None and body.stage == BodyStage.ACTIVE,
        "status": status_of(*forms.values()),
    }
    return show(request, body, "bodies/desk/member.html", tab="desk_seats", **context)


Forms = dict[str, Any]


def _forms(request: HttpRequest, sitting: Membership) -> Forms:
    """The forms of the page; the one that was sent is bound."""
    data, act = request.POST, request.POST.get("act_of_form", "")
    today = sofia_day(clock.now())
    beside = {
        "user": sitting.user.email if sitting.user else "",
        "interest": sitting.interest,
        "contact": sitting.contact,
    }
    return {
        "amend": AmendForm(data if act == "amend" else None, initial=beside, prefix="amend"),
        "office": OfficeForm(
            data if act == "office" else None, initial={"office": sitting.office}, prefix="office"
        ),
        "release": ReleaseForm(
            data if act == "release" else None,
            initial={"on": today, **_due(sitting, today)},
            prefix="release",
        ),
        "move_up": MoveUpForm(
            data if act == "move_up" else None,
            initial={"on": today},
            prefix="move_up",
            ahead=reserve.ahead_of(sitting) if sitting.standing == Standing.RESERVE else [],
        ),
    }


def _due(sitting: Membership, today: date) -> dict[str, str]:
    """The ground on which a release is due, ready to be sent."""
    absent = absences_of(sitting)
    if absent is not None and absent.is_due:
        return {"ground": Release.ABSENCES, "note": absent.ground}
    return {"ground": Release.MANDATE} if sitting.is_over(today) else {}


def _sent(request: HttpRequest, forms: Forms, sitting: Membership) -> bool:
    acts: dict[str, Callable[..., Membership]] = {
        "amend": seating.amend,
        "office": seating.give_office,
        "release": seating.release,
        "move_up": succeeding.move_up,
    }
    name = request.POST.get("act_of_form", "")
    if name not in acts:
        return False
    form, act, actor = forms[name], acts[name], person_of(request)
    return done(form, lambda: act(sitting, actor=actor, **form.cleaned_data))
