"""The steps of a body's life: constituted, ended, put aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forums.bodies import founding
from forums.bodies.forms.facts import EndForm
from forums.bodies.stages import BodyStage
from forums.bodies.views.desk.frame import WRITES, editable, show, status_of
from prestizh.accounts.access import only_for, person_of
from prestizh.ui.refusing import done, tried


@only_for("body.manage")
@require_POST
def constitute(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let the body begin its work."""
    body = editable(request, public_id)
    actor = person_of(request)
    success = _("The body is at work, and its page is public.")
    tried(request, lambda: founding.constitute(body, actor=actor), success)
    return redirect("bodies:desk_page", public_id)


@only_for("body.manage")
@require_POST
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put aside a body that never began."""
    body = editable(request, public_id)
    actor = person_of(request)
    tried(request, lambda: founding.drop(body, actor=actor), _("The body is put aside."))
    return redirect("bodies:desk_page", public_id)


@only_for("body.manage")
@require_http_methods(WRITES)
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """End the work of a body by an act."""
    body = editable(request, public_id)
    if body.stage != BodyStage.ACTIVE:
        return redirect("bodies:desk_page", public_id)
    form = EndForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: founding.end(body, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The body ended its work; its pages stay."))
        return redirect("bodies:desk_page", public_id)
    status = status_of(form)
    return show(request, body, "bodies/desk/end.html", tab="desk_end", form=form, status=status)
