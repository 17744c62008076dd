"""Reports of a room, the public page of the final one, and the draft that a clerk makes of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consultations.models import Consultation
from forums.workspaces import reporting
from forums.workspaces.drafting import newest_of
from forums.workspaces.forms.reports import FinalForm, HandOverForm, InterimForm
from forums.workspaces.models import Report, ReportKind, Workspace, drafts_of
from forums.workspaces.passages import passages
from forums.workspaces.views.frame import ROWS, WRITES, in_room, show, status_of
from prestizh.accounts.access import only_for, person_of
from prestizh.documents.serving import attachment_response
from prestizh.ui.refusing import done


@in_room("workspace.read")
@require_http_methods(WRITES)
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """The reports of the room, and the form for an interim one."""
    form = InterimForm(request.POST or None, request.FILES or None)
    actor = person_of(request)
    if done(form, lambda: reporting.write_interim(workspace, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The report is in the workspace."))
        return redirect("workspaces:reports", workspace.body.public_id)
    reports = list(workspace.reports.select_related("written_by", "document", "result__shared"))
    return show(
        request,
        workspace,
        "reports",
        reports=reports,
        is_final=any(report.kind == ReportKind.FINAL for report in reports),
        form=form,
        status=status_of(form),
    )


@in_room("workspace.keep")
@require_http_methods(WRITES)
def final(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """Publish the final report."""
    form = FinalForm(request.POST or None, request.FILES or None, workspace=workspace)
    made: list[Report] = []

    def put_out() -> None:
        given: dict[str, Any] = dict(form.cleaned_data)
        shared = given.pop("result")
        del given["sure"]
        result = newest_of(shared) if shared is not None else None
        actor = person_of(request)
        made.append(reporting.publish_final(workspace, actor=actor, result=result, **given))

    if done(form, put_out):
        messages.success(request, _("The final report is published."))
        return redirect(made[0])
    return show(request, workspace, "report_final", form=form, status=status_of(form))


@in_room("workspace.read")
@require_safe
def file(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """The file of a report, for those in the room."""
    report = get_object_or_404(workspace.reports.select_related("document"), pk=pk)
    if report.document is None:
        raise Http404
    return attachment_response(report.document, request)


@login_not_required
@require_safe
def result(request: HttpRequest, public_id: str) -> HttpResponse:
    """The final report for everybody, the text that came out, and what became of it."""
    rows = Report.objects.public().select_related("workspace__body", "document", "result__shared")
    report = get_object_or_404(rows, public_id=public_id)
    context = {
        "report": report,
        "body": report.workspace.body,
        "passages": passages(report.result.text) if report.result else (),
        "consultation": Consultation.objects.public().filter(pk__in=drafts_of(report)).first(),
    }
    return render(request, "workspaces/result.html", context)


@only_for("workspace.hand_over")
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The texts that groups finished, for the clerk: first those of which no draft was made."""
    rows = (
        Report.objects.public()
        .exclude(result=None)
        .select_related("workspace__body", "result__shared", "handover__consultation")
        .order_by(F("handover__pk").desc(nulls_first=True), "-pk")
    )
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "workspaces/results.html", {"page": page, "section": "desk"})


@only_for("workspace.hand_over")
@require_http_methods(WRITES)
def hand_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a draft for public discussion of a group's final text."""
    rows = Report.objects.public().exclude(result=None)
    report = get_object_or_404(
        rows.select_related("workspace__body", "result__shared"), public_id=public_id
    )
    form, made = HandOverForm(request.POST or None), []
    actor = person_of(request)
    if done(
        form, lambda: made.append(reporting.hand_over(report, actor=actor, **form.cleaned_data))
    ):
        messages.success(request, _("The draft is there. Write the reasons, then publish it."))
        return redirect("consultations:desk_facts", made[0].public_id)
    context = {"report": report, "body": report.workspace.body, "form": form, "section": "desk"}
    return render(request, "workspaces/hand_over.html", context, status=status_of(form))
