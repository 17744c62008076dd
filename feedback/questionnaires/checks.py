"""Whether a questionnaire makes sense: what must be mended before it can be published."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from feedback.questionnaires.content import (
    Condition,
    Content,
    Criterion,
    Question,
    QuestionKind,
    Section,
)
from prestizh.refusal import Obstacle

WITH_OPTIONS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.RANKING})
WITH_MOST = frozenset({QuestionKind.MULTIPLE, QuestionKind.RANKING})
CAN_DECIDE = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})
# Criteria of a whole question, with the kinds that can carry them; all others are rows' criteria.
OF_QUESTIONS: dict[Criterion, frozenset[QuestionKind]] = {
    Criterion.RECOMMEND: frozenset({QuestionKind.SCALE}),
    Criterion.REPEAT: frozenset({QuestionKind.SINGLE}),
    Criterion.GROUP: frozenset({QuestionKind.SINGLE}),
    Criterion.CHANNEL: frozenset({QuestionKind.SINGLE}),
    Criterion.FIRST_TIME: frozenset({QuestionKind.SINGLE}),
    Criterion.SETTLEMENT: frozenset({QuestionKind.SETTLEMENT}),
    Criterion.PROPOSAL: frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT}),
}
OF_PAIRS = frozenset({Criterion.IMPORTANCE, Criterion.STATE})
OF_ROWS = frozenset(Criterion) - frozenset(OF_QUESTIONS)


def needs_names(content: Content) -> bool:
    """Whether it can be asked only where answers carry names: a file tells whose it is."""
    return any(question.kind is QuestionKind.FILE for question in content.questions())


def obstacles(content: Content) -> list[Obstacle]:
    """Everything in the way of publishing it, in the order of the questions."""
    return [
        *_of_the_whole(content),
        *of_conditions(content),
        *(found for question in content.questions() for found in of_question(question)),
        *_of_criteria(content),
    ]


def called(words_of: Question | Section) -> str:
    """What a question or section is called in a sentence: its words, or its key."""
    words = words_of.words if isinstance(words_of, Question) else words_of.title
    said = words.said_in(get_language() or "bg") or words_of.key
    return said if len(said) <= 80 else said[:79].rstrip() + "…"


def of_question(question: Question) -> Iterator[Obstacle]:
    """What is wrong with one question, taken by itself."""
    name = {"question": called(question)}
    if not question.words.bg.strip():
        yield _at(question, _("“%(question)s” has no words in Bulgarian.") % name)
    if question.kind in WITH_OPTIONS and len(question.options) < 2:
        yield _at(question, _("“%(question)s” needs at least two options.") % name)
    if question.kind not in WITH_OPTIONS and question.options:
        yield _at(question, _("“%(question)s” can't have options.") % name)
    if question.kind is QuestionKind.MATRIX and not question.rows:
        yield _at(question, _("“%(question)s” needs at least one row.") % name)
    if question.kind is not QuestionKind.MATRIX and question.rows:
        yield _at(question, _("“%(question)s” can't have rows.") % name)
    parts = [part.words for part in question.options] + [part.words for part in question.rows]
    if not all(words.bg.strip() for words in parts):
        yield _at(
            question, _("“%(question)s” has an option or a row without words in Bulgarian.") % name
        )
    yield from _of_limits(question, name)


def _of_limits(question: Question, name: dict[str, str]) -> Iterator[Obstacle]:
    if question.most and question.kind not in WITH_MOST:
        yield _at(question, _("“%(question)s” can't have a limit of choices.") % name)
    elif question.most > len(question.options):
        yield _at(
            question,
            _("“%(question)s” allows %(most)d choices, but has %(options)d options.")
            % {**name, "most": question.most, "options": len(question.options)},
        )
    if question.kind is not QuestionKind.NUMBER:
        if question.least or question.greatest:
            yield _at(question, _("“%(question)s” can't have a least or greatest number.") % name)
    elif question.least and question.greatest and _is_above(question.least, question.greatest):
        yield _at(question, _("“%(question)s”: the least number is above the greatest.") % name)


def _is_above(one: str, other: str) -> bool:
    return Decimal(one) > Decimal(other)


def _of_the_whole(content: Content) -> Iterator[Obstacle]:
    if not content.title.bg.strip():
        yield Obstacle(_("The questionnaire has no title in Bulgarian."), field="title")
    if not any(True for _question in content.questions()):
        yield Obstacle(_("The questionnaire has no questions."), field="sections")
    for number, section in enumerate(content.sections, 1):
        if not section.title.bg.strip():
            sentence = _("Section %(number)d has no title in Bulgarian.") % {"number": number}
            yield Obstacle(sentence, field=section.key)
        if not section.questions:
            sentence = _("The section “%(section)s” has no questions.")
            yield Obstacle(sentence % {"section": called(section)}, field=section.key)


def of_conditions(content: Content) -> Iterator[Obstacle]:
    """Conditions that can't be decided when their question's turn comes."""
    before: dict[str, Question] = {}
    for section in content.sections:
        if section.condition is not None:
            yield from _of_condition(content, section, section.condition, before)
        for question in section.questions:
            if question.condition is not None:
                yield from _of_condition(content, question, question.condition, before)
            before[question.key] = question


def _of_condition(
    content: Content, of: Question | Section, condition: Condition, before: dict[str, Question]
) -> Iterator[Obstacle]:
    names = {"question": called(of), "other": condition.question}
    try:
        other = content.question(condition.question)
    except KeyError:
        yield _at(of, _("“%(question)s” depends on “%(other)s”, which isn't there.") % names)
        return
    names["other"] = called(other)
    if other is of or (isinstance(of, Section) and other in of.questions):
        yield _at(of, _("“%(question)s” depends on itself (“%(other)s”).") % names)
    elif other.key not in before:
        yield _at(of, _later(content, of, other) % names)
    elif other.kind not in CAN_DECIDE:
        yield _at(
            of,
            _("“%(question)s” depends on “%(other)s”, where nothing is chosen from options.")
            % names,
        )
    elif not condition.options:
        yield _at(of, _("“%(question)s” depends on no option of “%(other)s”.") % names)
    elif not {option.key for option in other.options}.issuperset(condition.options):
        yield _at(
            of,
            _("“%(question)s” depends on an option that “%(other)s” doesn't have.") % names,
        )


def _later(content: Content, of: Question | Section, other: Question) -> str:
    """The sentence for a condition on a later question: whether it is even a loop."""
    own = {of.key} if isinstance(of, Question) else {q.key for q in of.questions}
    if own & _asked_for(content, other):
        return _("“%(question)s” and “%(other)s” depend on each other in a loop.")
    return _("“%(question)s” depends on “%(other)s”, which is asked later.")


def _asked_for(content: Content, question: Question) -> set[str]:
    """The keys of all questions on which this one depends, through any number of others."""
    needed: dict[str, set[str]] = {}
    for section in content.sections:
        for one in section.questions:
            needed[one.key] = {c.question for c in (section.condition, one.condition) if c}
    found: set[str] = set()
    waiting = [question.key]
    while waiting:
        fresh = needed.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _of_criteria(content: Content) -> Iterator[Obstacle]:
    """Criteria where nothing could be summed up, or twice: then it isn't known which counts."""
    seen: set[tuple[Criterion, str]] = set()
    for question in content.questions():
        marks = [(question.criterion, "")] if question.criterion else []
        if question.criterion and question.kind not in OF_QUESTIONS.get(question.criterion, ()):
            yield _at(
                question,
                _("“%(question)s” can't measure this: choose another kind or another measure.")
                % {"question": called(question)},
            )
        for row in question.rows:
            if row.criterion not in OF_ROWS or (row.criterion in OF_PAIRS) != bool(row.subject):
                yield _at(
                    question,
                    _("“%(question)s” has a row whose measure doesn't fit, or lacks its service.")
                    % {"question": called(question)},
                )
            marks += [(row.criterion, row.subject)] if row.criterion else []
        if seen & set(marks) or len(set(marks)) < len(marks):
            yield _at(
                question,
                _("“%(question)s” measures what was measured before; one place is enough.")
                % {"question": called(question)},
            )
        seen |= set(marks)


def _at(of: Question | Section, sentence: str) -> Obstacle:
    return Obstacle(sentence, field=of.key)
