"""A draft that is not gone on with: put aside, and taken up again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations import putting_aside
from consultations.forms.desk import DropForm
from consultations.stages import Stage
from consultations.views.desk.frame import editable, show, status_of
from prestizh.accounts.access import only_for, person_of
from prestizh.refusal import Refused
from prestizh.ui.refusing import done


@only_for("consultation.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put a draft aside that nobody outside has seen."""
    consultation = editable(request, public_id)
    if consultation.stage != Stage.DRAFT:
        return redirect("consultations:desk_page", public_id)
    form = DropForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: putting_aside.drop(consultation, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The draft is put aside. It can be taken up again here."))
        return redirect("consultations:desk_page", public_id)
    return show(request, consultation, "desk_drop", form=form, status=status_of(form))


@only_for("consultation.draft")
@require_POST
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go on with it."""
    consultation = editable(request, public_id)
    try:
        putting_aside.resume(consultation, actor=person_of(request))
        messages.success(request, _("The draft is on the work list again, as it was."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("consultations:desk_page", public_id)
