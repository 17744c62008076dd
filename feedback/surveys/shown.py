"""A question as a page shows it: its words in one language, its fields, what was chosen so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from feedback.questionnaires.answers import LONGEST_LONG, LONGEST_SHORT, name_of
from feedback.questionnaires.content import (
    MATRIX_POINTS,
    SCALE_POINTS,
    UNKNOWN,
    Question,
    QuestionKind,
)
from prestizh.places.models import Settlement


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tick or to fill in; `digit` is the key by which a keyboard chooses it."""

    id: str
    name: str
    value: str
    label: str
    is_chosen: bool = False
    digit: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a matrix with its points."""

    label: str
    choices: list[Choice]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One question; `widget` says which part of the template shows it."""

    key: str
    widget: str
    name: str
    words: str
    hint: str
    is_required: bool
    error: str
    value: str
    choices: list[Choice]
    lines: list[Line]
    most: int
    limit: int = 0

    @property
    def id(self) -> str:
        return f"id_{self.name}"


WIDGETS = {
    QuestionKind.SINGLE: "radio",
    QuestionKind.MULTIPLE: "checkbox",
    QuestionKind.MATRIX: "matrix",
    QuestionKind.SCALE: "scale",
    QuestionKind.RANKING: "ranking",
    QuestionKind.NUMBER: "number",
    QuestionKind.DATE: "date",
    QuestionKind.SHORT_TEXT: "short",
    QuestionKind.LONG_TEXT: "long",
    QuestionKind.FILE: "file",
    QuestionKind.SETTLEMENT: "select",
}
LIMITS = {QuestionKind.SHORT_TEXT: LONGEST_SHORT, QuestionKind.LONG_TEXT: LONGEST_LONG}


def shown(question: Question, raw: QueryDict, errors: Mapping[str, str], language: str) -> Shown:
    """The question with what was answered so far and what is wrong with it."""
    name = name_of(question)
    return Shown(
        key=question.key,
        widget=WIDGETS[question.kind],
        name=name,
        words=question.words.said_in(language),
        hint=question.hint.said_in(language),
        is_required=question.is_required,
        error=errors.get(question.key, ""),
        value=raw.get(name, ""),
        choices=_choices(question, raw, language),
        lines=_lines(question, raw, language),
        most=question.most or len(question.options),
        limit=LIMITS.get(question.kind, 0),
    )


def _choices(question: Question, raw: QueryDict, language: str) -> list[Choice]:
    name = name_of(question)
    if question.kind is QuestionKind.RANKING:
        parts = [(name_of(question, one.key), one.words) for one in question.options]
        return [
            Choice(f"id_{part}", part, raw.get(part, ""), words.said_in(language))
            for part, words in parts
        ]
    if question.kind is QuestionKind.SCALE:
        pairs = [(str(point), str(point)) for point in SCALE_POINTS]
    elif question.kind is QuestionKind.SETTLEMENT:
        pairs = [(one.ekatte, str(one)) for one in Settlement.objects.all()]
    else:
        pairs = [(one.key, one.words.said_in(language)) for one in question.options]
    chosen = set(raw.getlist(name))
    first = 0 if question.kind is QuestionKind.SCALE else 1
    return [
        Choice(f"id_{name}-{value}", name, value, label, value in chosen, _digit(place))
        for place, (value, label) in enumerate(pairs, start=first)
    ]


def _digit(place: int) -> str:
    return str(place) if place < 10 else ""


def _lines(question: Question, raw: QueryDict, language: str) -> list[Line]:
    lines = []
    for row in question.rows:
        name = name_of(question, row.key)
        chosen = raw.get(name, "")
        points = [(str(point), str(point)) for point in MATRIX_POINTS]
        points.append((UNKNOWN, _("I can't judge")))
        choices = [
            Choice(f"id_{name}-{value}", name, value, label, value == chosen, digit)
            for (value, label), digit in zip(points, "123450", strict=True)
        ]
        lines.append(Line(row.words.said_in(language), choices, bool(chosen)))
    return lines
