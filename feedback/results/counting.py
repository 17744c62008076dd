"""From counted answers to results: each question, the index, the quadrant. Knows no Django."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from feedback.questionnaires.content import (
    MATRIX_POINTS,
    SCALE_POINTS,
    Condition,
    Content,
    Criterion,
    Option,
    Question,
    QuestionKind,
    Row,
    Section,
)
from feedback.results import figures
from feedback.results.content import Bar, Item, Results, Split, Statement
from feedback.results.figures import LEAST, Figure, Rated, Standing
from feedback.results.segments import Given, row_counts, splits_of, traits_of
from feedback.results.suppression import (
    ELEVEN_POINTS,
    YES_OR_NO,
    Block,
    coarsened,
    interval,
    is_small,
    joined,
    shown,
)
from feedback.results.wording import joined_words, point_words


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the questionnaire, the settlements of the municipality, how many were invited."""

    content: Content
    settlements: tuple[Option, ...]
    invited: int


def results_of(asked: Asked, given: Sequence[Given]) -> Results:
    """The results that may be published of these answers."""
    n = len(given)
    if n < LEAST:
        nothing = figures.index([])
        return Results(asked.content.title, 0, asked.invited, None, (), nothing, (), ())
    items = _items(asked, given)
    statements = [row for item in items for row in item.statements]
    return Results(
        title=asked.content.title,
        n=n,
        invited=asked.invited,
        rate=figures.response_rate(n, asked.invited),
        items=items,
        index=figures.index(rated(statements)),
        standings=standings(statements),
        splits=_splits(asked, items, given),
    )


def _items(asked: Asked, given: Sequence[Given]) -> tuple[Item, ...]:
    """Every question. One that only some were asked stands there if it is known how many those are.

    Else the number of its answers would tell one option apart from another that is joined with it.
    """
    found: dict[str, Item] = {}
    for section, question in _placed(asked.content):
        conditions = _conditions(section, question)
        # Of two conditions it isn't known how many both let through.
        is_known = len(conditions) < 2
        if is_known and all(_is_told(one, found.get(one.question)) for one in conditions):
            found[question.key] = _item(question, section, asked, given)
    return tuple(found.values())


def _placed(content: Content) -> Iterator[tuple[Section, Question]]:
    for section in content.sections:
        for question in section.questions:
            yield section, question


def _conditions(section: Section, question: Question) -> set[Condition]:
    return {one for one in (section.condition, question.condition) if one}


def _is_told(condition: Condition, item: Item | None) -> bool:
    """Whether the people whom a condition lets through are whole bars of the question it asks.

    Who may choose several options stands in several bars: then it has to be one option alone.
    """
    if item is None or (item.kind == QuestionKind.MULTIPLE and len(condition.options) > 1):
        return False
    within = [set(bar.cells) for bar in item.bars if set(bar.cells) <= {*condition.options}]
    return set().union(*within) == {*condition.options}


def _splits(asked: Asked, items: Iterable[Item], given: Sequence[Given]) -> tuple[Split, ...]:
    """Of the questions that are shown, by those that all were asked.

    Whom one asks only within a group splits the group: its rest would be had by subtraction.
    """
    told = {item.key for item in items}
    shown_ones = [one for one in _placed(asked.content) if one[1].key in told]
    rows = [(question.key, row) for _section, question in shown_ones for row in question.rows]
    of_all = [question for section, question in shown_ones if not _conditions(section, question)]
    return splits_of(traits_of(of_all, asked.settlements), rows, given)


def rated(statements: Iterable[Statement]) -> list[Rated]:
    """The means that the index is made of."""
    return [
        Rated(row.criterion, row.n, row.rated)
        for row in statements
        if row.criterion is not Criterion.NONE and row.rated is not None
    ]


def standings(statements: Sequence[Statement]) -> tuple[Standing, ...]:
    """Importance against state of every service of which both are known; the widest gap first."""
    known = {(row.subject, row.criterion): row.rated for row in statements if row.subject}
    found = []
    for subject in dict.fromkeys(row.subject for row in statements if row.subject):
        importance = known.get((subject, Criterion.IMPORTANCE))
        state = known.get((subject, Criterion.STATE))
        if importance and state:
            found.append(Standing(subject, importance.value, state.value))
    return tuple(sorted(found, key=lambda one: -one.gap))


def _item(question: Question, section: Section, asked: Asked, given: Sequence[Given]) -> Item:
    said = (one.answers.get(question.key) for one in given)
    answers = [answer for answer in said if answer not in (None, "", [], {})]
    counter = COUNTED.get(question.kind)
    n = len(answers) if len(answers) >= LEAST else 0
    bars = counter(question, asked, answers) if counter and n else ()
    statements: tuple[Statement, ...] = ()
    if question.kind is QuestionKind.MATRIX:
        statements = tuple(_statement(question.key, row, given) for row in question.rows)
    nps = _nps(bars) if question.criterion is Criterion.RECOMMEND else None
    return Item(
        key=question.key,
        kind=question.kind,
        section=section.title,
        words=question.words,
        n=n,
        bars=bars,
        statements=statements,
        nps=nps,
    )


def _bars(blocks: Iterable[Block], options: Sequence[Option]) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            joined_words([options[cell].words for cell in block.cells]),
            block.count,
            tuple(options[cell].key for cell in block.cells),
        )
        for block in blocks
    )


def _single(question: Question, _asked: Asked, answers: Sequence[object]) -> tuple[Bar, ...]:
    counts = Counter(str(answer) for answer in answers)
    blocks = joined([counts[option.key] for option in question.options])
    return _bars(blocks, question.options)


def _settlement(_question: Question, asked: Asked, answers: Sequence[object]) -> tuple[Bar, ...]:
    counts = Counter(str(answer) for answer in answers)
    blocks = joined([counts[option.key] for option in asked.settlements])
    return _bars(blocks, asked.settlements)


def _multiple(question: Question, asked: Asked, answers: Sequence[object]) -> tuple[Bar, ...]:
    """Each option by itself: shown where five chose it, and five did not.

    Of two options it would follow how many chose both, or one alone: all of these are looked at.
    """
    if question.most == 1:
        return _first_place(question, asked, answers)
    n = len(answers)
    chose = [
        sum(1 for one in answers if isinstance(one, list) and option.key in one)
        for option in question.options
    ]
    if len(chose) == 2 and any(map(is_small, (n - chose[0], n - chose[1], sum(chose) - n))):
        return ()
    return tuple(
        Bar(option.words, count, (option.key,))
        for option, count in zip(question.options, chose, strict=True)
        if len(coarsened([n - count, count], YES_OR_NO)) > 1
    )


def _first_place(question: Question, asked: Asked, answers: Sequence[object]) -> tuple[Bar, ...]:
    first = [one[0] for one in answers if isinstance(one, list) and one]
    return _single(question, asked, first)


def _scale(_question: Question, _asked: Asked, answers: Sequence[object]) -> tuple[Bar, ...]:
    counts = Counter(int(str(answer)) for answer in answers)
    blocks = coarsened([counts[point] for point in SCALE_POINTS], ELEVEN_POINTS)
    return points(blocks, SCALE_POINTS)


def points(blocks: Iterable[Block], scale: Sequence[int]) -> tuple[Bar, ...]:
    """Bars of neighbouring points."""
    return tuple(
        Bar(
            point_words([scale[cell] for cell in block.cells]),
            block.count,
            tuple(str(scale[cell]) for cell in block.cells),
        )
        for block in blocks
    )


Count = Callable[[Question, Asked, Sequence[object]], tuple[Bar, ...]]
COUNTED: dict[QuestionKind, Count] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.RANKING: _first_place,
    QuestionKind.SCALE: _scale,
    QuestionKind.SETTLEMENT: _settlement,
}


def _statement(question: str, row: Row, given: Sequence[Given]) -> Statement:
    counts = row_counts(question, row.key, given)
    n = sum(counts)
    page = shown(counts)
    bars = points(page.blocks, MATRIX_POINTS)
    mean = None
    if page.has_mean:
        value = figures.mean(dict(zip(MATRIX_POINTS, counts, strict=True)))
        ends = interval(counts) if page.has_interval else None
        mean = Figure(round(value or 0, 2), *(ends or (None, None)))
    return Statement(
        key=f"{question}.{row.key}",
        words=row.words,
        criterion=row.criterion,
        is_reversed=row.is_reversed,
        subject=row.subject,
        n=n if bars else 0,
        silent=len(given) - n if bars else 0,
        bars=bars,
        mean=mean,
        median=_median(bars),
        satisfied=_satisfied(bars),
    )


def _median(bars: Sequence[Bar]) -> str:
    """The point, or the points joined, in which the middle answer lies; empty if between two bars."""
    n, seen = sum(bar.count for bar in bars), 0
    for bar in bars:
        seen += bar.count
        if seen > n // 2:
            return bar.words.bg
        if 2 * seen == n:
            return ""
    return ""


def _satisfied(bars: Sequence[Bar]) -> Figure | None:
    """The share of 4 and 5, where no bar joins them with others."""
    split = [set(bar.cells) <= {"4", "5"} or not set(bar.cells) & {"4", "5"} for bar in bars]
    if not bars or not all(split):
        return None
    hits = sum(bar.count for bar in bars if set(bar.cells) <= {"4", "5"})
    return figures.share(hits, sum(bar.count for bar in bars))


def _nps(bars: Sequence[Bar]) -> Figure | None:
    """Net promoters, where no bar joins them with others."""
    sums = [0, 0, 0]
    for bar in bars:
        places = {0 if int(cell) >= 9 else 1 if int(cell) >= 7 else 2 for cell in bar.cells}
        if len(places) > 1:
            return None
        sums[places.pop()] += bar.count
    return figures.nps(*sums)
