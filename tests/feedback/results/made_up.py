"""Small surveys made up by chance: a questionnaire, and up to some forty answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from feedback.questionnaires.content import (
    UNKNOWN,
    Condition,
    Content,
    Criterion,
    Option,
    Question,
    QuestionKind,
    Row,
    Section,
    Words,
    is_asked,
)
from feedback.results.content import Results
from feedback.results.counting import Asked, results_of
from feedback.results.segments import Given


def words(text: str) -> Words:
    """The same in both languages."""
    return Words(text, text)


TOWN = tuple(Option(key, words(key)) for key in ("76000", "76001", "76002"))
# How likely the points 1–5 are: even, content, of one mind, at odds, in the middle.
MOODS = ((1, 1, 1, 1, 1), (1, 1, 3, 6, 5), (0, 0, 1, 3, 9), (5, 2, 1, 2, 5), (0, 1, 6, 1, 0))
# How likely the first option is, the second and so on.
WAYS = ((1, 1, 1, 1), (9, 3, 2, 1), (1, 1, 9, 1), (9, 0, 1, 8), (1, 9, 0, 1))
SCALE_WAYS = ((1,) * 11, (0, 0, 0, 1, 0, 1, 1, 3, 4, 6, 6), (3, 0, 0, 0, 0, 9, 0, 0, 1, 1, 6))
ROWS = (
    Row("o", words("o"), Criterion.OVERALL),
    Row("i", words("i"), Criterion.INFORMATION),
    Row("t", words("t"), Criterion.TIME, is_reversed=True),
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What was asked, and what people answered."""

    asked: Asked
    given: tuple[Given, ...]

    def results(self) -> Results:
        """What is published of it."""
        return results_of(self.asked, self.given)


def made_up(seed: int, most: int = 40) -> Survey:
    """The survey of this seed, always the same one."""
    chance = Random(seed)
    content = _questionnaire(chance)
    n = chance.randint(chance.choice((0, most // 2)), most)
    ways: dict[str, Sequence[int]] = {
        key: chance.choice(WAYS) for key in ("group", "first", "where", "kinds", "channel")
    }
    ways["recommend"] = chance.choice(SCALE_WAYS)
    ways["silent"] = chance.choice(((1, 0), (12, 1), (4, 1)))
    for row in ROWS:
        mood = chance.choice(MOODS)
        for group in ("g0", "g1", "g2", "g3", ""):
            ways[row.key + group] = chance.choice((mood, mood, chance.choice(MOODS)))
    given = tuple(_given(chance, content, ways) for _person in range(n))
    return Survey(Asked(content, TOWN, n + chance.randint(0, 20)), given)


def _questionnaire(chance: Random) -> Content:
    groups = chance.randint(2, 4)
    must = chance.random() < 0.5
    conditions = (
        Condition("group", ("g0",)),
        Condition("group", ("g0", "g1")),
        Condition("first", ("yes",)),
        Condition("kinds", ("k0",)),
        Condition("kinds", ("k0", "k1")),
    )
    further = [chance.choice((*[None] * 5, *conditions)) for _question in range(4)]
    asked_of_all = (
        Question(
            "group",
            QuestionKind.SINGLE,
            words("group"),
            options=_options("g", groups),
            criterion=Criterion.GROUP,
            is_required=must,
        ),
        Question(
            "first",
            QuestionKind.SINGLE,
            words("first"),
            options=(Option("yes", words("yes")), Option("no", words("no"))),
            criterion=Criterion.FIRST_TIME,
            is_required=must,
        ),
        Question(
            "kinds",
            QuestionKind.MULTIPLE,
            words("kinds"),
            options=_options("k", chance.randint(2, 4)),
            most=chance.randint(0, 2),
            is_required=must,
        ),
    )
    asked_further = (
        Question(
            "where",
            QuestionKind.SETTLEMENT,
            words("where"),
            condition=further[0],
            is_required=must,
        ),
        Question(
            "agree",
            QuestionKind.MATRIX,
            words("agree"),
            rows=ROWS[: chance.randint(1, 3)],
            condition=further[1],
            is_required=must,
        ),
        Question(
            "recommend",
            QuestionKind.SCALE,
            words("recommend"),
            criterion=Criterion.RECOMMEND,
            condition=further[2],
            is_required=must,
        ),
    )
    sections = (
        Section("one", words("one"), questions=asked_of_all),
        Section("two", words("two"), questions=asked_further, condition=further[3]),
    )
    return Content(words("survey"), sections=sections)


def _options(letter: str, number: int) -> tuple[Option, ...]:
    return tuple(Option(f"{letter}{at}", words(f"{letter}{at}")) for at in range(number))


def _given(chance: Random, content: Content, ways: dict[str, Sequence[int]]) -> Given:
    answers: dict[str, object] = {}
    for section in content.sections:
        for question in section.questions:
            is_silent = not question.is_required and _happens(chance, ways["silent"])
            if not is_silent and is_asked(question, section, answers):
                group = str(answers.get("group", ""))
                answers[question.key] = _answer(chance, question, ways, group)
    channel = chance.choices(("online", "paper"), ways["channel"][:2])[0]
    return Given(answers, channel)


def _answer(
    chance: Random, question: Question, ways: dict[str, Sequence[int]], group: str
) -> object:
    if question.kind is QuestionKind.MATRIX:
        return {
            row.key: UNKNOWN
            if _happens(chance, ways["silent"])
            else chance.choices((1, 2, 3, 4, 5), ways[row.key + group])[0]
            for row in question.rows
        }
    if question.kind is QuestionKind.SCALE:
        return chance.choices(range(11), ways[question.key])[0]
    options = TOWN if question.kind is QuestionKind.SETTLEMENT else question.options
    keys = [option.key for option in options]
    likely = ways[question.key][: len(keys)]
    if question.kind is QuestionKind.SINGLE or question.kind is QuestionKind.SETTLEMENT:
        return chance.choices(keys, likely)[0]
    most = question.most or len(keys)
    chosen = {chance.choices(keys, likely)[0] for _choice in range(chance.randint(1, most))}
    return [key for key in keys if key in chosen]


def _happens(chance: Random, likely: Sequence[int]) -> bool:
    return bool(chance.choices((0, 1), likely)[0])
