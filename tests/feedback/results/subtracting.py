"""An attacker who subtracts every published number of people from every other, and two from one."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from feedback.questionnaires.content import (
    MATRIX_POINTS,
    SCALE_POINTS,
    Condition,
    Content,
    Option,
    Question,
    QuestionKind,
)
from tests.feedback.results.attacking import LEAST, Page

# Who was asked and did not answer: a margin, as n is.
SILENT = ""
BY = {"group": "group", "first": "first_time", "where": "settlement"}

# What one person may have answered to a question: the options that were chosen, or points.
Answer = frozenset[str]
Told = dict[frozenset[Answer], set[int]]


def answers_to(question: Question, settlements: tuple[Option, ...]) -> list[Answer]:
    """Everything that one person may answer, beside nothing."""
    if question.kind is QuestionKind.SCALE:
        return [frozenset({str(point)}) for point in SCALE_POINTS]
    options = settlements if question.kind is QuestionKind.SETTLEMENT else question.options
    keys = [option.key for option in options]
    most = (question.most or len(keys)) if question.kind is QuestionKind.MULTIPLE else 1
    return [frozenset(chosen) for size in range(1, most + 1) for chosen in combinations(keys, size)]


def told_by_subtraction(
    page: Page, content: Content, settlements: tuple[Option, ...]
) -> list[tuple[str, frozenset[Answer], int]]:
    """Sets of answers that one to four people gave, as differences of published numbers."""
    found = []
    for item in page["items"]:
        question = content.question(item["key"])
        if question.kind is QuestionKind.MATRIX:
            tables = [(row["key"], _of_statement(page, row)) for row in item["statements"]]
        else:
            tables = [(item["key"], _of_question(page, content, item, settlements))]
        found += [
            (key, answers, number)
            for key, told in tables
            for answers, number in _differences(told)
            if answers != {frozenset({SILENT})} and 0 < number < LEAST
        ]
    return found


def _differences(told: Told) -> Iterator[tuple[frozenset[Answer], int]]:
    """Each published number, each one without another, and without two others that share nobody."""
    numbers = [(people, number) for people, counts in told.items() for number in counts]
    yield from numbers
    for whole, number in numbers:
        within = [one for one in numbers if one[0] < whole]
        for part, its_number in within:
            yield whole - part, number - its_number
        for (one, first), (other, second) in combinations(within, 2):
            if not one & other and one | other != whole:
                yield whole - one - other, number - first - second
            elif one | other == whole:
                yield one & other, first + second - number


def _of_statement(page: Page, row: dict[str, Any]) -> Told:
    told: Told = {}
    points = [frozenset({str(point)}) for point in MATRIX_POINTS]
    silent = frozenset({SILENT})
    _tell(told, [*points, silent], page["n"])
    if row["bars"]:
        _tell(told, points, row["n"])
        _tell(told, [silent], row["silent"])
    for bar in row["bars"]:
        _tell(told, [frozenset({cell}) for cell in bar["cells"]], bar["count"])
    return told


def _of_question(
    page: Page, content: Content, item: dict[str, Any], settlements: tuple[Option, ...]
) -> Told:
    told: Told = {}
    question = content.question(item["key"])
    answers = answers_to(question, settlements)
    asked = answers if question.is_required else [*answers, frozenset({SILENT})]
    conditions = conditions_of(content, question)
    if not conditions:
        _tell(told, asked, page["n"])
    elif len(conditions) == 1:
        for number in let_through(page, conditions[0]):
            _tell(told, asked, number)
    if item["n"]:
        _tell(told, answers, item["n"])
    for bar in item["bars"]:
        chosen = [answer for answer in answers if answer & {*bar["cells"]}]
        _tell(told, chosen, bar["count"])
    for split in page["splits"]:
        if split["by"] == BY.get(item["key"]) and not conditions:
            for segment in split["segments"]:
                cells = {*segment["cells"]}
                _tell(told, [answer for answer in asked if answer & cells], segment["n"])
    return told


def _tell(told: Told, answers: list[Answer], number: int) -> None:
    told.setdefault(frozenset(answers), set()).add(number)


def conditions_of(content: Content, question: Question) -> list[Condition]:
    """Those of the question and of its section."""
    section = next(one for one in content.sections if question in one.questions)
    return [one for one in {section.condition, question.condition} if one]


def let_through(page: Page, condition: Condition) -> list[int]:
    """How many a condition lets through, where bars say so."""
    for item in page["items"]:
        if item["key"] == condition.question:
            bars = [bar for bar in item["bars"] if {*bar["cells"]} <= {*condition.options}]
            cells = {cell for bar in bars for cell in bar["cells"]}
            if cells == {*condition.options} and (item["kind"] != "multiple" or len(bars) == 1):
                return [sum(bar["count"] for bar in bars)]
    return []
