"""Changing what a questionnaire asks: each change is a function from content to content.

None of them writes anything; `revising.revise` takes one and keeps what comes out. A part that
isn't there any more raises KeyError.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from feedback.questionnaires import codec
from feedback.questionnaires.content import Content, Question, QuestionKind, Section, Words

T = TypeVar("T", Question, Section)


def seen(part: Question | Section | Content) -> str:
    """A short name of how a part is now: another one means that somebody changed it.

    Of a section only its own words and condition count, of the whole title and introduction: the
    questions are parts of their own.
    """
    if isinstance(part, Question):
        part = Content(Words(""), sections=(Section("s", Words(""), questions=(part,)),))
    elif isinstance(part, Section):
        part = Content(Words(""), sections=(replace(part, questions=()),))
    else:
        part = replace(part, sections=())
    return hashlib.sha256(codec.canonical(part)).hexdigest()[:16]


def free_key(taken: Iterable[str], stem: str) -> str:
    """The first of stem1, stem2, … that is not taken."""
    used = set(taken)
    return next(key for n in range(1, len(used) + 2) if (key := f"{stem}{n}") not in used)


def section_of(content: Content, key: str) -> Section:
    """The section with this key. Raises KeyError."""
    return _found(content.sections, key)


def home_of(content: Content, question: str) -> Section:
    """The section in which a question stands. Raises KeyError."""
    for section in content.sections:
        if any(one.key == question for one in section.questions):
            return section
    raise KeyError(question)


def with_words(content: Content, title: Words, intro: Words) -> Content:
    """The same under another title and introduction."""
    return replace(content, title=title, intro=intro)


def with_new_section(content: Content, title: Words) -> Content:
    """The same with an empty section at the end."""
    key = free_key((section.key for section in content.sections), "section")
    return replace(content, sections=(*content.sections, Section(key, title)))


def with_section(content: Content, section: Section) -> Content:
    """The same with this section in place of the one with its key."""
    section_of(content, section.key)
    return replace(
        content, sections=tuple(section if s.key == section.key else s for s in content.sections)
    )


def without_section(content: Content, key: str) -> Content:
    """The same without a section and its questions."""
    gone = section_of(content, key)
    return replace(content, sections=tuple(s for s in content.sections if s is not gone))


def with_moved_section(content: Content, key: str, by: int) -> Content:
    """The same with a section one place earlier (−1) or later (1); at the end it stays."""
    return replace(content, sections=_moved(content.sections, key, by))


def with_new_question(content: Content, section: str, kind: QuestionKind, words: Words) -> Content:
    """The same with a new question at the end of a section."""
    key = free_key((question.key for question in content.questions()), "question")
    home = section_of(content, section)
    return with_section(
        content, replace(home, questions=(*home.questions, Question(key, kind, words)))
    )


def with_question(content: Content, question: Question) -> Content:
    """The same with this question in place of the one with its key."""
    home = home_of(content, question.key)
    kept = tuple(question if one.key == question.key else one for one in home.questions)
    return with_section(content, replace(home, questions=kept))


def without_question(content: Content, key: str) -> Content:
    """The same without a question."""
    home = home_of(content, key)
    kept = tuple(one for one in home.questions if one.key != key)
    return with_section(content, replace(home, questions=kept))


def with_moved_question(content: Content, key: str, by: int) -> Content:
    """The same with a question one place earlier (−1) or later (1).

    At the end of its section it goes over to the next one.
    """
    home = home_of(content, key)
    places = [one.key for one in home.questions]
    if 0 <= places.index(key) + by < len(places):
        return with_section(content, replace(home, questions=_moved(home.questions, key, by)))
    other = content.sections.index(home) + by
    if not 0 <= other < len(content.sections):
        return content
    question, target = content.question(key), content.sections[other]
    joined = (question, *target.questions) if by > 0 else (*target.questions, question)
    return with_section(without_question(content, key), replace(target, questions=joined))


def _found(parts: Iterable[T], key: str) -> T:
    for part in parts:
        if part.key == key:
            return part
    raise KeyError(key)


def _moved(parts: tuple[T, ...], key: str, by: int) -> tuple[T, ...]:
    part = _found(parts, key)
    rest: list[T] = [one for one in parts if one is not part]
    place: int = max(0, parts.index(part) + by)
    rest.insert(place, part)
    return tuple(rest)
