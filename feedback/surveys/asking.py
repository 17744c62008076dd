"""The questions of a survey, screen by screen, for who answers."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import get_language

from feedback.questionnaires import answers
from feedback.questionnaires.answers import Answer, Answers, Raw
from feedback.questionnaires.content import Content, QuestionKind, Section, is_asked
from feedback.questionnaires.forms.asking import Screen, Showing
from feedback.questionnaires.models import Version
from feedback.questionnaires.settlements import offered
from prestizh.documents.keeping import Upload

Given = Mapping[str, Answer]


def content_of(version: Version) -> Content:
    """What a version asks."""
    return version.asks


def read(content: Content, raw: Raw, files: Mapping[str, Upload] | None = None) -> Answers:
    """What was answered so far, and what is wrong with it, in the language of the page."""
    known = {code for code, _name in settlements(content)}
    return answers.read(content, raw, get_language() or "bg", settlements=known, files=files)


def settlements(content: Content) -> tuple[tuple[str, str], ...]:
    """EKATTE code and name of each that can be answered; none where none is asked for."""
    is_wanted = any(one.kind is QuestionKind.SETTLEMENT for one in content.questions())
    return offered() if is_wanted else ()


def sheet(
    content: Content, raw: Raw | None = None, errors: Mapping[str, str] | None = None
) -> list[Screen]:
    """All that can be asked, on one page: to print, or to type in from paper."""
    return _showing(content, raw or {}, errors or {}).screens()


def screen(
    content: Content, section: Section, raw: Raw, errors: Mapping[str, str], given: Given
) -> Screen:
    """What one screen asks of who has answered so far as `given`."""
    showing = replace(_showing(content, raw, errors), before={**given})
    whole = showing.screen(section)
    asked = [one for one in whole.questions if is_asked(one.question, section, {**given})]
    return replace(whole, questions=tuple(asked))


def _showing(content: Content, raw: Raw, errors: Mapping[str, str]) -> Showing:
    places = settlements(content)
    return Showing(content, get_language() or "bg", settlements=places, raw=raw, errors=errors)


def is_shown(section: Section, given: Given) -> bool:
    """Whether anything on this screen is asked of who has answered so far as `given`."""
    return any(is_asked(question, section, {**given}) for question in section.questions)


def next_screen(content: Content, place: int, given: Given) -> int | None:
    """The next screen after `place` (from 1) that asks something; None after the last."""
    ahead = range(place + 1, len(content.sections) + 1)
    return next((n for n in ahead if is_shown(content.sections[n - 1], given)), None)


def screen_before(content: Content, place: int, given: Given) -> int | None:
    """The screen before `place` that asks something; None before the first."""
    behind = range(place - 1, 0, -1)
    return next((n for n in behind if is_shown(content.sections[n - 1], given)), None)


def progress(content: Content, place: int, given: Given) -> tuple[int, int]:
    """Which screen of how many this is, among those that ask something."""
    shown = [
        n
        for n, section in enumerate(content.sections, start=1)
        if is_shown(section, given) or n == place
    ]
    return shown.index(place) + 1, len(shown)
