"""Applications at the desk: read them, ask, decide on late ones; points, decisions, the result."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.calls import completing, deciding, objecting, selecting
from forums.calls.forms.desk import AskForm, LateForm, PointsForm, SelectorForm
from forums.calls.models import Application, Call, Selector
from forums.calls.models.application import Lateness
from forums.calls.protocol.drawing_up import FULL, paper_of
from forums.calls.ranking import assessed, ranking
from forums.calls.readmitting import readmitted
from forums.calls.stages import TAKES_APPLICATIONS, CallStage
from forums.calls.tables import of_applications, of_ranking
from forums.calls.views.desk.frame import WRITES, at_desk, show
from prestizh.accounts.access import person_of
from prestizh.accounts.second_factor import fresh_proof
from prestizh.documents.serving import paper_response
from prestizh.ledger import clock
from prestizh.refusal import Obstacle, Refused
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done, tried


def sent_application(call: Call, key: str) -> Application:
    """An application that was sent in this call, else 404; the caller has asked who reads."""
    rows = call.applications.filter(submitted_at__isnull=False).select_related(
        "seat__seat", "organisation", "representation__organisation", "mandate", "applicant"
    )
    found: Application = get_object_or_404(rows, public_id=key)
    found.call = call
    return found


@at_desk("application.read")
@require_safe
def applications(request: HttpRequest, call: Call) -> HttpResponse:
    """All that were sent, in the order in which they came."""
    rows = call.applications.filter(submitted_at__isnull=False).select_related(
        "seat__seat", "organisation", "representation__organisation", "verdict"
    )
    rows = rows.order_by("submitted_at", "pk")
    file = exported(request, lambda: of_applications(one_by_one(rows)), _("Applications"))
    if file is not None:
        return file
    return show(
        request,
        call,
        "desk_applications",
        rows=rows,
        unsent=call.applications.filter(state="draft").count(),
    )


@at_desk("application.read")
@require_http_methods(WRITES)
def application(request: HttpRequest, call: Call, key: str) -> HttpResponse:
    """One application with all that was sent; what the secretary can ask or decide."""
    row = sent_application(call, key)
    act = request.POST.get("act", "")
    ask = AskForm(request.POST if act == "ask" else None, prefix="ask")
    late = LateForm(request.POST if act == "late" else None, prefix="late")
    actor = person_of(request)
    if done(ask, lambda: completing.ask(row, actor=actor, **ask.cleaned_data)):
        messages.success(request, _("The applicant is asked by mail."))
        return redirect("calls:desk_application", call.public_id, key)
    if done(late, lambda: completing.decide_late(row, actor=actor, **late.cleaned_data)):
        messages.success(request, _("It is decided, and the applicant is told by mail."))
        return redirect("calls:desk_application", call.public_id, key)
    takes = call.stage in TAKES_APPLICATIONS and row.is_sent
    now = clock.now()
    asked = [(one, one.is_running(now)) for one in row.completions.all()]
    context: dict[str, Any] = {
        "application": row,
        "papers": row.papers.filter(removed_at=None).select_related("document", "paper"),
        "asked": asked,
        "ask": ask if takes and not any(running for _one, running in asked) else None,
        "late": late if takes and row.lateness == Lateness.LATE else None,
        "has_objection": row.objections.exists(),
        "verdict": getattr(row, "verdict", None),
    }
    return show(request, call, "desk_application", tab="desk_applications", **context)


@at_desk("call.select")
@require_POST
def begin(request: HttpRequest, call: Call) -> HttpResponse:
    """Begin the selection."""
    actor = person_of(request)
    said = _("The selection has begun. Name who assesses.")
    tried(request, lambda: selecting.begin(call, actor=actor), said)
    return redirect("calls:desk_page", call.public_id)


@at_desk("application.read")
@require_http_methods(WRITES)
def selection(request: HttpRequest, call: Call) -> HttpResponse:
    """The protocol: who assesses, the ranking as it stands, the decision on each."""
    if call.stage not in {CallStage.SELECTING, CallStage.DECIDED, CallStage.FINAL}:
        return redirect("calls:desk_page", call.public_id)
    form = SelectorForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: selecting.name_selector(call, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The selector is named."))
        return redirect("calls:desk_selection", call.public_id)
    rankings, others = _rankings(call), _not_ranked(call)
    file = exported(request, lambda: of_ranking(rankings, others), _("Ranking"))
    if file is not None:
        return file
    return show(
        request,
        call,
        "desk_selection",
        form=form,
        protocol=call.protocols.first(),
        selectors=_selectors(call),
        rankings=rankings,
        others=others,
        back=readmitted(call) if call.stage == CallStage.DECIDED else [],
        may_change=objecting.has_upheld(call),
        obstacles=deciding.obstacles(call) if call.stage == CallStage.SELECTING else [],
        before_final=deciding.before_final(call) if call.stage == CallStage.DECIDED else [],
    )


@at_desk("application.read")
@require_safe
def protocol(request: HttpRequest, call: Call, extension: str) -> HttpResponse:
    """The full protocol as PDF or Word file, or how far the worker is with it."""
    newest = call.protocols.first()
    return paper_response(request, paper_of(newest, FULL, extension))


def _selectors(call: Call) -> list[tuple[Selector, int, int]]:
    """Who assesses, with how many points they gave, out of how many."""
    count = assessed(call).count()
    if call.stage == CallStage.DECIDED:
        count += readmitted(call).count()
    wanted = call.criteria.count() * count
    return [(one, one.given, wanted) for one in call.selectors.annotate(given=Count("scores"))]


def _rows(call: Call) -> dict[int, Application]:
    rows = call.applications.sent().select_related(
        "organisation", "verdict", "membership", "seat__seat"
    )
    return {row.pk: row for row in rows.prefetch_related("objections")}


def _rankings(call: Call) -> list[tuple[Any, list[Any]]]:
    """Seat by seat the placed applications with their rows."""
    rows, placed = _rows(call), ranking(call)
    return [
        (seat, [(one, rows[one.key]) for one in placed.get(seat.pk, [])])
        for seat in call.seats.select_related("seat")
    ]


def _not_ranked(call: Call) -> list[Application]:
    """Sent, and not compared: late ones not admitted, inadmissible ones."""
    ranked = {one.key for of_seat in ranking(call).values() for one in of_seat}
    return [row for pk, row in _rows(call).items() if pk not in ranked]


@at_desk("call.select")
@require_POST
def drop_selector(request: HttpRequest, call: Call, pk: int) -> HttpResponse:
    """Take out a selector who gave no points."""
    selector = get_object_or_404(call.selectors.all(), pk=pk)
    actor = person_of(request)
    said = _("The selector is taken out.")
    tried(request, lambda: selecting.drop_selector(selector, actor=actor), said)
    return redirect("calls:desk_selection", call.public_id)


@at_desk("call.select")
@require_http_methods(WRITES)
def points(request: HttpRequest, call: Call, pk: int) -> HttpResponse:
    """The points of one selector: applications down, criteria across."""
    selector = get_object_or_404(call.selectors.all(), pk=pk)
    rows, criteria = _to_assess(call), list(call.criteria.all())
    if not rows:
        return redirect("calls:desk_selection", call.public_id)
    form = PointsForm(
        request.POST or None, applications=rows, criteria=criteria, initial=_known(selector)
    )
    actor = person_of(request)
    context: dict[str, Any] = {"selector": selector, "criteria": criteria, "points_form": form}
    if form.is_valid():
        try:
            selecting.score(selector, actor=actor, points=form.given())
        except Refused as reasons:
            context["refused"] = reasons
        else:
            messages.success(request, _("The points are saved."))
            return redirect("calls:desk_selection", call.public_id)
    if form.is_bound:
        context["status"] = 422
    context["table"] = [
        (row, [form[f"points_{row.pk}_{one.pk}"] for one in criteria]) for row in rows
    ]
    return show(request, call, "desk_points", tab="desk_selection", **context)


def _to_assess(call: Call) -> list[Application]:
    """What gets points now: all that are compared, or what goes back after an objection."""
    if call.stage == CallStage.SELECTING:
        return list(assessed(call))
    return list(readmitted(call)) if call.stage == CallStage.DECIDED else []


def _known(selector: Selector) -> dict[str, int]:
    """The points that this selector gave so far, by the names of the fields."""
    return {
        f"points_{one.application_id}_{one.criterion_id}": one.points
        for one in selector.scores.all()
    }


@at_desk("call.select")
@fresh_proof
@require_http_methods(WRITES)
def decide(request: HttpRequest, call: Call) -> HttpResponse:
    """Publish the result, after a page that shows it once more."""
    if call.stage != CallStage.SELECTING:
        return redirect("calls:desk_selection", call.public_id)
    if request.method != "POST":
        obstacles = deciding.obstacles(call)
        return show(request, call, "desk_decide", tab="desk_selection", **_summary(call, obstacles))
    actor = person_of(request)
    said = _("The result is published, and every applicant is told by mail.")
    tried(request, lambda: deciding.decide(call, actor=actor), said)
    return redirect("calls:desk_selection", call.public_id)


@at_desk("call.select")
@fresh_proof
@require_http_methods(WRITES)
def finish(request: HttpRequest, call: Call) -> HttpResponse:
    """Make the result final, after a page that shows it once more."""
    if call.stage != CallStage.DECIDED:
        return redirect("calls:desk_selection", call.public_id)
    if request.method != "POST":
        obstacles = deciding.before_final(call)
        return show(request, call, "desk_decide", tab="desk_selection", **_summary(call, obstacles))
    actor = person_of(request)
    said = _("The result is final. Record the appointing act for each who was selected.")
    tried(request, lambda: deciding.finish(call, actor=actor), said)
    return redirect("calls:desk_selection", call.public_id)


def _summary(call: Call, obstacles: list[Obstacle]) -> dict[str, Any]:
    return {"rankings": _rankings(call), "others": _not_ranked(call), "obstacles": obstacles}
