"""A questionnaire as people see it: each question ready for its template.

Preview, real form and paper entry all show it through `shown`; what comes back is read by
`answers`. A template is `questionnaires/fields/<kind>.html`, around it `section.html`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override

from feedback.questionnaires.answers import (
    LONGEST_LONG,
    LONGEST_SHORT,
    Answer,
    Raw,
    given_for,
    name_of,
)
from feedback.questionnaires.content import (
    MATRIX_POINTS,
    SCALE_POINTS,
    UNKNOWN,
    Condition,
    Content,
    Question,
    QuestionKind,
    Section,
    Words,
    is_asked,
)

LIMITS = {QuestionKind.SHORT_TEXT: LONGEST_SHORT, QuestionKind.LONG_TEXT: LONGEST_LONG}
# One answer of several, each with a radio of its own.
ONE_OF = frozenset({QuestionKind.SINGLE, QuestionKind.SCALE})
# By which key a point is chosen, where it isn't its own.
DIGITS = {UNKNOWN: "0"}
# Questions with several controls: a legend in place of a label.
GROUPS = frozenset(
    {
        QuestionKind.SINGLE,
        QuestionKind.MULTIPLE,
        QuestionKind.MATRIX,
        QuestionKind.SCALE,
        QuestionKind.RANKING,
    }
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: the value that is sent, its words, whether it is chosen.

    `digit` is the key by which a keyboard chooses it. An empty value takes an answer back.
    """

    value: str
    words: str
    is_chosen: bool
    id: str = ""
    digit: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a matrix, or one option of a ranking, with the choices beside it."""

    name: str
    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, ready to be shown. `when` says in words on what it depends."""

    question: Question
    number: int
    name: str
    words: str
    hint: str = ""
    when: str = ""
    error: str = ""
    value: str = ""
    limit: int = 0
    choices: tuple[Choice, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def template(self) -> str:
        return f"questionnaires/fields/{self.question.kind.value}.html"

    @property
    def on_paper(self) -> str:
        """The template by which it is printed, to be filled in by hand."""
        kind = self.question.kind
        if kind in {QuestionKind.MATRIX, QuestionKind.SCALE}:
            return f"questionnaires/paper/{kind.value}.html"
        return f"questionnaires/paper/{'choices' if kind in GROUPS else 'line'}.html"

    @property
    def is_group(self) -> bool:
        return self.question.kind in GROUPS

    @property
    def target(self) -> str:
        """The id of the whole question, where a summary of errors leads."""
        return f"div_{self.name}"

    @property
    def described_by(self) -> str:
        """The ids of the texts that describe the control."""
        parts = (("hint", self.hint), ("when", self.when), ("error", self.error))
        found = [f"{self.name}_{part}" for part, text in parts if text]
        return " ".join([*found, *([f"{self.name}_most"] if self.question.most else [])])


@dataclass(frozen=True, slots=True)
class Screen:
    """One section, ready to be shown."""

    key: str
    title: str
    intro: str
    when: str
    questions: tuple[Asked, ...]

    @property
    def is_multipart(self) -> bool:
        """Whether a file can be sent, which a form must say."""
        return any(asked.question.kind is QuestionKind.FILE for asked in self.questions)

    @property
    def problems(self) -> list[Asked]:
        """The questions with an error."""
        return [asked for asked in self.questions if asked.error]


@dataclass(frozen=True, slots=True)
class Showing:
    """How a questionnaire is shown: in which language, what was typed, what was wrong.

    `settlements` are code and name. `before` are the answers of earlier screens: what they rule
    out is left out; None shows everything (preview, the form on one page, paper).
    """

    content: Content
    language: str
    settlements: tuple[tuple[str, str], ...] = ()
    raw: Raw = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Answer] | None = None

    def screens(self) -> list[Screen]:
        """All sections that are asked."""
        return [self.screen(section) for section in self.content.sections if self._is_open(section)]

    def screen(self, section: Section) -> Screen:
        """One section."""
        with override(self.language):
            return Screen(
                section.key,
                section.title.said_in(self.language),
                section.intro.said_in(self.language),
                self._when(section.condition) if self.before is None else "",
                tuple(
                    self._asked(question, number)
                    for number, question in enumerate(self.content.questions(), 1)
                    if question in section.questions and self._is_possible(question, section)
                ),
            )

    def _is_open(self, section: Section) -> bool:
        return self.before is None or any(
            self._is_possible(question, section) for question in section.questions
        )

    def _is_possible(self, question: Question, section: Section) -> bool:
        """Whether it may be asked: a condition within the screen isn't decided yet."""
        if self.before is None:
            return True
        own = {one.key for one in section.questions}
        if question.condition is not None and question.condition.question in own:
            question = self.content.question(question.condition.question)
            return self._is_possible(question, section)
        return is_asked(question, section, dict(self.before))

    def _asked(self, question: Question, number: int) -> Asked:
        return Asked(
            question,
            number,
            name_of(question),
            question.words.said_in(self.language),
            hint=question.hint.said_in(self.language),
            when=self._when(question.condition) if self._is_told(question) else "",
            error=self.errors.get(question.key, ""),
            value=_last(given_for(self.raw, name_of(question))),
            limit=LIMITS.get(question.kind, 0),
            choices=tuple(self._choices(question)),
            lines=tuple(self._lines(question)),
        )

    def _is_told(self, question: Question) -> bool:
        """Whether who answers must look by themselves if it concerns them."""
        if question.condition is None:
            return False
        return self.before is None or question.condition.question not in self.before

    def _when(self, condition: Condition | None) -> str:
        """A condition in words."""
        if condition is None:
            return ""
        try:
            other = self.content.question(condition.question)
        except KeyError:
            return ""
        chosen = [
            option.words.said_in(self.language)
            for option in other.options
            if option.key in condition.options
        ]
        return _("Only if you answered “%(question)s” with: %(options)s.") % {
            "question": other.words.said_in(self.language),
            "options": ", ".join(chosen),
        }

    def _choices(self, question: Question) -> Iterable[Choice]:
        name = name_of(question)
        given = given_for(self.raw, name)
        if question.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
            for place, option in enumerate(question.options, 1):
                words, identity = option.words.said_in(self.language), f"{name}-{option.key}"
                yield Choice(option.key, words, option.key in given, identity, _digit(place))
        if question.kind is QuestionKind.SCALE:
            for point in SCALE_POINTS:
                value = str(point)
                yield Choice(value, value, value in given, f"{name}-{value}", _digit(point))
        if question.kind in ONE_OF and not question.is_required:
            # A radio that was chosen by mistake can't be undone otherwise.
            yield Choice("", _("no answer"), is_chosen=False, id=f"{name}-")
        if question.kind is QuestionKind.SETTLEMENT:
            for code, called in self.settlements:
                yield Choice(code, called, code in given)

    def _lines(self, question: Question) -> Iterable[Line]:
        if question.kind is QuestionKind.MATRIX:
            points = [(str(point), str(point)) for point in MATRIX_POINTS]
            values = [*points, (UNKNOWN, _("I can't judge"))]
            for row in question.rows:
                yield self._line(name_of(question, row.key), row.words, values)
        if question.kind is QuestionKind.RANKING:
            last = question.most or len(question.options)
            values = [(str(place), str(place)) for place in range(1, last + 1)]
            for option in question.options:
                yield self._line(name_of(question, option.key), option.words, values)

    def _line(self, name: str, words: Words, values: list[tuple[str, str]]) -> Line:
        given = given_for(self.raw, name)
        return Line(
            name,
            words.said_in(self.language),
            tuple(
                Choice(value, said, value in given, f"{name}-{value}", DIGITS.get(value, value))
                for value, said in values
            ),
        )


def _digit(place: int) -> str:
    return str(place) if place < 10 else ""


def _last(given: list[str]) -> str:
    return given[-1] if given else ""


def typed(answers: Mapping[str, object], content: Content) -> dict[str, str | list[str]]:
    """Kept answers as a form would have sent them, to show them again."""
    found: dict[str, str | list[str]] = {}
    for question in content.questions():
        answer = answers.get(question.key)
        name = name_of(question)
        if isinstance(answer, dict):
            found |= {name_of(question, row): str(value) for row, value in answer.items()}
        elif isinstance(answer, list) and question.kind is QuestionKind.RANKING:
            found |= {name_of(question, key): str(n) for n, key in enumerate(answer, 1)}
        elif isinstance(answer, list):
            found[name] = [str(value) for value in answer]
        elif answer is not None:
            found[name] = str(answer)
    return found
