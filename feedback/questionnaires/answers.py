"""Reading what a person answered, from the web form or typed in from paper, by the same rules.

The name of a field is `name_of(question)`, with the row or option behind it in a matrix and in a
ranking. What isn't asked is dropped; what is asked and impossible gets a sentence at its question.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from django.core.files.base import File
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import override

from feedback.questionnaires.content import (
    MATRIX_POINTS,
    SCALE_POINTS,
    UNKNOWN,
    Content,
    Question,
    QuestionKind,
    Section,
    is_asked,
)
from feedback.questionnaires.fields import NUMBER
from prestizh.egn import SENTENCE, holds_egn

LONGEST_SHORT, LONGEST_LONG = 300, 4000
FIRST_YEAR, LAST_YEAR = 1900, 2100

if TYPE_CHECKING:
    AnyFile: TypeAlias = File[Any]
else:
    AnyFile = File

Raw: TypeAlias = QueryDict | Mapping[str, str | list[str]]
Answer: TypeAlias = str | int | list[str] | dict[str, int | str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered by question key, in the shapes of `QuestionKind`; or why it can't be.

    Of a file `values` has its name; the file itself is in `files`. `errors` has one sentence a
    question, in the language that was asked for.
    """

    values: dict[str, Answer] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    files: dict[str, AnyFile] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether it can be kept."""
        return not self.errors


class Impossible(ValueError):  # noqa: N818 - what was answered, no error of ours
    """An answer that can't be; the text is a sentence for who gave it."""


def name_of(question: Question, part: str = "") -> str:
    """The name of the field of a question, or of one of its rows or options."""
    return f"q-{question.key}-{part}" if part else f"q-{question.key}"


def read(
    content: Content,
    raw: Raw,
    language: str,
    *,
    settlements: Collection[str],
    files: Mapping[str, AnyFile] | None = None,
) -> Answers:
    """All answers. `settlements` are the EKATTE codes that exist."""
    found = Answers()
    for section in content.sections:
        part = read_section(
            section, raw, language, before=found.values, settlements=settlements, files=files
        )
        found.values.update(part.values)
        found.errors.update(part.errors)
        found.files.update(part.files)
    return found


def read_section(
    section: Section,
    raw: Raw,
    language: str,
    *,
    before: Mapping[str, Answer],
    settlements: Collection[str],
    files: Mapping[str, AnyFile] | None = None,
) -> Answers:
    """The answers of one screen; `before` are those of the screens before it."""
    found = Answers()
    with override(language):
        for question in section.questions:
            if not is_asked(question, section, {**before, **found.values}):
                continue
            try:
                answer = _answer(question, raw, language, settlements, files or {})
            except Impossible as impossible:
                found.errors[question.key] = str(impossible)
                continue
            if answer is not None:
                found.values[question.key] = answer
                if question.kind is QuestionKind.FILE:
                    found.files[question.key] = (files or {})[name_of(question)]
            elif question.is_required:
                found.errors[question.key] = _("Please answer this question.")
    return found


def _answer(
    question: Question,
    raw: Raw,
    language: str,
    settlements: Collection[str],
    files: Mapping[str, AnyFile],
) -> Answer | None:
    """What was answered, None for nothing. Raises `Impossible`."""
    if question.kind is QuestionKind.MULTIPLE:
        return _multiple(question, given_for(raw, name_of(question)))
    if question.kind is QuestionKind.MATRIX:
        return _matrix(question, raw, language)
    if question.kind is QuestionKind.RANKING:
        return _ranking(question, raw)
    if question.kind is QuestionKind.FILE:
        file = files.get(name_of(question))
        return _without_egn(file.name or question.key)[:200] if file else None
    given = _one(raw, name_of(question))
    if not _without_egn(given):
        return None
    if question.kind is QuestionKind.SETTLEMENT:
        if given not in settlements:
            raise Impossible(_("Choose one of the settlements of the municipality."))
        return given
    return _SIMPLE[question.kind](question, given)


def given_for(raw: Raw, name: str) -> list[str]:
    """What was sent for a field, without what is empty."""
    if isinstance(raw, QueryDict):
        return [value for value in raw.getlist(name) if value]
    value = raw.get(name, [])
    return [one for one in ([value] if isinstance(value, str) else value) if one]


def _one(raw: Raw, name: str) -> str:
    given = given_for(raw, name)
    return given[-1].strip() if given else ""


def _without_egn(words: str) -> str:
    if holds_egn(words):
        raise Impossible(str(SENTENCE))
    return words


def _single(question: Question, given: str) -> str:
    if given not in {option.key for option in question.options}:
        raise Impossible(_("Choose one of the answers that are listed."))
    return given


def _multiple(question: Question, given: list[str]) -> list[str] | None:
    known = [option.key for option in question.options]
    if not set(given) <= set(known):
        raise Impossible(_("Choose from the answers that are listed."))
    if question.most and len(set(given)) > question.most:
        raise Impossible(_("Choose at most %(most)d answers.") % {"most": question.most})
    return [key for key in known if key in given] or None


def _matrix(question: Question, raw: Raw, language: str) -> dict[str, int | str] | None:
    found: dict[str, int | str] = {}
    for row in question.rows:
        given = _one(raw, name_of(question, row.key))
        name = {"row": row.words.said_in(language)}
        if given == UNKNOWN:
            found[row.key] = UNKNOWN
        elif given in {str(point) for point in MATRIX_POINTS}:
            found[row.key] = int(given)
        elif given:
            raise Impossible(_("“%(row)s”: choose from 1 to 5, or that you can't judge.") % name)
        elif question.is_required:
            raise Impossible(_("“%(row)s” has no answer yet.") % name)
    return found or None


def _ranking(question: Question, raw: Raw) -> list[str] | None:
    """The options by the place they were given; a place that was left out is closed up."""
    places: dict[int, str] = {}
    last = question.most or len(question.options)
    for option in question.options:
        given = _one(raw, name_of(question, option.key))
        if not given:
            continue
        if not (given.isascii() and given.isdigit() and 1 <= int(given[:3]) <= last):
            raise Impossible(_("A place is a number from 1 to %(last)d.") % {"last": last})
        place = int(given[:3])
        if place in places:
            raise Impossible(
                _("Place %(place)d is given twice; each place has one answer.") % {"place": place}
            )
        places[place] = option.key
    return [places[place] for place in sorted(places)] or None


def _scale(_question: Question, given: str) -> int:
    if given not in {str(point) for point in SCALE_POINTS}:
        raise Impossible(_("Choose a whole number from 0 to 10."))
    return int(given)


def _number(question: Question, given: str) -> str:
    text = given.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", ".")
    if not NUMBER.fullmatch(text) or not text.isascii():
        raise Impossible(_("Write a number, for example 12 or 3,5."))
    number = Decimal(text)
    if question.least and number < Decimal(question.least):
        raise Impossible(_("The number can't be less than %(least)s.") % {"least": question.least})
    if question.greatest and number > Decimal(question.greatest):
        raise Impossible(
            _("The number can't be greater than %(greatest)s.") % {"greatest": question.greatest}
        )
    return format(number.normalize() + 0, "f")


def _date(_question: Question, given: str) -> str:
    """A day, as a browser gives it (2026-05-07) or as it is typed (7.5.2026)."""
    try:
        parts = given.removesuffix("г.").strip(" .").split(".")
        found = (
            date(int(parts[2]), int(parts[1]), int(parts[0]))
            if len(parts) == 3
            else date.fromisoformat(given)
        )
    except ValueError:
        raise Impossible(_("Write a day, for example 07.05.2026.")) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Impossible(_("This day is too far away; look at the year again."))
    return found.isoformat()


def _text(longest: int) -> Callable[[Question, str], str]:
    def read_text(_question: Question, given: str) -> str:
        text = given.replace("\r\n", "\n").replace("\r", "\n")
        if "\0" in text or not _is_utf8(text):
            raise Impossible(_("The text has characters that can't be kept."))
        if len(text) > longest:
            raise Impossible(
                _("The text has %(length)d characters; at most %(most)d can be kept.")
                % {"length": len(text), "most": longest}
            )
        return text

    return read_text


def _is_utf8(text: str) -> bool:
    return text.encode("utf-8", "ignore").decode() == text


_SIMPLE: dict[QuestionKind, Callable[[Question, str], str | int]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.SCALE: _scale,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.SHORT_TEXT: _text(LONGEST_SHORT),
    QuestionKind.LONG_TEXT: _text(LONGEST_LONG),
}
