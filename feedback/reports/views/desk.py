"""The desk of participation reports: asking, watching, explaining, publishing, scheduling."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.reports.asking import ask, ask_again, counting_of
from feedback.reports.explaining import explain, keys_of
from feedback.reports.forms import AskForm, CausesForm, ScheduleForm
from feedback.reports.joining import DEVIATIONS
from feedback.reports.making import content_of, newest, scope_of
from feedback.reports.models import ParticipationReport, Schedule
from feedback.reports.publishing import publish
from feedback.reports.scheduling import end, next_of, schedule
from feedback.reports.tables import at_desk, of_schedules
from feedback.reports.views.progress import progress_of
from feedback.reports.views.reading import edition_for, shown
from prestizh.accounts.access import may, only_for, person_of
from prestizh.accounts.second_factor import fresh_proof
from prestizh.ledger import clock
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done, tried

A_PAGE = 20


@only_for("participation.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every report, published or not."""
    found = ParticipationReport.objects.visible_to(request.user)
    rows = found.select_related("unit", "asked_by").prefetch_related("editions")
    file = exported(request, lambda: at_desk(one_by_one(rows)), _("Participation reports"))
    if file is not None:
        return file
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_make": may(request.user, "participation.make"), "section": "desk"}
    return render(request, "participation/desk.html", context)


@only_for("participation.make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """For which period, unit and procedures."""
    form = AskForm(request.POST or None)
    actor = person_of(request)
    made: list[ParticipationReport] = []
    if done(form, lambda: made.append(ask(actor=actor, **form.cleaned_data))):
        return redirect("participation:progress", made[0].public_id)
    status = 422 if form.is_bound else 200
    return render(
        request, "participation/new.html", {"form": form, "section": "desk"}, status=status
    )


def _visible(request: HttpRequest, public_id: str) -> ParticipationReport:
    rows = ParticipationReport.objects.visible_to(request.user).select_related("unit")
    found: ParticipationReport = get_object_or_404(rows, public_id=public_id)
    return found


@only_for("participation.read")
@require_safe
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far the worker is; without script a link shows it anew."""
    report = _visible(request, public_id)
    is_ready = newest(report) is not None
    context = {
        "report": report,
        "progress": progress_of(counting_of(report), scope_of(report), is_ready=is_ready),
        "may_make": may(request.user, "participation.make"),
        "section": "desk",
    }
    return render(request, "participation/progress.html", context)


@only_for("participation.read")
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report, with a way to the rows behind each number; how far it is while there is none."""
    report, person = _visible(request, public_id), person_of(request)
    edition = newest(report)
    if edition is None:
        return redirect("participation:progress", public_id)
    edition.report = report
    context = {
        "report": report,
        "may_make": may(person, "participation.make"),
        "may_publish": may(person, "participation.publish"),
        "has_deviations": bool(keys_of(content_of(edition).chapter(DEVIATIONS))),
        "section": "desk",
        **shown(edition, person),
    }
    return render(request, "participation/desk_page.html", context)


@only_for("participation.make")
@require_POST
def again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Have a report counted anew after it failed."""
    report, actor = _visible(request, public_id), person_of(request)
    tried(request, lambda: ask_again(report, actor=actor), _("The report is being counted again."))
    return redirect("participation:progress", public_id)


@only_for("participation.make")
@require_http_methods(["GET", "HEAD", "POST"])
def causes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say why something was not as it should be."""
    report, actor = _visible(request, public_id), person_of(request)
    edition = edition_for(actor, public_id)
    deviations = keys_of(content_of(edition).chapter(DEVIATIONS))
    form = CausesForm(request.POST or None, deviations=deviations)
    if done(form, lambda: explain(report, actor=actor, causes=form.causes())):
        messages.success(request, _("The causes are kept, in a further edition of the report."))
        return redirect("participation:desk_page", public_id)
    context = {"form": form, "report": report, "deviations": deviations, "section": "desk"}
    status = 422 if form.is_bound else 200
    return render(request, "participation/causes.html", context, status=status)


@only_for("participation.publish")
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_proof
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Publish it, after a look at what that means."""
    report, actor = _visible(request, public_id), person_of(request)
    if request.method != "POST":
        context = {"report": report, "section": "desk"}
        return render(request, "participation/publish.html", context)
    tried(request, lambda: publish(report, actor=actor), _("The report is published."))
    return redirect("participation:desk_page", public_id)


@only_for("participation.make")
@require_http_methods(["GET", "HEAD", "POST"])
def schedules(request: HttpRequest) -> HttpResponse:
    """What is made regularly, and a form for one more."""
    form, actor = ScheduleForm(request.POST or None), person_of(request)
    if done(form, lambda: schedule(actor=actor, **form.cleaned_data)):
        messages.success(request, _("The report is made regularly from now on."))
        return redirect("participation:schedules")
    found = Schedule.objects.editable_by(actor).filter(ended_at=None).select_related("unit")
    found, today = found.prefetch_related("recipients"), clock.today()
    file = exported(
        request, lambda: of_schedules(one_by_one(found), today), _("Reports made regularly")
    )
    if file is not None:
        return file
    context = {
        "form": form,
        "schedules": [(row, next_of(row, today)) for row in found],
        "section": "desk",
    }
    status = 422 if form.is_bound else 200
    return render(request, "participation/schedules.html", context, status=status)


@only_for("participation.make")
@require_POST
def end_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Make no further reports by it."""
    actor = person_of(request)
    found: Schedule = get_object_or_404(Schedule.objects.editable_by(actor), pk=pk)
    tried(request, lambda: end(found, actor=actor), _("No further reports are made by it."))
    return redirect("participation:schedules")
