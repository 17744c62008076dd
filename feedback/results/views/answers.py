"""Open answers at the desk: their topics, passages to be quoted, proposals for the register."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.questionnaires import codec
from feedback.results import reading, tagging
from feedback.results.forms import QuoteForm, TopicsForm
from feedback.results.likeness import suggested
from feedback.results.views.desk import survey_of
from feedback.results.words import said
from feedback.surveys import counted
from feedback.surveys.models import OpenAnswer, Survey
from prestizh.accounts.access import may, person_of
from prestizh.ui.refusing import done, tried

ROWS = 20


def survey_for_sorting(request: HttpRequest, public_id: str) -> Survey:
    """A survey whose results this reader may prepare and publish, else 404."""
    survey = survey_of(request, public_id)
    if not may(request.user, "results.publish", survey.subject):
        raise Http404
    return survey


def _answer(request: HttpRequest, public_id: str, pk: str) -> tuple[Survey, OpenAnswer]:
    survey = survey_for_sorting(request, public_id)
    rows = counted.open_answers(survey).select_related("quote")
    return survey, get_object_or_404(rows, pk=pk)


def at_answer(
    view: Callable[[HttpRequest, Survey, OpenAnswer], HttpResponse],
) -> Callable[[HttpRequest, str, str], HttpResponse]:
    """A view of one open answer; who may not sort answers finds nothing here, by any method."""

    @wraps(view)
    def found(request: HttpRequest, public_id: str, pk: str) -> HttpResponse:
        return view(request, *_answer(request, public_id, pk))

    return login_not_required(found)


@login_not_required
@require_safe
def listing(request: HttpRequest, public_id: str) -> HttpResponse:
    """All open answers that are counted, those without a topic first."""
    survey = survey_for_sorting(request, public_id)
    rows = counted.open_answers(survey).exclude(text="")
    rows = (
        rows.select_related("quote").prefetch_related("taggings__topic").order_by("question", "id")
    )
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    words = _questions(survey)
    context = {
        "survey": survey,
        "page": page,
        "answers": [(row, words.get(row.question, "")) for row in page],
        "topics": survey.topics.all(),
        "section": "desk",
    }
    return render(request, "results/desk/answers.html", context)


def _questions(survey: Survey) -> dict[str, str]:
    content = codec.read(survey.version.content)
    return {question.key: said(question.words) for question in content.questions()}


@at_answer
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, survey: Survey, row: OpenAnswer) -> HttpResponse:
    """One answer: what it is about, what of it may be quoted."""
    given = ", ".join(row.taggings.values_list("topic__name", flat=True))
    form = TopicsForm(request.POST or None, initial={"topics": given})
    actor = person_of(request)
    if done(form, lambda: tagging.tag(row, actor=actor, names=form.names())):
        messages.success(request, _("The topics are saved."))
        return redirect("results:answers", survey.public_id)
    return _show(request, survey, row, form, QuoteForm(initial={"text": _passage(row)}))


@at_answer
@require_POST
def quote(request: HttpRequest, survey: Survey, row: OpenAnswer) -> HttpResponse:
    """Free a passage."""
    form = QuoteForm(request.POST)
    actor = person_of(request)
    if done(form, lambda: tagging.free_for_quoting(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The passage may be quoted."))
        return redirect("results:answers", survey.public_id)
    given = ", ".join(row.taggings.values_list("topic__name", flat=True))
    return _show(request, survey, row, TopicsForm(initial={"topics": given}), form)


@at_answer
@require_POST
def unquote(request: HttpRequest, survey: Survey, row: OpenAnswer) -> HttpResponse:
    """Quote it no more."""
    actor = person_of(request)
    tried(request, lambda: tagging.withdraw_quote(row, actor=actor), _("It is not quoted."))
    return redirect("results:answers", survey.public_id)


@at_answer
@require_POST
def hand_on(request: HttpRequest, survey: Survey, row: OpenAnswer) -> HttpResponse:
    """Into the register of proposals."""
    actor = person_of(request)
    text = _passage(row)
    done_well = _("It is in the register of proposals.")
    tried(request, lambda: tagging.hand_on(row, actor=actor, text=text), done_well)
    return redirect("results:answer", survey.public_id, row.pk)


def _passage(row: OpenAnswer) -> str:
    found = getattr(row, "quote", None)
    text: str = found.text if found else row.text
    return text


def _show(
    request: HttpRequest, survey: Survey, row: OpenAnswer, form: TopicsForm, quoting: QuoteForm
) -> HttpResponse:
    context = {
        "survey": survey,
        "answer": row,
        "words": _questions(survey).get(row.question, ""),
        "form": form,
        "quoting": quoting,
        "suggested": suggested(row.text, reading.sorted_before(row)),
        "topics": survey.topics.all(),
        "section": "desk",
    }
    refused = any(one.is_bound and one.errors for one in (form, quoting))
    return render(request, "results/desk/answer.html", context, status=422 if refused else 200)
