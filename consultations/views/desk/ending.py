"""What happens to a published draft: a correction, withdrawal, a new draft, the council's decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations import closing, corrections, drafting
from consultations import outcome as outcomes
from consultations.forms.desk import CorrectionForm, OutcomeForm, WithdrawForm
from consultations.models import Consultation
from consultations.stages import MOVES, Stage, Step
from consultations.views.desk.frame import editable, show, status_of
from prestizh.accounts.access import only_for, person_of
from prestizh.ledger import clock
from prestizh.moves import move_for
from prestizh.refusal import Obstacle, Refused
from prestizh.ui.refusing import done

WRITES = ["GET", "HEAD", "POST"]


@only_for("consultation.correct")
@require_http_methods(WRITES)
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record a technical correction of a typing error; the term stays."""
    consultation = editable(request, public_id)
    if consultation.stage != Stage.PUBLISHED:
        return redirect("consultations:desk_page", public_id)
    form = CorrectionForm(request.POST or None, consultation=consultation)
    actor = person_of(request)
    if done(form, lambda: corrections.correct(form.place(), actor=actor, **_words(form))):
        messages.success(request, _("The correction is recorded and stands beside the article."))
        return redirect("consultations:desk_correct", public_id)
    made = consultation.corrections.select_related("provision").order_by("-pk")
    context: dict[str, Any] = {"form": form, "corrections": made, "status": status_of(form)}
    return show(request, consultation, "desk_correct", **context)


def _words(form: CorrectionForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("wrong", "right", "reason")}


@only_for("consultation.withdraw")
@require_http_methods(WRITES)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Withdraw the draft with public reasons."""
    consultation = editable(request, public_id)
    if not _can(consultation, Step.WITHDRAW):
        return redirect("consultations:desk_page", public_id)
    form = WithdrawForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: outcomes.withdraw(consultation, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The draft is withdrawn. It can be published anew."))
        return redirect("consultations:desk_page", public_id)
    return show(request, consultation, "desk_withdraw", form=form, status=status_of(form))


@only_for("consultation.draft")
@require_POST
def redraft(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin a new draft with all that the withdrawn one held."""
    consultation = editable(request, public_id)
    try:
        fresh = drafting.redraft(consultation, actor=person_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("consultations:desk_page", public_id)
    messages.success(request, _("This is the new draft, with everything the withdrawn one held."))
    return redirect("consultations:desk_page", fresh.public_id)


@only_for("consultation.outcome")
@require_http_methods(WRITES)
def outcome(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that the council adopted the draft, or did not."""
    consultation = editable(request, public_id)
    if not _can(consultation, Step.ADOPT):
        return redirect("consultations:desk_page", public_id)
    is_without_report = consultation.stage == Stage.PUBLISHED
    form = OutcomeForm(request.POST or None, has_report=not is_without_report)
    if done(form, lambda: _decide(request, consultation, form)):
        messages.success(request, _("The decision is recorded and stands on top of the page."))
        return redirect("consultations:desk_page", public_id)
    context: dict[str, Any] = {
        "form": form,
        "may_reject": _can(consultation, Step.REJECT),
        "is_without_report": is_without_report,
        "still_open": _still_open(consultation),
        "obstacles": closing.obstacles(consultation) if is_without_report else [],
        "status": status_of(form),
    }
    return show(request, consultation, "desk_outcome", **context)


def _decide(request: HttpRequest, consultation: Consultation, form: OutcomeForm) -> None:
    """Record what the pressed button says."""
    given, actor = form.cleaned_data, person_of(request)
    if request.POST.get("act") == "reject":
        given.pop("without_report", None)
        outcomes.reject(consultation, actor=actor, **given)
    else:
        outcomes.adopt(consultation, actor=actor, **given)


def _still_open(consultation: Consultation) -> Obstacle | None:
    """Why nothing can be decided yet, while opinions are taken."""
    if consultation.last_day is None or not consultation.is_open(clock.now()):
        return None
    return outcomes.still_open(consultation.last_day)


def _can(consultation: Consultation, step: Step) -> bool:
    """Whether the table of stages has this step from where the consultation is."""
    return move_for(MOVES, step, Stage(consultation.stage)) is not None
