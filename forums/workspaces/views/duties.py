"""The tasks of a room, and the mails that each person gets from it or not."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forums.workspaces import tasking, telling
from forums.workspaces.forms.talk import MoveTaskForm, TaskForm
from forums.workspaces.models import UNFINISHED, Task, Workspace
from forums.workspaces.tables import of_tasks
from forums.workspaces.views.frame import ROWS, WRITES, in_room, show, status_of
from prestizh.accounts.access import person_of
from prestizh.ledger import clock
from prestizh.ui.components import FilterOption
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done, tried


@in_room("workspace.read")
@require_http_methods(WRITES)
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """The tasks, unfinished ones first and by their day, and the form for one more."""
    form, actor = TaskForm(request.POST or None, workspace=workspace), person_of(request)
    if done(form, lambda: tasking.give_task(workspace, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The task is given."))
        return redirect("workspaces:tasks", workspace.body.public_id)
    whose = request.GET.get("whose") == "mine"
    rows = in_order(workspace).filter(owner=actor) if whose else in_order(workspace)
    today = clock.today()
    file = exported(request, lambda: of_tasks(one_by_one(rows), today), _("Tasks"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return show(
        request,
        workspace,
        "tasks",
        page=page,
        today=today,
        whose=_options(workspace, whose),
        form=form,
        status=status_of(form),
    )


@in_room("workspace.read")
@require_http_methods(WRITES)
def task(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """One task with its steps, and the form to move it on."""
    row = get_object_or_404(in_order(workspace), pk=pk)
    steps, actor = list(row.steps.select_related("by", "owner")), person_of(request)
    known: dict[str, Any] = {"state": row.state, "owner": row.owner, "due_on": row.due_on}
    form = MoveTaskForm(
        request.POST or None,
        workspace=workspace,
        held=row.owner_id,
        initial={**known, "seen": steps[0].number},
    )
    if done(form, lambda: tasking.move_task(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The task is saved."))
        return redirect("workspaces:task", workspace.body.public_id, pk)
    return show(
        request,
        workspace,
        "task",
        task=row,
        steps=steps,
        form=form,
        may_move=tasking.may_move(row, workspace, actor),
        today=clock.today(),
        status=status_of(form),
    )


@in_room("workspace.write")
@require_POST
def mail(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """Turn the mails of what is new off, or on again."""
    actor = person_of(request)
    if request.POST.get("act") == "silence":
        said = _("You get no more mails of what is new here. Reminders of your tasks still come.")
        tried(request, lambda: telling.silence(workspace, actor=actor), said)
    else:
        said = _("You get a mail on days when something is new here.")
        tried(request, lambda: telling.hear_again(workspace, actor=actor), said)
    return redirect(workspace)


def in_order(workspace: Workspace) -> "QuerySet[Task]":
    """The tasks of a room: unfinished ones by their day, then the others from the newest."""
    rank = Case(When(state__in=UNFINISHED, then=Value(0)), default=Value(1))
    return workspace.tasks.select_related("owner", "created_by").order_by(rank, "due_on", "pk")


def _options(workspace: Workspace, mine: bool) -> list[FilterOption]:
    url = reverse("workspaces:tasks", args=[workspace.body.public_id])
    return [
        FilterOption(_("Everybody's"), url, current=not mine),
        FilterOption(_("Mine"), f"{url}?whose=mine", current=mine),
    ]
