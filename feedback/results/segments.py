"""The means by group, settlement, channel and first time, for segments of five and more."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.questionnaires.content import (
    MATRIX_POINTS,
    Content,
    Criterion,
    Option,
    Question,
    QuestionKind,
    Row,
    Words,
)
from feedback.results import figures
from feedback.results.content import Segment, Split, SplitRow
from feedback.results.figures import LEAST, Figure, Rated
from feedback.results.suppression import joined, segments_stay_silent, shown
from feedback.results.wording import joined_words

UNSTATED = Words("без отговор на този въпрос", "no answer to this question")
CHANNEL = Words("Как е дошъл отговорът", "How the answer came")
CHANNELS = (
    Option("online", Words("в портала", "online")),
    Option("paper", Words("на хартия", "on paper")),
)
TRAITS = {Criterion.GROUP: "group", Criterion.FIRST_TIME: "first_time"}


@dataclass(frozen=True, slots=True)
class Given:
    """One counted answer, by question, and how it came."""

    answers: Mapping[str, object]
    channel: str


@dataclass(frozen=True, slots=True)
class Trait:
    """What splits the answers. `of` gives the key of an option, or none."""

    by: str
    words: Words
    options: tuple[Option, ...]
    of: Callable[[Given], str]


Group = tuple[Words, tuple[str, ...], list[Given]]


def splits_of(
    content: Content, settlements: tuple[Option, ...], given: Sequence[Given]
) -> tuple[Split, ...]:
    """A table for every trait that makes two segments of five or more."""
    rows = [
        (question.key, row)
        for question in content.questions()
        if question.kind is QuestionKind.MATRIX
        for row in question.rows
    ]
    made = (_split(trait, rows, given) for trait in _traits(content, settlements))
    return tuple(split for split in made if split is not None)


def _traits(content: Content, settlements: tuple[Option, ...]) -> Iterator[Trait]:
    for question in content.questions():
        if question.kind is QuestionKind.SINGLE and question.criterion in TRAITS:
            yield _asked(TRAITS[question.criterion], question, question.options)
        elif question.kind is QuestionKind.SETTLEMENT:
            yield _asked("settlement", question, settlements)
    yield Trait("channel", CHANNEL, CHANNELS, lambda one: one.channel)


def _asked(by: str, question: Question, options: tuple[Option, ...]) -> Trait:
    return Trait(by, question.words, options, lambda one: str(one.answers.get(question.key, "")))


def _split(trait: Trait, rows: Sequence[tuple[str, Row]], given: Sequence[Given]) -> Split | None:
    groups = _groups(trait, given)
    if len(groups) < 2:
        return None
    shown_rows, rated = [], []
    for question, row in rows:
        means = _means(question, row, groups)
        if means:
            shown_rows.append(SplitRow(f"{question}.{row.key}", row.words, means))
            rated.append((row, means))
    segments = tuple(
        Segment(words, len(people), cells, _index(rated, at))
        for at, (words, cells, people) in enumerate(groups)
    )
    return Split(trait.by, trait.words, segments, tuple(shown_rows))


def _groups(trait: Trait, given: Sequence[Given]) -> list[Group]:
    """The same blocks as in the answers to the question itself; a few who did not say go to the last."""
    said = Counter(trait.of(one) for one in given)
    blocks = joined([said[option.key] for option in trait.options])
    made: list[Group] = []
    for block in blocks:
        options = [trait.options[cell] for cell in block.cells]
        keys = tuple(option.key for option in options)
        words = joined_words([option.words for option in options])
        made.append((words, keys, [one for one in given if trait.of(one) in keys]))
    known = {key for _words, keys, _people in made for key in keys}
    rest = [one for one in given if trait.of(one) not in known]
    if len(rest) >= LEAST:
        made.append((UNSTATED, ("",), rest))
    elif rest and made:
        words, keys, people = made.pop()
        made.append((_or_unstated(words), (*keys, ""), [*people, *rest]))
    return made


def _or_unstated(words: Words) -> Words:
    return Words(f"{words.bg}; {UNSTATED.bg}", f"{words.en or words.bg}; {UNSTATED.en}")


def _means(question: str, row: Row, groups: Sequence[Group]) -> tuple[float, ...]:
    table = [row_counts(question, row.key, people) for _words, _cells, people in groups]
    whole = [sum(column) for column in zip(*table, strict=True)]
    if not segments_stay_silent(table, shown(whole)):
        return ()
    found = [figures.mean(dict(zip(MATRIX_POINTS, counts, strict=True))) for counts in table]
    return tuple(round(mean, 1) for mean in found if mean is not None)


def row_counts(question: str, row: str, given: Sequence[Given]) -> list[int]:
    """How many said 1, 2, 3, 4, 5 to a statement."""
    said = Counter(
        matrix.get(row) for one in given if isinstance(matrix := one.answers.get(question), dict)
    )
    return [said[point] + said[str(point)] for point in MATRIX_POINTS]


def _index(rated: Sequence[tuple[Row, tuple[float, ...]]], at: int) -> float | None:
    """The index of one segment, of the statements that are shown for all."""
    found = []
    for row, means in rated:
        value = 6 - means[at] if row.is_reversed else means[at]
        found.append(Rated(row.criterion, LEAST, Figure(value)))
    figure = figures.index(found).figure
    return round(figure.value, 1) if figure else None
