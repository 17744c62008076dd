"""A questionnaire as JSON: written for keeping and export, read strictly.

What can't be read raises `Refused` with a sentence that says where and why; nothing is skipped.
The rules of what makes sense (conditions, bounds) are not here but in `checks`.
"""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from feedback.questionnaires.content import (
    Condition,
    Content,
    Criterion,
    Option,
    Question,
    QuestionKind,
    Row,
    Section,
    Words,
)
from feedback.questionnaires.fields import MOST_OPTIONS, Fields, refuse_twice
from prestizh.refusal import Refused

FORMAT = "prestizh.questionnaire/1"
LARGEST_FILE = 500_000  # bytes; the longest of our own has 15 000
MOST_SECTIONS, MOST_QUESTIONS, MOST_ROWS = 20, 60, 30
LONGEST_TITLE, LONGEST_SUBJECT = 200, 200


def parse(file: bytes) -> Content:
    """The questionnaire in an imported file. Raises `Refused` for a bad or huge one."""
    if len(file) > LARGEST_FILE:
        raise Refused(
            _("The file is larger than %(size)d KB: this is no questionnaire.")
            % {"size": LARGEST_FILE // 1000}
        )
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("The file isn't text in UTF-8.")) from None
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Refused(
            _("The file isn't JSON: line %(line)d, column %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from None
    except (RecursionError, ValueError):
        raise Refused(_("The file isn't a questionnaire of this portal.")) from None
    return read(data)


def read(data: object) -> Content:
    """The questionnaire in this JSON value. Raises `Refused` for anything else."""
    fields = Fields(data, _("The questionnaire"))
    if fields.take("format", str, "") != FORMAT:
        raise Refused(
            _("This is no questionnaire of this portal: “format” must be “%(format)s”.")
            % {"format": FORMAT}
        )
    content = Content(
        title=fields.words("title", LONGEST_TITLE),
        intro=fields.words("intro"),
        sections=fields.each("sections", _section, MOST_SECTIONS, _("section %(number)d")),
    )
    fields.end()
    refuse_twice([section.key for section in content.sections], _("The questionnaire"))
    keys = [question.key for question in content.questions()]
    refuse_twice(keys, _("The questionnaire"))
    if len(keys) > MOST_QUESTIONS:
        raise Refused(
            _("A questionnaire has at most %(most)d questions; nobody answers more.")
            % {"most": MOST_QUESTIONS}
        )
    return content


def write(content: Content) -> dict[str, Any]:
    """The JSON value of a questionnaire; what is empty is left out."""
    return {
        "format": FORMAT,
        "title": _words_out(content.title),
        **_filled(intro=_words_out(content.intro)),
        "sections": [
            {
                "key": section.key,
                "title": _words_out(section.title),
                **_filled(
                    intro=_words_out(section.intro), condition=_condition_out(section.condition)
                ),
                "questions": [_question_out(question) for question in section.questions],
            }
            for section in content.sections
        ],
    }


def canonical(content: Content) -> bytes:
    """The JSON of a questionnaire byte for byte: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        write(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def digest(content: Content) -> str:
    """SHA-256 of the canonical JSON, hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _question_out(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "kind": question.kind.value,
        "words": _words_out(question.words),
        **_filled(
            hint=_words_out(question.hint),
            options=[{"key": o.key, "words": _words_out(o.words)} for o in question.options],
            rows=[_row_out(row) for row in question.rows],
            is_required=question.is_required,
            most=question.most,
            least=question.least,
            greatest=question.greatest,
            criterion=question.criterion.value,
            condition=_condition_out(question.condition),
        ),
    }


def _row_out(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "words": _words_out(row.words),
        **_filled(criterion=row.criterion.value, is_reversed=row.is_reversed, subject=row.subject),
    }


def _words_out(words: Words) -> dict[str, str]:
    return _filled(bg=words.bg, en=words.en)


def _condition_out(condition: Condition | None) -> dict[str, Any]:
    if condition is None:
        return {}
    return {"question": condition.question, "options": list(condition.options)}


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _section(fields: Fields) -> Section:
    section = Section(
        key=fields.key(),
        title=fields.words("title", LONGEST_TITLE),
        intro=fields.words("intro"),
        questions=fields.each("questions", _question, MOST_QUESTIONS, _("question %(number)d")),
        condition=fields.condition(),
    )
    fields.end()
    return section


def _question(fields: Fields) -> Question:
    question = Question(
        key=fields.key(),
        kind=fields.one_of("kind", QuestionKind),
        words=fields.words("words"),
        hint=fields.words("hint"),
        options=fields.each("options", _option, MOST_OPTIONS, _("option %(number)d")),
        rows=fields.each("rows", _row, MOST_ROWS, _("row %(number)d")),
        is_required=fields.take("is_required", bool, False),
        most=fields.take("most", int, 0),
        least=fields.number("least"),
        greatest=fields.number("greatest"),
        criterion=fields.one_of("criterion", Criterion),
        condition=fields.condition(),
    )
    if not 0 <= question.most <= MOST_OPTIONS:
        fields.refuse(_("“%(name)s” has a value of the wrong type.") % {"name": "most"})
    refuse_twice([option.key for option in question.options], fields.place)
    refuse_twice([row.key for row in question.rows], fields.place)
    fields.end()
    return question


def _option(fields: Fields) -> Option:
    option = Option(fields.key(), fields.words("words"))
    fields.end()
    return option


def _row(fields: Fields) -> Row:
    row = Row(
        key=fields.key(),
        words=fields.words("words"),
        criterion=fields.one_of("criterion", Criterion),
        is_reversed=fields.take("is_reversed", bool, False),
        subject=fields.text("subject", LONGEST_SUBJECT),
    )
    fields.end()
    return row


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose names stand there once: a second one would silently win."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused(_("The file has an object with the same name twice."))
    return found


def _no_constant(name: str) -> object:
    raise ValueError(name)
