"""Pages of those who answer a recommendation and of those who carry out its measures."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forums.recommendations import answering, measuring
from forums.recommendations.forms.answering import AnswerForm, ReportForm
from forums.recommendations.forms.desk import MeasureForm
from forums.recommendations.models import Measure, Recommendation
from forums.recommendations.table import of_measures
from prestizh.accounts.access import person_of
from prestizh.accounts.models import User
from prestizh.documents.keeping import keep
from prestizh.ledger import clock
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.forms import PortalFormMixin
from prestizh.ui.refusing import done

WRITES = ["GET", "HEAD", "POST"]


def _answerable(request: HttpRequest, public_id: str) -> Recommendation:
    rows = Recommendation.objects.visible_to(request.user).answerable_by(request.user)
    found: Recommendation = get_object_or_404(
        rows.select_related("body", "unit"), public_id=public_id
    )
    return found


def _status(form: PortalFormMixin) -> int:
    return 422 if form.is_bound and form.errors else 200


@login_not_required
@require_http_methods(WRITES)
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer as the addressee, or enter the answer that came on paper."""
    row = _answerable(request, public_id)
    actor = person_of(request)
    is_entered = row.addressee_user_id != actor.pk
    initial = {} if is_entered else {"given_by": actor.display_name}
    form = AnswerForm(
        request.POST or None, request.FILES or None, is_entered=is_entered, initial=initial
    )
    if done(form, lambda: _answer(row, form, actor)):
        messages.success(request, _("The answer stands on the public page of the recommendation."))
        return redirect("recommendations:measures", public_id)
    context = {
        "recommendation": row,
        "answers": row.answers.order_by("-number"),
        "form": form,
        "is_entered": is_entered,
        "late": row.days_late(clock.today()),
    }
    return render(request, "recommendations/answer.html", context, status=_status(form))


@transaction.atomic
def _answer(row: Recommendation, form: AnswerForm, actor: User) -> None:
    data = form.cleaned_data
    file = data.get("file")
    answering.answer(
        row,
        actor=actor,
        outcome=data["outcome"],
        reasons=data["reasons"],
        given_by=data["given_by"],
        given_on=data.get("given_on"),
        letter_number=data["letter_number"],
        document=keep(file, actor=actor) if file else None,
    )


@login_not_required
@require_http_methods(WRITES)
def measures(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is done about an answered recommendation; another measure is added here."""
    row = _answerable(request, public_id)
    actor = person_of(request)
    form = MeasureForm(request.POST or None)
    if done(form, lambda: measuring.add_measure(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The measure is added, and its owner is told."))
        return redirect("recommendations:measures", public_id)
    today, rows = clock.today(), row.measures.all()
    file = exported(request, lambda: of_measures(one_by_one(rows), today), _("Measures"))
    if file is not None:
        return file
    context = {
        "recommendation": row,
        "measures": [(one, one.days_late(today)) for one in rows],
        "form": form,
    }
    return render(request, "recommendations/measures.html", context, status=_status(form))


@login_not_required
@require_http_methods(WRITES)
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a measure is, said by who carries it out or by who keeps the body's papers."""
    rows = Measure.objects.editable_by(request.user).select_related("recommendation__body")
    row: Measure = get_object_or_404(rows, pk=pk)
    form = ReportForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: measuring.report(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("It stands on the public page of the recommendation."))
        return redirect("recommendations:measure", pk)
    context = {
        "measure": row,
        "recommendation": row.recommendation,
        "reports": row.reports.order_by("-pk"),
        "form": form,
    }
    return render(request, "recommendations/measure.html", context, status=_status(form))
