"""The reader's rooms, the overview of one, opening and closing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.bodies.models import Body
from forums.bodies.stages import BodyStage
from forums.workspaces.forms.papers import CloseForm
from forums.workspaces.models import UNFINISHED, Workspace, people_of
from forums.workspaces.room import close_room, open_room
from forums.workspaces.telling import is_silenced
from forums.workspaces.views.duties import in_order
from forums.workspaces.views.frame import WRITES, in_room, show, status_of
from forums.workspaces.views.topics import by_newest
from prestizh.accounts.access import may, person_of
from prestizh.ledger import clock
from prestizh.ui.refusing import done, tried

NEWEST = 5


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The rooms in which the person may read, and the bodies for which they may open one."""
    rooms = Workspace.objects.visible_to(request.user).select_related("body")
    without = Body.objects.editable_by(request.user).filter(stage=BodyStage.ACTIVE, workspace=None)
    context = {"rooms": rooms, "without": without, "section": "desk"}
    return render(request, "workspaces/list.html", context)


@login_not_required
def open_one(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open the room of a body."""
    body = get_object_or_404(Body.objects.visible_to(request.user), public_id=public_id)
    if not may(request.user, "workspace.open", body.subject):
        raise Http404
    return _open(request, body)


@require_POST
def _open(request: HttpRequest, body: Body) -> HttpResponse:
    tried(
        request,
        lambda: open_room(body, actor=person_of(request)),
        _("The workspace is open for the members and the secretary of the body."),
    )
    return redirect("workspaces:list")


@in_room("workspace.read")
@require_safe
def page(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """What is new in the room, and who is in it."""
    reader = person_of(request)
    return show(
        request,
        workspace,
        "page",
        papers=workspace.papers.filter(withdrawn_at=None).select_related("added_by")[:NEWEST],
        topics=by_newest(workspace)[:NEWEST],
        tasks=in_order(workspace).filter(state__in=UNFINISHED)[:NEWEST],
        today=clock.today(),
        people=people_of(workspace.body),
        is_silenced=is_silenced(workspace, reader),
    )


@in_room("workspace.close")
@require_http_methods(WRITES)
def close(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """Close the room for good."""
    form = CloseForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: close_room(workspace, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The workspace is closed."))
        return redirect(workspace)
    return show(request, workspace, "close", form=form, status=status_of(form))
