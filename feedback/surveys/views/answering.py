"""Answering: one group of questions on a screen, forth and back, then sent."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.questionnaires.content import Content, Section, is_asked
from feedback.surveys import asking, codes, drafts
from feedback.surveys.answering import apart, respond
from feedback.surveys.drafts import Screens
from feedback.surveys.files import as_uploads, kept_in, with_files
from feedback.surveys.impersonal import cookie_of, forget, of_survey, remember
from feedback.surveys.models import Reach, Survey
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.refusal import Refused
from prestizh.ui.same_origin import from_own_page

WRITES = ["GET", "HEAD", "POST"]
# What the browser holds: the code of a letter, a token of its own, or that it has answered.
CODE, TOKEN, DONE = "c.", "t.", "done"


@dataclass(frozen=True)
class Held:
    """What the browser holds of this survey."""

    value: str

    @property
    def is_done(self) -> bool:
        return self.value == DONE

    @property
    def code(self) -> str:
        return self.value.removeprefix(CODE) if self.value.startswith(CODE) else ""

    @property
    def is_known(self) -> bool:
        return self.value.startswith((CODE, TOKEN))


def held_by(request: HttpRequest, survey: Survey) -> Held:
    """What the cookie of this survey says."""
    return Held(request.COOKIES.get(cookie_of(survey), "")[:80])


@of_survey
@require_safe
def come_with_code(_request: HttpRequest, survey: Survey, code: str) -> HttpResponse:
    """The link of a letter: the browser takes the code, and no further address holds it."""
    response = redirect("surveys:begin", survey.public_id)
    remember(response, survey, CODE + code)
    # The address of this page must not be told to the next.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@of_survey
@require_safe
def begin(request: HttpRequest, survey: Survey) -> HttpResponse:
    """To the first screen, or to the page that says why there is none."""
    held = held_by(request, survey)
    if not survey.is_open(clock.now()):
        return redirect(survey)
    if held.is_done:
        return show(request, "answered", survey)
    if held.code and not codes.is_unused(survey, held.code):
        return show(request, "used", survey)
    if survey.is_anonymous and survey.reach == Reach.INVITED and not held.code:
        return show(request, "invited_only", survey)
    return redirect("surveys:screen", survey.public_id, 1)


@from_own_page
@of_survey
@require_POST
def again(_request: HttpRequest, survey: Survey) -> HttpResponse:
    """Somebody else answers with the same browser."""
    response = redirect("surveys:screen", survey.public_id, 1)
    forget(response, survey)
    return response


@from_own_page
@of_survey
@require_http_methods(WRITES)
def screen(request: HttpRequest, survey: Survey, place: int) -> HttpResponse:
    """One group of questions."""
    content = asking.content_of(survey.version)
    if not 1 <= place <= len(content.sections):
        raise Http404
    held = held_by(request, survey)
    if not survey.is_open(clock.now()) or held.is_done:
        return redirect("surveys:begin", survey.public_id)
    if request.method == "POST":
        return _take(request, survey, content, place, held)
    return _ask(request, survey, content, place, drafts.find(survey, held.value))


def _take(
    request: HttpRequest, survey: Survey, content: Content, place: int, held: Held
) -> HttpResponse:
    """Keep what was sent from a screen, and lead on: forth, back, or to the same one once more."""
    token = held.value if held.is_known else TOKEN + drafts.new_token()
    section = content.sections[place - 1]
    try:
        sent: QueryDict = request.POST
        if isinstance(request.user, User):
            before = drafts.find(survey, token)
            sent = with_files(sent, request.FILES, section, before, person=request.user)
        screens = drafts.keep(survey, token, section.key, sent)
    except Refused as refused:
        typed = {section.key: dict(request.POST.lists())}
        return _ask(request, survey, content, place, typed, refused=str(refused))
    response = _onwards(request, survey, content, place, screens)
    remember(response, survey, token)
    return response


def _onwards(
    request: HttpRequest, survey: Survey, content: Content, place: int, screens: Screens
) -> HttpResponse:
    read = asking.read(content, drafts.raw_of(screens), as_uploads(kept_in(content, screens)))
    section = content.sections[place - 1]
    if request.POST.get("_go") == "back":
        before = asking.screen_before(content, place, read.values)
        return redirect("surveys:screen", survey.public_id, before or 1)
    asked = [one.key for one in section.questions if is_asked(one, section, {**read.values})]
    if any(key in read.errors for key in asked):
        return _ask(request, survey, content, place, screens, errors=True)
    if set(asked) - set(request.POST.get("_shown", "").split()):
        return _ask(request, survey, content, place, screens, more=True)
    ahead = asking.next_screen(content, place, read.values)
    if ahead is None:
        return redirect("surveys:send", survey.public_id)
    return redirect("surveys:screen", survey.public_id, ahead)


def _ask(
    request: HttpRequest,
    survey: Survey,
    content: Content,
    place: int,
    screens: Screens,
    *,
    errors: bool = False,
    more: bool = False,
    refused: str = "",
) -> HttpResponse:
    """The screen with what was answered on it so far; 422 where something is wrong with it."""
    raw = drafts.raw_of(screens)
    documents = kept_in(content, screens)
    read = asking.read(content, raw, as_uploads(documents))
    section: Section = content.sections[place - 1]
    screen = asking.screen(content, section, raw, read.errors if errors else {}, read.values)
    number, of = asking.progress(content, place, read.values)
    context = {
        "screen": screen,
        "screens": [screen],
        "shown": " ".join(one.question.key for one in screen.questions),
        "has_errors": bool(screen.problems),
        "more": more,
        "refused": refused,
        "number": number,
        "of": of,
        "documents": documents,
        "is_first": asking.screen_before(content, place, read.values) is None,
    }
    return show(request, "screen", survey, status=422 if errors or refused else 200, **context)


@from_own_page
@of_survey
@require_http_methods(WRITES)
def send(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The last screen: what is sent, how it is kept, and the button."""
    held = held_by(request, survey)
    if not survey.is_open(clock.now()) or not held.is_known:
        return redirect("surveys:begin", survey.public_id)
    content = asking.content_of(survey.version)
    screens = drafts.find(survey, held.value)
    documents = kept_in(content, screens)
    read = asking.read(content, drafts.raw_of(screens), as_uploads(documents))
    wrong = _first_wrong(content, read.errors)
    if wrong is not None:
        return redirect("surveys:screen", survey.public_id, wrong)
    refused = ""
    if request.method == "POST":
        person = request.user if isinstance(request.user, User) else None
        given = replace(apart(content, read.values), files=tuple(documents.items()))
        try:
            respond(survey, given=given, code=held.code, token=held.value, person=person)
        except Refused as error:
            refused = str(error)
        else:
            response = redirect("surveys:thanks", survey.public_id)
            remember(response, survey, DONE)
            return response
    last = asking.screen_before(content, len(content.sections) + 1, read.values)
    context = {"number": len(read.values), "last": last, "refused": refused}
    return show(request, "send", survey, status=422 if refused else 200, **context)


def _first_wrong(content: Content, errors: dict[str, Any]) -> int | None:
    """The first screen on which something is missing or wrong."""
    for place, section in enumerate(content.sections, start=1):
        if any(question.key in errors for question in section.questions):
            return place
    return None


@of_survey
@require_safe
def thanks(request: HttpRequest, survey: Survey) -> HttpResponse:
    """That the answer is in, and what happens with it."""
    return show(request, "thanks", survey)


def show(
    request: HttpRequest, name: str, survey: Survey, /, status: int = 200, **context: Any
) -> HttpResponse:
    """A page for who answers; nothing of it is kept between browser and portal."""
    context |= {"survey": survey, "section": "surveys"}
    response = render(request, f"surveys/{name}.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    # Django would log a 422 with its instant: that somebody was answering just then.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
