"""The desk of those who keep the register: reading, answering, measures."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.measures import answering, measuring, proposing
from feedback.measures.forms.desk import (
    AnswerForm,
    AsideForm,
    MeasureForm,
    RegisterForm,
    TakeInForm,
)
from feedback.measures.forms.proposing import DeskFilterForm
from feedback.measures.models import ImprovementProposal, Measure
from feedback.measures.models.proposal import ImprovementQuerySet
from feedback.measures.stages import ANSWERED, ImprovementStage
from feedback.measures.table import of_measures, table_of
from feedback.measures.views.proposing import WRITES, status_of
from prestizh.accounts.access import may, only_for, person_of
from prestizh.accounts.models import User
from prestizh.documents.keeping import keep
from prestizh.ledger import clock
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.forms import PortalFormMixin
from prestizh.ui.refusing import done

ROWS = 50


def _narrowed(request: HttpRequest) -> tuple[DeskFilterForm, ImprovementQuerySet]:
    form = DeskFilterForm(request.GET)
    form.is_valid()
    found = form.narrowed(ImprovementProposal.objects.visible_to(request.user))
    if form.cleaned_data.get("late"):
        found = found.filter(due_on__lt=clock.today())
    return form, found


def _row(request: HttpRequest, public_id: str) -> ImprovementProposal:
    rows = ImprovementProposal.objects.visible_to(request.user).select_related("analysis", "author")
    found: ImprovementProposal = get_object_or_404(rows, public_id=public_id)
    return found


@only_for("improvement.read")
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Everything that came, with filters; and the measures that are not over."""
    (form, found), today = _narrowed(request), clock.today()
    unfinished = Measure.objects.visible_to(request.user).unfinished()
    unfinished = unfinished.select_related("proposal", "unit")
    file = exported(
        request, lambda: table_of(one_by_one(found), today), _("Proposals for better participation")
    ) or exported(
        request,
        lambda: of_measures(one_by_one(unfinished), today),
        _("Measures that are not over"),
        which="measures",
    )
    if file is not None:
        return file
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(row, row.days_late(today)) for row in page],
        "is_filtered": any(form.cleaned_data.values()),
        "measures": [(row, row.days_late(today)) for row in unfinished[:ROWS]],
        "may_manage": may(request.user, "improvement.manage"),
        "section": "desk",
    }
    return render(request, "measures/desk/register.html", context)


@only_for("improvement.manage")
@require_http_methods(WRITES)
def new(request: HttpRequest) -> HttpResponse:
    """Enter what came on paper, from a survey, a partner or a body."""
    form = TakeInForm(request.POST or None, request.FILES or None)
    made: list[ImprovementProposal] = []
    actor = person_of(request)
    if done(form, lambda: made.append(_take_in(form, actor))):
        messages.success(request, _("The proposal is entered. The public does not see it yet."))
        return redirect("measures:desk_page", made[0].public_id)
    context = {"form": form, "section": "desk"}
    return render(request, "measures/desk/new.html", context, status=status_of(form))


@transaction.atomic
def _take_in(form: TakeInForm, actor: User) -> ImprovementProposal:
    facts = dict(form.cleaned_data)
    file = facts.pop("analysis")
    text = facts.pop("text")
    analysis = keep(file, actor=actor) if file else None
    return proposing.take_in(text, actor=actor, analysis=analysis, **facts)


@only_for("improvement.read")
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One proposal at the desk, with the forms of what may follow."""
    row = _row(request, public_id)
    measures = row.measures.select_related("unit", "proposal")
    today = clock.today()
    file = exported(request, lambda: of_measures(one_by_one(measures), today), _("Measures"))
    return file if file is not None else _shown(request, row)


def _shown(
    request: HttpRequest, row: ImprovementProposal, **bound: PortalFormMixin
) -> HttpResponse:
    """The page of a proposal with its forms; `bound` are those that were refused."""
    today = clock.today()
    context: dict[str, Any] = {
        "proposal": row,
        "late": row.days_late(today),
        "measures": [(one, one.days_late(today)) for one in row.measures.select_related("unit")],
        "changes": row.changes.select_related("actor"),
        "section": "desk",
    }
    if may(request.user, "improvement.manage"):
        for name, form in {**_forms(row), **bound}.items():
            view = f"measures:desk_{name.removesuffix('_form')}"
            context[name] = form.sent_to(reverse(view, args=[row.public_id]))
    return render(request, "measures/desk/page.html", context, status=422 if bound else 200)


def _forms(row: ImprovementProposal) -> dict[str, PortalFormMixin]:
    """The forms of what may follow, each sent to its own address."""
    if row.stage == ImprovementStage.RECEIVED:
        return {
            "register_form": RegisterForm(initial={"public_text": row.text}),
            "aside_form": AsideForm(),
        }
    if row.stage == ImprovementStage.REVIEW:
        return {"answer_form": AnswerForm()}
    return {"measure_form": MeasureForm()} if row.stage in ANSWERED else {}


@only_for("improvement.manage")
@require_POST
def put_into_register(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show it to everybody in words without personal data."""
    row, form, actor = _row(request, public_id), RegisterForm(request.POST), person_of(request)
    if done(form, lambda: answering.register(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The proposal stands in the public register."))
        return redirect("measures:desk_page", public_id)
    return _shown(request, row, register_form=form)


@only_for("improvement.manage")
@require_POST
def put_aside(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep it out of the register, with the reason."""
    row, form, actor = _row(request, public_id), AsideForm(request.POST), person_of(request)
    if done(form, lambda: answering.put_aside(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The proposal is put aside."))
        return redirect("measures:desk_page", public_id)
    return _shown(request, row, aside_form=form)


@only_for("improvement.manage")
@require_POST
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer it: everybody reads the answer."""
    row, form, actor = _row(request, public_id), AnswerForm(request.POST), person_of(request)
    if done(form, lambda: answering.answer(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The answer stands in the public register."))
        return redirect("measures:desk_page", public_id)
    return _shown(request, row, answer_form=form)


@only_for("improvement.manage")
@require_POST
def add_measure(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add what is to be done."""
    row, form, actor = _row(request, public_id), MeasureForm(request.POST), person_of(request)
    if done(form, lambda: measuring.add_measure(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The measure is added, and its owner is told."))
        return redirect("measures:desk_page", public_id)
    return _shown(request, row, measure_form=form)
