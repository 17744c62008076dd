"""Typing in what came on paper: stacks of forms, and one form after the other."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback.surveys import asking, typing_in
from feedback.surveys.answering import apart
from feedback.surveys.forms.desk import StackForm
from feedback.surveys.models import PaperBatch, Survey
from feedback.surveys.tables import of_stacks
from feedback.surveys.views.frame import WRITES, at_desk, show
from prestizh.accounts.access import person_of
from prestizh.refusal import Refused
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done


@at_desk("survey.type_in")
@require_http_methods(WRITES)
def stacks(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The stacks so far, and the form for another."""
    form = StackForm(request.POST or None)
    actor = person_of(request)
    made: list[PaperBatch] = []

    def act() -> None:
        made.append(typing_in.begin(survey, actor=actor, **form.cleaned_data))

    if done(form, act):
        return redirect("surveys:type_in", survey.public_id, made[0].pk)
    rows = survey.paper_batches.all()
    file = exported(request, lambda: of_stacks(one_by_one(rows)), _("Stacks of paper forms"))
    if file is not None:
        return file
    return show(request, "paper", survey, form, form=form, stacks=rows)


@at_desk("survey.type_in")
@require_http_methods(WRITES)
def type_in(request: HttpRequest, survey: Survey, pk: int) -> HttpResponse:
    """One form of the stack; sent, an empty one follows. What is impossible stays to be mended."""
    stack = get_object_or_404(survey.paper_batches, pk=pk)
    content = asking.content_of(survey.version)
    raw = request.POST if request.method == "POST" else QueryDict()
    errors: dict[str, str] = {}
    refused = ""
    if request.method == "POST":
        read = asking.read(content, raw)
        errors = read.errors
        if not errors:
            try:
                stack = typing_in.type_in(
                    stack, actor=person_of(request), given=apart(content, read.values)
                )
            except Refused as refusal:
                refused = str(refusal)
            else:
                return _next(request, survey, stack)
    context = {
        "stack": stack,
        "number": min(stack.typed + 1, stack.forms),
        "is_full": stack.typed >= stack.forms,
        "screens": asking.sheet(content, raw, errors),
        "has_errors": bool(errors),
        "refused": refused,
        "status": 422 if errors or refused else 200,
    }
    return show(request, "type_in", survey, **context)


def _next(request: HttpRequest, survey: Survey, stack: PaperBatch) -> HttpResponse:
    """To the next empty form, or to the stacks when this one is done."""
    if stack.typed < stack.forms:
        return redirect("surveys:type_in", survey.public_id, stack.pk)
    messages.success(
        request, _("All %(number)d forms of this stack are typed in.") % {"number": stack.forms}
    )
    return redirect("surveys:paper", survey.public_id)
