"""One decision at a time: on an application, on an objection, and the appointment."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forums.calls import appointing, correcting, objecting, selecting
from forums.calls.forms.correcting import CorrectionForm
from forums.calls.forms.desk import AnswerForm, AppointForm, VerdictForm
from forums.calls.models import Call
from forums.calls.ordering import before_on_the_list, names_of
from forums.calls.readmitting import LEFT_OUT, compared_anew, readmitted, unscored
from forums.calls.stages import CallStage
from forums.calls.views.desk.assessing import sent_application
from forums.calls.views.desk.frame import WRITES, at_desk, show
from prestizh.accounts.access import person_of
from prestizh.accounts.second_factor import fresh_proof
from prestizh.ui.refusing import done


@at_desk("call.select")
@require_http_methods(WRITES)
def verdict(request: HttpRequest, call: Call, key: str) -> HttpResponse:
    """The decision on one application; a published one only after an objection was upheld."""
    row = sent_application(call, key)
    if call.stage not in {CallStage.SELECTING, CallStage.DECIDED}:
        return redirect("calls:desk_selection", call.public_id)
    act = objecting.change_verdict if call.stage == CallStage.DECIDED else selecting.judge
    known = getattr(row, "verdict", None)
    initial = {"decision": known.decision, "reasons": known.reasons} if known else {}
    form = VerdictForm(request.POST or None, initial=initial)
    actor = person_of(request)
    if done(form, lambda: act(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The decision is saved."))
        return redirect("calls:desk_selection", call.public_id)
    return show(request, call, "desk_verdict", tab="desk_selection", form=form, application=row)


@at_desk("call.select")
@require_http_methods(WRITES)
def objection(request: HttpRequest, call: Call, key: str) -> HttpResponse:
    """The objections to one application, each with its answer; the first that has none gets it here."""
    row = sent_application(call, key)
    made = list(row.objections.all())
    if not made:
        raise Http404
    found = next((one for one in made if one.answered_at is None), made[-1])
    form = AnswerForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: objecting.answer(found, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The answer is sent by mail."))
        return redirect("calls:desk_selection", call.public_id)
    return show(
        request,
        call,
        "desk_objection",
        tab="desk_selection",
        form=form,
        application=row,
        objections=made,
        asked=found,
        is_left_out=call.applications.filter(LEFT_OUT, pk=row.pk).exists(),
    )


@at_desk("call.select")
@fresh_proof
@require_http_methods(WRITES)
def correct(request: HttpRequest, call: Call) -> HttpResponse:
    """Correct the published result with who goes back after an objection."""
    if call.stage != CallStage.DECIDED or not readmitted(call).exists():
        return redirect("calls:desk_selection", call.public_id)
    missing = list(unscored(call))
    form = CorrectionForm(request.POST or None, compared=compared_anew(call))
    actor = person_of(request)
    if done(form, lambda: correcting.correct(call, actor=actor, **form.given())):
        messages.success(request, _("The corrected result is published; all applicants are told."))
        return redirect("calls:desk_selection", call.public_id)
    return show(request, call, "desk_correct", tab="desk_selection", form=form, obstacles=missing)


@at_desk("call.select")
@require_http_methods(WRITES)
def appoint(request: HttpRequest, call: Call, key: str) -> HttpResponse:
    """The act by which who was selected takes the seat."""
    row = sent_application(call, key)
    if call.stage != CallStage.FINAL or row.membership_id is not None:
        return redirect("calls:desk_selection", call.public_id)
    form = AppointForm(request.POST or None, ahead=names_of(before_on_the_list(row)))
    actor = person_of(request)
    if done(form, lambda: appointing.appoint(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The appointment is recorded, and a mail tells of it."))
        return redirect("calls:desk_selection", call.public_id)
    return show(request, call, "desk_appoint", tab="desk_selection", form=form, application=row)
