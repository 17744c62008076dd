"""A questionnaire that makes no sense is told why, each time naming what is meant."""

from dataclasses import replace

import pytest

from feedback.questionnaires import checks
from feedback.questionnaires.content import (
    Condition,
    Content,
    Criterion,
    Question,
    QuestionKind,
    Row,
    Words,
)
from tests.feedback.questionnaires.making import (
    THREE,
    YES_NO,
    ask,
    asking,
    every_kind,
    section,
)

SINGLE, MULTIPLE, MATRIX = QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.MATRIX
NUMBER, LONG = QuestionKind.NUMBER, QuestionKind.LONG_TEXT


def choice(key: str, *, after: str = "", options: tuple[str, ...] = ("yes",)) -> Question:
    condition = Condition(after, options) if after else None
    return ask(key, SINGLE, options=YES_NO, condition=condition)


def said(*questions: Question) -> list[str]:
    return [str(found.sentence) for found in checks.obstacles(asking(section("one", *questions)))]


def test_a_sound_questionnaire_meets_nothing() -> None:
    assert checks.obstacles(every_kind()) == []


@pytest.mark.parametrize(
    ("questions", "sentence"),
    [
        ((choice("a", after="a"),), "“Question a” depends on itself (“Question a”)."),
        (
            (choice("a", after="b"), choice("b")),
            "“Question a” depends on “Question b”, which is asked later.",
        ),
        (
            (choice("a", after="b"), choice("b", after="a")),
            "“Question a” and “Question b” depend on each other in a loop.",
        ),
        (
            (choice("a", after="c"), choice("b", after="a"), choice("c", after="b")),
            "“Question a” and “Question c” depend on each other in a loop.",
        ),
        ((choice("a", after="gone"),), "“Question a” depends on “gone”, which isn't there."),
        (
            (ask("n", NUMBER), choice("a", after="n")),
            "“Question a” depends on “Question n”, where nothing is chosen from options.",
        ),
        (
            (choice("a"), choice("b", after="a", options=())),
            "“Question b” depends on no option of “Question a”.",
        ),
        (
            (choice("a"), choice("b", after="a", options=("yes", "perhaps"))),
            "“Question b” depends on an option that “Question a” doesn't have.",
        ),
    ],
)
def test_a_condition_that_cannot_be_decided_is_refused(
    questions: tuple[Question, ...], sentence: str, english: None
) -> None:
    assert said(*questions) == [sentence]


def test_a_section_cannot_depend_on_its_own_question(english: None) -> None:
    own = section("own", choice("a"), condition=Condition("a", ("yes",)))
    assert [str(o.sentence) for o in checks.obstacles(asking(own))] == [
        "“Раздел own” depends on itself (“Question a”)."
    ]
    later = section("first", choice("x"), condition=Condition("a", ("yes",)))
    loop = asking(later, section("last", choice("a", after="x")))
    assert "in a loop" in str(checks.obstacles(loop)[0].sentence)
    assert (
        checks.obstacles(
            asking(
                section("first", choice("x")),
                section("z", choice("a"), condition=Condition("x", ("no",))),
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (ask("q", SINGLE, options=YES_NO[:1]), "“Question q” needs at least two options."),
        (ask("q", LONG, options=YES_NO), "“Question q” can't have options."),
        (ask("q", MATRIX), "“Question q” needs at least one row."),
        (ask("q", LONG, rows=(Row("r", Words("Ред")),)), "“Question q” can't have rows."),
        (
            ask("q", MULTIPLE, options=THREE, most=4),
            "“Question q” allows 4 choices, but has 3 options.",
        ),
        (
            ask("q", SINGLE, options=THREE, most=2),
            "“Question q” can't have a limit of choices.",
        ),
        (
            ask("q", NUMBER, least="5", greatest="4.5"),
            "“Question q”: the least number is above the greatest.",
        ),
        (ask("q", LONG, least="5"), "“Question q” can't have a least or greatest number."),
        (
            replace(ask("q", LONG), words=Words("", "Question q")),
            "“Question q” has no words in Bulgarian.",
        ),
        (
            ask("q", MATRIX, rows=(Row("r", Words("")),)),
            "“Question q” has an option or a row without words in Bulgarian.",
        ),
        (
            ask("q", LONG, criterion=Criterion.RECOMMEND),
            "“Question q” can't measure this: choose another kind or another measure.",
        ),
        (
            ask("q", MATRIX, rows=(Row("r", Words("Ред"), Criterion.GROUP),)),
            "“Question q” has a row whose measure doesn't fit, or lacks its service.",
        ),
        (
            ask("q", MATRIX, rows=(Row("r", Words("Ред"), Criterion.STATE),)),
            "“Question q” has a row whose measure doesn't fit, or lacks its service.",
        ),
        (
            ask(
                "q",
                MATRIX,
                rows=tuple(Row(key, Words("Ред"), Criterion.TIME) for key in ("r", "s")),
            ),
            "“Question q” measures what was measured before; one place is enough.",
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_told_why(
    question: Question, sentence: str, english: None
) -> None:
    assert said(question) == [sentence]


def test_an_empty_questionnaire_is_none(english: None) -> None:
    found = [str(one.sentence) for one in checks.obstacles(Content(Words("")))]
    assert found == [
        "The questionnaire has no title in Bulgarian.",
        "The questionnaire has no questions.",
    ]
    bare = replace(section("s"), title=Words(""))
    found = [str(one.sentence) for one in checks.obstacles(asking(bare))]
    assert "Section 1 has no title in Bulgarian." in found
    assert "The section “s” has no questions." in found


def test_a_file_needs_names() -> None:
    assert checks.needs_names(every_kind())
    assert not checks.needs_names(asking(section("s", choice("a"))))
