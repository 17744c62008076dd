"""The outline of the draft: sections and questions are added, moved and taken out here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from feedback.questionnaires import checks, editing, revising
from feedback.questionnaires.content import Content
from feedback.questionnaires.forms.desk import NewQuestionForm, NewSectionForm, words_of
from feedback.questionnaires.models import Questionnaire, Version
from feedback.questionnaires.views.frame import MANAGE, WRITES, of, show, the_draft
from feedback.questionnaires.wording import KINDS
from prestizh.accounts.access import person_of
from prestizh.ui.refusing import done, tried

DIRECTIONS = {"up": -1, "down": 1}


@of(MANAGE)
@require_http_methods(WRITES)
def outline(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """All sections and questions; here they are added, moved and removed."""
    content, actor = the_draft(questionnaire).asks, person_of(request)
    act = request.POST.get("act", "")
    section = NewSectionForm(request.POST if act == "section" else None, prefix="section")
    question = NewQuestionForm(
        request.POST if act == "question" else None, prefix="question", content=content
    )
    if done(section, lambda: revising.revise(questionnaire, actor=actor, change=_added(section))):
        messages.success(request, _("The section is added."))
        return redirect("questionnaires:edit", questionnaire.public_id)
    made: list[Version] = []
    if done(
        question,
        lambda: made.append(revising.revise(questionnaire, actor=actor, change=_asked(question))),
    ):
        messages.success(request, _("The question is added. Here are its details."))
        old = {one.key for one in content.questions()}
        new = next(one.key for one in made[0].asks.questions() if one.key not in old)
        return redirect("questionnaires:question", questionnaire.public_id, new)
    return show(
        request,
        questionnaire,
        "edit",
        content=content,
        kinds={kind.value: label for kind, label in KINDS.items()},
        section_form=section,
        question_form=question if content.sections else None,
        missing=checks.obstacles(content),
    )


def _added(form: NewSectionForm) -> revising.Change:
    return lambda now: editing.with_new_section(now, words_of(form, "title"))


def _asked(form: NewQuestionForm) -> revising.Change:
    return lambda now: editing.with_new_question(
        now, form.cleaned_data["section"], form.question_kind(), words_of(form, "words")
    )


@of(MANAGE)
@require_POST
def move(request: HttpRequest, questionnaire: Questionnaire, key: str, way: str) -> HttpResponse:
    """Move a section or a question one place up or down."""
    return _change(request, questionnaire, key, DIRECTIONS[way], _("It is moved."))


@of(MANAGE)
@require_POST
def remove(request: HttpRequest, questionnaire: Questionnaire, key: str) -> HttpResponse:
    """Take out a question, or a section with its questions."""
    return _change(request, questionnaire, key, 0, _("It is taken out."))


def _change(
    request: HttpRequest, questionnaire: Questionnaire, key: str, by: int, said: str
) -> HttpResponse:
    """Move by so many places; 0 takes it out. A section's key has the prefix `s-`."""
    the_draft(questionnaire)
    actor = person_of(request)
    kind, name = key[:2], key[2:]

    def change(now: Content) -> Content:
        if kind == "s-" and by:
            return editing.with_moved_section(now, name, by)
        if kind == "s-":
            return editing.without_section(now, name)
        if by:
            return editing.with_moved_question(now, name, by)
        return editing.without_question(now, name)

    tried(request, lambda: revising.revise(questionnaire, actor=actor, change=change), said)
    return redirect("questionnaires:edit", questionnaire.public_id)
