"""The gate of closing: nothing unanswered, then the report is published in one step."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consultations import closing
from consultations.forms.desk import ClosingForm, SignedForm
from consultations.models import ClosingReport, Consultation
from consultations.stages import Stage
from consultations.views.desk.checklist import mended_at
from consultations.views.desk.frame import editable, show, status_of
from prestizh.accounts.access import only_for, person_of
from prestizh.accounts.models import User
from prestizh.accounts.second_factor import fresh_proof
from prestizh.documents.keeping import keep
from prestizh.ui.refusing import done

WRITES = ["GET", "HEAD", "POST"]


@only_for("consultation.close")
@fresh_proof
@require_http_methods(WRITES)
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """What stands in the way, each with its link; then one button. The reminder leads here."""
    consultation = editable(request, public_id)
    if consultation.stage != Stage.PUBLISHED:
        return redirect("consultations:desk_page", public_id)
    form = ClosingForm(request.POST or None)
    actor = person_of(request)
    # A form with nothing in it is sent, too: the introduction may be empty.
    form.is_bound = request.method == "POST"
    if done(form, lambda: closing.close(consultation, actor=actor, **form.cleaned_data)):
        messages.success(
            request,
            _("The closing report is published. Everybody who proposed gets a mail."),
        )
        return redirect("consultations:desk_signed", public_id)
    obstacles = [
        (one, mended_at(consultation, one.field)) for one in closing.obstacles(consultation)
    ]
    context: dict[str, Any] = {"form": form, "obstacles": obstacles, "status": status_of(form)}
    return show(request, consultation, "desk_close", **context)


@only_for("consultation.close")
@require_http_methods(WRITES)
def signed(request: HttpRequest, public_id: str) -> HttpResponse:
    """The papers of the closing report to sign, and the signed one to publish."""
    consultation = editable(request, public_id)
    report = ClosingReport.objects.select_related("signed_file").filter(consultation=consultation)
    published = report.first()
    if published is None:
        return redirect("consultations:desk_page", public_id)
    form = SignedForm(request.POST or None, request.FILES or None)
    if done(form, lambda: _add(consultation, form, person_of(request))):
        messages.success(request, _("The signed copy is published."))
        return redirect("consultations:desk_signed", public_id)
    context: dict[str, Any] = {"form": form, "report": published, "status": status_of(form)}
    return show(request, consultation, "desk_signed", **context)


@transaction.atomic
def _add(consultation: Consultation, form: SignedForm, actor: User) -> None:
    document = keep(form.cleaned_data["file"], actor=actor)
    closing.add_signed_copy(consultation, actor=actor, document=document)
