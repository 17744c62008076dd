"""The list of calls at the desk, and preparing one until it is published or cancelled."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consultations.counting_aloud import aloud
from forums.bodies.models import Body
from forums.calls import deciding, drafting, publishing
from forums.calls.forms.desk import (
    CancelForm,
    CriterionForm,
    FactsForm,
    NewCallForm,
    PaperForm,
    PlacesForm,
)
from forums.calls.models import Call, CallSeat, Criterion, RequiredPaper
from forums.calls.result import standing
from forums.calls.stages import MOVES, CallStage, CallStep
from forums.calls.tables import of_calls
from forums.calls.views.desk.frame import WRITES, at_desk, show
from prestizh.accounts.access import may, person_of
from prestizh.accounts.models import Role, User
from prestizh.accounts.second_factor import fresh_proof
from prestizh.ledger import clock
from prestizh.moves import move_for
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done, tried

ROWS = 20


def reader_of_the_desk(request: HttpRequest) -> User:
    """Somebody for whom there is a desk of calls; 404 for everybody else."""
    user = request.user
    if isinstance(user, User) and (may(user, "application.read") or Role.SECRETARY in user.roles):
        return user
    raise Http404


@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The calls of the reader's bodies, those that are not over first."""
    reader = reader_of_the_desk(request)
    now = clock.now()
    rows = Call.objects.editable_by(reader)
    if may(reader, "application.read"):
        rows = Call.objects.visible_to(reader)
    rows = rows.select_related("body").order_by("-pk")
    file = exported(request, lambda: of_calls(one_by_one(rows), now), _("Calls for members"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "rows": [(call, standing(call, now)) for call in page],
        "page": page,
        "may_begin": Body.objects.editable_by(reader).exists(),
        "section": "desk",
    }
    return render(request, "calls/desk/desk.html", context)


@login_not_required
@require_http_methods(WRITES)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a call for one of the reader's bodies."""
    reader = reader_of_the_desk(request)
    if not (may(reader, "call.manage") or Role.SECRETARY in reader.roles):
        raise Http404
    made: list[Call] = []
    form = NewCallForm(request.POST or None, reader=reader)
    if done(form, lambda: made.append(drafting.prepare(actor=reader, **form.cleaned_data))):
        messages.success(request, _("The call is begun. Nothing is public yet."))
        return redirect("calls:desk_lines", made[0].public_id)
    status = 422 if form.is_bound else 200
    return render(request, "calls/desk/new.html", {"form": form}, status=status)


@at_desk("application.read")
@require_safe
def page(request: HttpRequest, call: Call) -> HttpResponse:
    """Where it stands and what to do next."""
    before: dict[str, list[Any]] = {
        CallStage.DRAFT: publishing.missing(call) if call.stage == CallStage.DRAFT else [],
        CallStage.SELECTING: deciding.obstacles(call) if call.stage == CallStage.SELECTING else [],
        CallStage.DECIDED: deciding.before_final(call) if call.stage == CallStage.DECIDED else [],
    }
    sent = call.applications.sent()
    return show(
        request,
        call,
        "desk_page",
        obstacles=before.get(call.stage, []),
        is_open=call.is_open(clock.now()),
        number=sent.count(),
        late=sent.filter(lateness="late").count(),
        objections=call.applications.awaiting_answer(),
        seats=call.seats.select_related("seat"),
    )


@at_desk("call.manage")
@require_http_methods(WRITES)
def facts(request: HttpRequest, call: Call) -> HttpResponse:
    """Its text, its term, whom to ask."""
    if call.stage != CallStage.DRAFT:
        return redirect("calls:desk_page", call.public_id)
    form = FactsForm(request.POST or None, instance=call)
    actor = person_of(request)
    if done(form, lambda: drafting.revise(call, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The call is saved."))
        return redirect("calls:desk_page", call.public_id)
    return show(request, call, "desk_facts", form=form)


@at_desk("call.manage")
@require_http_methods(WRITES)
def lines(request: HttpRequest, call: Call) -> HttpResponse:
    """Places, criteria and papers; each is added by a form of its own."""
    if call.stage != CallStage.DRAFT:
        return redirect("calls:desk_page", call.public_id)
    act = request.POST.get("act", "")
    actor = person_of(request)
    places = PlacesForm(request.POST if act == "places" else None, call=call, prefix="places")
    criterion = CriterionForm(request.POST if act == "criterion" else None, prefix="criterion")
    paper = PaperForm(request.POST if act == "paper" else None, prefix="paper")
    if (
        done(places, lambda: drafting.add_places(call, actor=actor, **places.cleaned_data))
        or done(
            criterion, lambda: drafting.add_criterion(call, actor=actor, **criterion.cleaned_data)
        )
        or done(paper, lambda: drafting.add_paper(call, actor=actor, **paper.cleaned_data))
    ):
        messages.success(request, _("It is added."))
        return redirect("calls:desk_lines", call.public_id)
    return show(
        request,
        call,
        "desk_lines",
        places_form=places,
        criterion_form=criterion,
        paper_form=paper,
        seats=call.seats.select_related("seat"),
        criteria=call.criteria.all(),
        papers=call.papers.all(),
    )


@at_desk("call.manage")
@require_POST
def take_out(request: HttpRequest, call: Call, kind: str, pk: int) -> HttpResponse:
    """Take places, a criterion or a paper out of the call."""
    line: CallSeat | Criterion | RequiredPaper
    if kind == "places":
        line = get_object_or_404(call.seats.all(), pk=pk)
    elif kind == "criterion":
        line = get_object_or_404(call.criteria.all(), pk=pk)
    else:
        line = get_object_or_404(call.papers.all(), pk=pk)
    actor = person_of(request)
    tried(request, lambda: drafting.take_out(line, actor=actor), _("It is taken out."))
    return redirect("calls:desk_lines", call.public_id)


@at_desk("call.manage")
@fresh_proof
@require_http_methods(WRITES)
def publish(request: HttpRequest, call: Call) -> HttpResponse:
    """What is missing, the term as it would be counted, the button."""
    if call.stage != CallStage.DRAFT:
        return redirect("calls:desk_page", call.public_id)
    if request.method == "POST":
        actor = person_of(request)
        said = _("The call is published. The term runs from tomorrow.")
        tried(request, lambda: publishing.publish(call, actor=actor), said)
        return redirect("calls:desk_page", call.public_id)
    term = publishing.term_from_today(call)
    missing = publishing.missing(call)
    return show(
        request, call, "desk_publish", missing=missing, term=term, counting=list(aloud(term))
    )


@at_desk("call.manage")
@require_http_methods(WRITES)
def cancel(request: HttpRequest, call: Call) -> HttpResponse:
    """Cancel the call, with reasons once it was published."""
    if move_for(MOVES, CallStep.CANCEL, CallStage(call.stage)) is None:
        return redirect("calls:desk_page", call.public_id)
    form = CancelForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: publishing.cancel(call, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The call is cancelled."))
        return redirect("calls:desk_page", call.public_id)
    return show(request, call, "desk_cancel", form=form)
