"""The means by group, settlement, channel and first time, for segments of five and more."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.questionnaires.content import (
    MATRIX_POINTS,
    Criterion,
    Option,
    Question,
    QuestionKind,
    Row,
    Words,
)
from feedback.results import figures
from feedback.results.content import Segment, Split, SplitRow
from feedback.results.exchange import silent_tables
from feedback.results.figures import LEAST, Figure, Rated
from feedback.results.suppression import joined
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
    traits: Iterable[Trait], rows: Sequence[tuple[str, Row]], given: Sequence[Given]
) -> tuple[Split, ...]:
    """A table for every trait that makes two segments of five or more.

    `rows` are the statements that are shown, with the keys of their questions.
    """
    found = [(trait, _groups(trait, given)) for trait in traits]
    splitting = [(trait, groups) for trait, groups in found if len(groups) > 1]
    means = [
        (key, row, _means(key, row, [groups for _trait, groups in splitting])) for key, row in rows
    ]
    return tuple(
        _split(trait, groups, [(key, row, by_trait[at]) for key, row, by_trait in means])
        for at, (trait, groups) in enumerate(splitting)
    )


def traits_of(questions: Iterable[Question], settlements: tuple[Option, ...]) -> Iterator[Trait]:
    """What may split the answers: some of the questions, and how an answer came."""
    for question in questions:
        if question.kind is QuestionKind.SINGLE and question.criterion in TRAITS:
            yield _asked(TRAITS[question.criterion], question, question.options)
        elif question.kind is QuestionKind.SETTLEMENT:
            yield _asked("settlement", question, settlements)
    yield Trait("channel", CHANNEL, CHANNELS, lambda one: one.channel)


def _asked(by: str, question: Question, options: tuple[Option, ...]) -> Trait:
    return Trait(by, question.words, options, lambda one: str(one.answers.get(question.key, "")))


def _split(
    trait: Trait, groups: Sequence[Group], means: Sequence[tuple[str, Row, tuple[float, ...]]]
) -> Split:
    told = [(key, row, values) for key, row, values in means if values]
    segments = tuple(
        Segment(
            words, len(people), cells, _index([(row, values) for _key, row, values in told], at)
        )
        for at, (words, cells, people) in enumerate(groups)
    )
    rows = tuple(SplitRow(f"{key}.{row.key}", row.words, values) for key, row, values in told)
    return Split(trait.by, trait.words, segments, rows)


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


def _means(question: str, row: Row, traits: Sequence[Sequence[Group]]) -> list[tuple[float, ...]]:
    """The means of one statement by every trait; empty where they may not be told."""
    tables = [
        tuple(tuple(row_counts(question, row.key, people)) for _words, _cells, people in groups)
        for groups in traits
    ]
    return [
        tuple(_mean(counts) for counts in table) if may else ()
        for table, may in zip(tables, silent_tables(tables), strict=True)
    ]


def _mean(counts: Sequence[int]) -> float:
    value = figures.mean(dict(zip(MATRIX_POINTS, counts, strict=True)))
    return round(value or 0.0, 1)


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
