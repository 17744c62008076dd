"""A form for each part of the draft: title, section, question. Nothing typed is lost."""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback.questionnaires import checks, editing, revising
from feedback.questionnaires.content import Content, Question, Section
from feedback.questionnaires.forms.asking import Showing
from feedback.questionnaires.forms.conditions import earlier_than, ticked
from feedback.questionnaires.forms.desk import SectionForm, SeenForm, WordsForm, words_of
from feedback.questionnaires.forms.question import QuestionForm
from feedback.questionnaires.models import Questionnaire
from feedback.questionnaires.views.frame import MANAGE, WRITES, giving_back, of, show, the_draft
from feedback.questionnaires.wording import KINDS
from prestizh.accounts.access import person_of
from prestizh.refusal import Refused


@of(MANAGE)
@require_http_methods(WRITES)
@giving_back
def words(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Title and introduction."""
    content = the_draft(questionnaire).asks
    form = WordsForm(request.POST or None, initial=_initial(content))

    def change(now: Content) -> Content:
        return editing.with_words(now, *form.words())

    if _saved(request, questionnaire, form, lambda now: now, change):
        return redirect("questionnaires:edit", questionnaire.public_id)
    return show(request, questionnaire, "words", form=form)


@of(MANAGE)
@require_http_methods(WRITES)
@giving_back
def section(request: HttpRequest, questionnaire: Questionnaire, key: str) -> HttpResponse:
    """The words of a section, and when it is asked."""
    content = the_draft(questionnaire).asks
    part = _found(partial(editing.section_of, key=key), content)
    assert isinstance(part, Section)  # noqa: S101 - found as one
    form = SectionForm(
        request.POST or None, initial=_initial(part), deciding=earlier_than(content, key)
    )

    def change(now: Content) -> Content:
        title, intro = words_of(form, "title"), words_of(form, "intro")
        old = editing.section_of(now, key)
        changed = replace(old, title=title, intro=intro, condition=form.condition())
        return editing.with_section(now, changed)

    if _saved(request, questionnaire, form, partial(editing.section_of, key=key), change):
        return redirect("questionnaires:edit", questionnaire.public_id)
    return show(request, questionnaire, "section", form=form, part=part)


@of(MANAGE)
@require_http_methods(WRITES)
@giving_back
def question(request: HttpRequest, questionnaire: Questionnaire, key: str) -> HttpResponse:
    """One question with its options or rows; beside it, how people see it now."""
    content = the_draft(questionnaire).asks
    part = _found(lambda now: now.question(key), content)
    assert isinstance(part, Question)  # noqa: S101 - found as one
    form = QuestionForm(request.POST or None, question=part, deciding=earlier_than(content, key))

    def change(now: Content) -> Content:
        return editing.with_question(now, form.changed())

    if _saved(request, questionnaire, form, lambda now: now.question(key), change):
        if "stay" in request.POST:
            return redirect("questionnaires:question", questionnaire.public_id, key)
        return redirect("questionnaires:edit", questionnaire.public_id)
    asked = Showing(content, get_language() or "bg").screen(editing.home_of(content, key))
    return show(
        request,
        questionnaire,
        "question",
        form=form,
        part=part,
        kind=KINDS[part.kind],
        asked=next(one for one in asked.questions if one.question.key == key),
        missing=list(checks.of_question(part)),
    )


def _initial(part: Content | Section) -> dict[str, object]:
    found: dict[str, object] = {
        "seen": editing.seen(part),
        "title": part.title.bg,
        "title_en": part.title.en,
        "intro": part.intro.bg,
        "intro_en": part.intro.en,
    }
    return found | ({"condition": ticked(part.condition)} if isinstance(part, Section) else {})


def _found(part: revising.Part, content: Content) -> Question | Section | Content:
    """The part. Raises Http404 where there is none."""
    try:
        return part(content)
    except KeyError:
        raise Http404 from None


def _saved(
    request: HttpRequest,
    questionnaire: Questionnaire,
    form: SeenForm,
    part: revising.Part,
    change: revising.Change,
) -> bool:
    """Keep what was sent; else the form says why not.

    Only after it was told that somebody else changed the part does the form replace their words.
    """
    if not form.is_valid():
        return False
    seen = form.cleaned_data["seen"]
    actor = person_of(request)
    try:
        revising.revise_part(questionnaire, actor=actor, part=part, seen=seen, change=change)
    except revising.ChangedMeanwhile as refused:
        form.refuse(refused)
        form.reopened(part(the_draft(questionnaire).asks))
        return False
    except Refused as refused:
        form.refuse(refused)
        return False
    messages.success(request, _("It is saved."))
    return True
