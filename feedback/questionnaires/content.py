"""What a questionnaire (въпросник) asks: sections of questions in both languages, as one typed value.

A version keeps it as JSON; the editor, the form, the paper, the results and the data dictionary all
read this value. It knows no Django. Keys are stable names: an answer is kept under the question's key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# In a matrix: „не мога да преценя“. Counted, never averaged.
UNKNOWN = "unknown"
MATRIX_POINTS = (1, 2, 3, 4, 5)
SCALE_POINTS = tuple(range(11))


class QuestionKind(StrEnum):
    """How a question is answered; beside it the shape in which an answer is kept."""

    SINGLE = "single"  # the key of an option
    MULTIPLE = "multiple"  # a list of keys, in the options' order
    MATRIX = "matrix"  # {row: 1–5, or UNKNOWN}; a row that was left out is not there
    SCALE = "scale"  # 0–10
    RANKING = "ranking"  # a list of keys, the first is what matters most
    NUMBER = "number"  # a number, as a string with a point
    DATE = "date"  # ISO 8601
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    FILE = "file"  # only where answers carry names: a file tells whose it is
    SETTLEMENT = "settlement"  # the EKATTE code of a settlement of the municipality


# Their answers stand apart from all others: a person may tell who they are.
OPEN_KINDS = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT, QuestionKind.FILE})


class Criterion(StrEnum):
    """What a row of a matrix, or a question, measures; empty for nothing that is summed up."""

    OVERALL = "overall"
    INFORMATION = "information"
    TIME = "time"
    ACCESS = "access"
    VOICE = "voice"
    INDEPENDENCE = "independence"
    BALANCE = "balance"
    INCLUSION = "inclusion"
    RESPONSE = "response"
    INFLUENCE = "influence"
    LEARNING = "learning"
    EFFORT = "effort"
    RECOMMEND = "recommend"  # a 0–10 scale: NPS is made of it
    REPEAT = "repeat"
    IMPORTANCE = "importance"  # with STATE of the same `subject`: the quadrant
    STATE = "state"
    GROUP = "group"  # stakeholder group: a single choice that splits the results
    SETTLEMENT = "settlement"
    CHANNEL = "channel"
    FIRST_TIME = "first_time"
    PROPOSAL = "proposal"  # an open answer that goes to the register of proposals
    NONE = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Bulgarian and in English; English may be empty where the asker has none."""

    bg: str
    en: str = ""

    def said_in(self, language: str) -> str:
        """The text in this language, in Bulgarian where there is no other."""
        return self.en if language == "en" and self.en else self.bg


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a single, multiple or ranking question."""

    key: str
    words: Words


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of a matrix. `is_reversed`: agreement is bad, 6 − x is what is summed up.

    `subject` names the service that an importance and a state are about.
    """

    key: str
    words: Words
    criterion: Criterion = Criterion.NONE
    is_reversed: bool = False
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked only when the answer to `question` (single or multiple) has one of `options`."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `most`: how many choices, or places of a ranking, at most (0: no limit).

    `least`, `greatest`: bounds of a number, as strings with a point, empty for none.
    """

    key: str
    kind: QuestionKind
    words: Words
    hint: Words = Words("")
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    is_required: bool = False
    most: int = 0
    least: str = ""
    greatest: str = ""
    criterion: Criterion = Criterion.NONE
    condition: Condition | None = None

    @property
    def is_open(self) -> bool:
        """Whether the answer is in the person's own words."""
        return self.kind in OPEN_KINDS


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand on one screen."""

    key: str
    title: Words
    intro: Words = Words("")
    questions: tuple[Question, ...] = ()
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The whole questionnaire."""

    title: Words
    intro: Words = Words("")
    sections: tuple[Section, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        for section in self.sections:
            yield from section.questions

    def question(self, key: str) -> Question:
        """The question with this key. Raises KeyError for none."""
        for question in self.questions():
            if question.key == key:
                return question
        raise KeyError(key)


def is_asked(question: Question, section: Section, answers: dict[str, object]) -> bool:
    """Whether a person who has answered so far as `answers` is asked this question."""
    return all(
        _holds(condition, answers)
        for condition in (section.condition, question.condition)
        if condition is not None
    )


def _holds(condition: Condition, answers: dict[str, object]) -> bool:
    given = answers.get(condition.question)
    chosen = given if isinstance(given, list) else [given]
    return any(option in condition.options for option in chosen)
