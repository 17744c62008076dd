"""The papers of a room: the list, one with its versions, its files."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.workspaces import filing
from forums.workspaces.forms.papers import PaperForm, VersionForm, WithdrawPaperForm
from forums.workspaces.models import Paper, Workspace
from forums.workspaces.tables import of_papers
from forums.workspaces.views.frame import ROWS, WRITES, in_room, show, status_of
from prestizh.accounts.access import may, person_of
from prestizh.documents.serving import attachment_response
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done


@in_room("workspace.read")
@require_http_methods(WRITES)
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """All papers, newest first, and the form for one more."""
    form = PaperForm(request.POST or None, request.FILES or None)
    actor = person_of(request)
    if done(form, lambda: filing.add_paper(workspace, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The paper is in the workspace."))
        return redirect("workspaces:papers", workspace.body.public_id)
    rows = _with_versions(workspace)
    file = exported(request, lambda: of_papers(one_by_one(rows)), _("Papers"))
    if file is not None:
        return file
    papers = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return show(request, workspace, "papers", page=papers, form=form, status=status_of(form))


@in_room("workspace.read")
@require_http_methods(WRITES)
def paper(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """One paper with all its versions, and the form for a newer one."""
    row = get_object_or_404(_with_versions(workspace), pk=pk)
    form = VersionForm(request.POST or None, request.FILES or None)
    actor = person_of(request)
    if done(form, lambda: filing.add_version(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The new version is there; the older ones stay."))
        return redirect("workspaces:paper", workspace.body.public_id, pk)
    return _show(request, workspace, row, form, WithdrawPaperForm())


@in_room("workspace.write")
@require_POST
def withdraw(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """Withdraw a paper, with a reason."""
    row = get_object_or_404(_with_versions(workspace), pk=pk)
    form = WithdrawPaperForm(request.POST)
    actor = person_of(request)
    if done(form, lambda: filing.withdraw_paper(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The paper is shown as withdrawn."))
        return redirect("workspaces:paper", workspace.body.public_id, pk)
    return _show(request, workspace, row, VersionForm(), form)


@in_room("workspace.read")
@require_safe
def file(request: HttpRequest, workspace: Workspace, pk: int, number: int) -> HttpResponse:
    """The file of one version, for those in the room only."""
    row = get_object_or_404(workspace.papers, pk=pk)
    version = get_object_or_404(row.versions.select_related("document"), number=number)
    return attachment_response(version.document, request)


def _with_versions(workspace: Workspace) -> "QuerySet[Paper]":
    return workspace.papers.select_related("added_by", "withdrawn_by").prefetch_related(
        "versions__document", "versions__added_by"
    )


def _show(
    request: HttpRequest,
    workspace: Workspace,
    row: Paper,
    form: VersionForm,
    withdraw_form: WithdrawPaperForm,
) -> HttpResponse:
    may_withdraw = row.added_by_id == request.user.pk or may(
        request.user, "workspace.keep", workspace.body.subject
    )
    return show(
        request,
        workspace,
        "paper",
        paper=row,
        form=form,
        withdraw_form=withdraw_form,
        may_withdraw=may_withdraw,
        status=status_of(form, withdraw_form),
    )
