"""How the people of the example fill in a questionnaire: by chance, around what the file says."""

import random
from typing import Any

from feedback.questionnaires.answers import Answer
from feedback.questionnaires.content import (
    MATRIX_POINTS,
    UNKNOWN,
    Content,
    Question,
    QuestionKind,
    is_asked,
)
from feedback.surveys import answering
from feedback.surveys.intake import Given
from prestizh.local.content.people import TOWN
from prestizh.local.content.reading import table

MIDDLE, SPREAD = 3.5, 0.9
# In the villages what is done is judged worse, by so much.
FARTHER = 0.5
SILENT, WRITES, CANNOT_JUDGE = 0.1, 0.4, 0.07


def sentences(purpose: str) -> list[dict[str, Any]]:
    """What people write in their own words, with what the clerk makes of it."""
    said: list[dict[str, Any]] = table("answers")[purpose]["said"]
    return said


def a_person(
    content: Content, chance: random.Random, purpose: str = "event", worse: float = 0
) -> Given:
    """One filled-in questionnaire: mostly content, sometimes silent, now and then with a sentence."""
    places = table("answers")["places"]
    place = chance.choices(list(places), list(places.values()))[0]
    lower = worse + (0 if place == TOWN else FARTHER)
    answers: dict[str, Answer] = {}
    for section in content.sections:
        for question in section.questions:
            if is_asked(question, section, {**answers}):
                answer = _answer(question, chance, lower)
                if question.kind is QuestionKind.LONG_TEXT:
                    answer = _words(question, chance, purpose)
                if question.kind is QuestionKind.SETTLEMENT:
                    answer = place
                if answer is not None:
                    answers[question.key] = answer
    return answering.apart(content, answers)


def _words(question: Question, chance: random.Random, purpose: str) -> str | None:
    known = [one["text"] for one in sentences(purpose) if one["question"] == question.key]
    return chance.choice(known) if known and chance.random() < WRITES else None


def _answer(question: Question, chance: random.Random, lower: float) -> Answer | None:
    if not question.is_required and chance.random() < SILENT:
        return None
    keys = [option.key for option in question.options]
    if question.kind is QuestionKind.SINGLE:
        return chance.choices(keys, [len(keys) - place for place in range(len(keys))])[0]
    if question.kind is QuestionKind.MULTIPLE:
        chosen = chance.sample(keys, min(len(keys), question.most or 2, 2))
        return [key for key in keys if key in chosen]
    if question.kind is QuestionKind.MATRIX:
        return {
            row.key: _point(f"{question.key}.{row.key}", chance, lower) for row in question.rows
        }
    if question.kind is QuestionKind.SCALE:
        return chance.choices(range(11), (1, 1, 1, 2, 2, 5, 8, 14, 20, 22, 24))[0]
    if question.kind is QuestionKind.RANKING:
        return chance.sample(keys, min(len(keys), question.most or len(keys)))
    return None


def _point(statement: str, chance: random.Random, lower: float) -> int | str:
    if chance.random() < CANNOT_JUDGE:
        return UNKNOWN
    mean = table("answers")["points"].get(statement, MIDDLE)
    if not statement.startswith("importance."):
        mean -= lower
    return min(MATRIX_POINTS[-1], max(MATRIX_POINTS[0], round(chance.gauss(mean, SPREAD))))
