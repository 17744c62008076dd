"""Answering: the table of all proposals, and one proposal beside its answer."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consultations import answering, fragments, report, tables
from consultations.forms.desk import AnswerForm
from consultations.models import Answer, Consultation, Decision, Proposal
from consultations.narrowing import form_of, narrowed
from consultations.stages import Stage
from consultations.views.desk.frame import editable, readable, show, status_of
from prestizh.accounts.access import only_for, person_of
from prestizh.ui.components import FilterOption
from prestizh.ui.exporting import exported
from prestizh.ui.refusing import done

ROWS = 50
UNANSWERED = "unanswered"


@only_for("consultation.read_drafts")
@require_safe
def table(request: HttpRequest, public_id: str) -> HttpResponse:
    """All proposals that are owed an answer, filtered, with how many are answered."""
    consultation = readable(request, public_id)
    everything = report.counted(consultation)
    form = form_of(request.GET, consultation)
    found = narrowed(everything, form.cleaned_data)
    state = request.GET.get("state", "")
    rows = _in_state(found, state)
    file = exported(request, lambda: tables.of_proposals(rows, answers_shown=True), _("Answers"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return show(
        request,
        consultation,
        "desk_answers",
        page=page,
        form=form,
        options=_options(request, found, state),
        may_answer=consultation.stage == Stage.PUBLISHED,
        filtered_state=state,
    )


def proposals_asked_for(request: HttpRequest, consultation: Consultation) -> "QuerySet[Proposal]":
    """The proposals that the filter of the address leaves."""
    form = form_of(request.GET, consultation)
    found = narrowed(report.counted(consultation), form.cleaned_data)
    return _in_state(found, request.GET.get("state", ""))


def _in_state(found: "QuerySet[Proposal]", state: str) -> "QuerySet[Proposal]":
    if state == UNANSWERED:
        return found.filter(answer=None)
    return found.filter(answer__decision=state) if state in Decision.values else found


def _options(request: HttpRequest, found: "QuerySet[Proposal]", state: str) -> list[FilterOption]:
    """The states with how many proposals each leads to; decisions nobody took are left out."""
    counts = found.order_by().aggregate(
        all=Count("pk"),
        unanswered=Count("pk", filter=Q(answer=None)),
        **{code: Count("pk", filter=Q(answer__decision=code)) for code in Decision.values},
    )
    kept = {name: request.GET[name] for name in ("kind", "article") if request.GET.get(name)}
    offered: list[tuple[str, str, int]] = [
        ("", _("all"), counts["all"]),
        (UNANSWERED, _("awaiting an answer"), counts[UNANSWERED]),
        *((d.value, str(d.label), counts[d.value]) for d in Decision if counts[d.value]),
    ]
    return [
        FilterOption(
            label, "?" + urlencode({**kept, "state": code} if code else kept), count, code == state
        )
        for code, label, count in offered
    ]


@only_for("consultation.answer")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """One proposal on the left, its answer on the right, then the next that waits."""
    consultation = editable(request, public_id)
    rows = _owed(consultation)
    proposal = get_object_or_404(fragments.with_all(rows), pk=pk)
    proposal.consultation = consultation
    given: Answer | None = getattr(proposal, "answer", None)
    form = AnswerForm(request.POST or None, proposal=proposal, given=given)
    if done(
        form, lambda: answering.answer(proposal, actor=person_of(request), **form.cleaned_data)
    ):
        return _go_on(request, consultation, proposal)
    context: dict[str, Any] = {
        "proposal": proposal,
        "present": _present_text(proposal),
        "given": given,
        "form": form,
        "before": _before(rows, proposal).first(),
        "after": _after(rows, proposal).first(),
        "may_answer": consultation.stage == Stage.PUBLISHED,
        "status": status_of(form),
    }
    return show(request, consultation, "desk_answer", **context)


def _owed(consultation: Consultation) -> "QuerySet[Proposal]":
    """The proposals that are owed an answer, in the order of the text."""
    return Proposal.objects.filter(consultation=consultation, counts=True).order_by(
        F("provision__position").asc(nulls_last=True), "pk"
    )


def _after(rows: "QuerySet[Proposal]", proposal: Proposal) -> "QuerySet[Proposal]":
    """Those behind this one in the order of the text; the whole draft comes last."""
    if proposal.provision is None:
        return rows.filter(provision=None, pk__gt=proposal.pk)
    position = proposal.provision.position
    return rows.filter(
        Q(provision=None)
        | Q(provision__position__gt=position)
        | Q(provision__position=position, pk__gt=proposal.pk)
    )


def _before(rows: "QuerySet[Proposal]", proposal: Proposal) -> "QuerySet[Proposal]":
    """Those ahead of this one, the nearest first."""
    if proposal.provision is None:
        rows = rows.filter(Q(provision__isnull=False) | Q(pk__lt=proposal.pk))
    else:
        position = proposal.provision.position
        rows = rows.filter(
            Q(provision__position__lt=position)
            | Q(provision__position=position, pk__lt=proposal.pk)
        )
    return rows.reverse()


def _go_on(request: HttpRequest, consultation: Consultation, done_one: Proposal) -> HttpResponse:
    """To the next proposal without an answer, from the beginning again; else to the table."""
    if request.POST.get("then") == "stay":
        messages.success(request, _("The answer is saved."))
        return redirect("consultations:desk_answer", consultation.public_id, done_one.pk)
    open_ones = _owed(consultation).filter(answer=None)
    following = _after(open_ones, done_one).first() or open_ones.first()
    if following is None:
        messages.success(request, _("Every proposal has its answer."))
        return redirect("consultations:desk_answers", consultation.public_id)
    messages.success(
        request, _("The answer to No. %(number)s is saved.") % {"number": done_one.reference}
    )
    return redirect("consultations:desk_answer", consultation.public_id, following.pk)


def _present_text(proposal: Proposal) -> str:
    """The article as it stands in the draft; empty for the draft as a whole."""
    if proposal.provision is None:
        return ""
    parts = [proposal.provision, *proposal.provision.parts.all()]
    return "\n".join(fragments.plain_lines(parts))
