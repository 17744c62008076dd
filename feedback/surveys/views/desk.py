"""The desk of surveys: all of them, preparing one, and its steps."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.surveys import giving_out, hosts, inviting, panels, planning, tables
from feedback.surveys.forms.desk import CancelForm, ExtendForm, PlanForm, PrepareForm
from feedback.surveys.models import Survey
from feedback.surveys.stages import SurveyStage
from feedback.surveys.views.frame import WRITES, at_desk, show
from forums.bodies.models.body import kept_by
from prestizh.accounts.access import may, person_of
from prestizh.terms import closes_at
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done, tried

ROWS = 30


def runs_any(request: HttpRequest) -> bool:
    """Whether this person runs some surveys: all of them, or those of their own bodies."""
    return may(request.user, "survey.manage") or kept_by(request.user).exists()


@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every survey that this person may see at the desk, the newest first."""
    if not may(request.user, "survey.read") and not runs_any(request):
        raise Http404
    rows = Survey.objects.visible_to(request.user).select_related("version").order_by("-pk")
    rows = rows.with_plans()
    file = exported(request, lambda: tables.at_desk(one_by_one(rows)), _("Surveys"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "rows": tables.with_hosts(page),
        "page": page,
        "may_prepare": runs_any(request),
        "may_rule": may(request.user, "survey.manage"),
        "section": "desk",
    }
    return render(request, "surveys/desk/list.html", context)


@login_not_required
@require_http_methods(WRITES)
def prepare(request: HttpRequest) -> HttpResponse:
    """Prepare a survey."""
    if not runs_any(request):
        raise Http404
    initial = {name: request.GET.get(name, "") for name in ("host_kind", "host_id", "occasion")}
    form = PrepareForm(request.POST or None, initial={k: v for k, v in initial.items() if v})
    actor = person_of(request)
    made: list[Survey] = []

    def act() -> None:
        made.append(giving_out.prepare(form.version, actor=actor, **form.facts()))

    if done(form, act):
        return redirect("surveys:desk_page", made[0].public_id)
    context = {"form": form, "section": "desk"}
    status = 422 if form.is_bound else 200
    return render(request, "surveys/desk/prepare.html", context, status=status)


@at_desk("survey.read")
@require_safe
def overview(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Where the survey stands, what is in the way, what can be done."""
    is_prepared = survey.stage == SurveyStage.PREPARED
    context = {
        "host": hosts.of(survey),
        "obstacles": giving_out.obstacles(survey) if is_prepared else [],
        "readers": len(inviting.readers_of(survey)) if is_prepared else survey.invited,
        "plan": survey.plans.waiting().select_related("made_by").first(),
        "stopped": survey.plans.unresolved().first(),
        "changes": survey.changes.select_related("actor"),
        "stacks": survey.paper_batches.all(),
        "panels": panels.at_desk(survey),
    }
    return show(request, "overview", survey, **context)


def _step(act: Callable[..., object], said: Callable[[], str]) -> Callable[..., HttpResponse]:
    """A view that takes one step of a survey."""

    @at_desk("survey.manage")
    @require_POST
    def take(request: HttpRequest, survey: Survey) -> HttpResponse:
        actor = person_of(request)
        tried(request, lambda: act(survey, actor=actor), said())
        return redirect("surveys:desk_page", survey.public_id)

    return take


open_now = _step(
    giving_out.open_survey, lambda: _("The survey is open; the invitations leave now.")
)
close_now = _step(giving_out.close, lambda: _("The survey is closed, the answers are counted."))
unplan = _step(planning.withdraw, lambda: _("The survey waits for somebody to open it."))
remind = _step(inviting.remind, lambda: _("The reminder leaves now."))


@at_desk("survey.manage")
@require_http_methods(WRITES)
def extend(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Take answers for longer."""
    form = ExtendForm(request.POST or None)
    actor = person_of(request)

    def act() -> None:
        until = closes_at(form.cleaned_data["last_day"])
        giving_out.extend(survey, actor=actor, closes_at=until)

    if done(form, act):
        messages.success(request, _("Answers are taken for longer now."))
        return redirect("surveys:desk_page", survey.public_id)
    return show(request, "extend", survey, form, form=form)


@at_desk("survey.manage")
@require_http_methods(WRITES)
def plan(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Say at which hour it opens by itself."""
    if survey.stage != SurveyStage.PREPARED:
        return redirect("surveys:desk_page", survey.public_id)
    waiting = survey.plans.waiting().first()
    form = PlanForm(request.POST or None, initial={"opens_at": waiting.opens_at} if waiting else {})
    actor = person_of(request)
    if done(form, lambda: planning.plan(survey, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The survey opens by itself at that hour."))
        return redirect("surveys:desk_page", survey.public_id)
    return show(request, "plan", survey, form, form=form)


@at_desk("survey.manage")
@require_http_methods(WRITES)
def cancel(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Put the survey aside."""
    form = CancelForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: giving_out.cancel(survey, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The survey is cancelled."))
        return redirect("surveys:desk_page", survey.public_id)
    return show(request, "cancel", survey, form, form=form)
