"""Answers are read alike from a web form and from paper; what can't be is told at its question."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from feedback.questionnaires import answers
from feedback.questionnaires.answers import Answers
from feedback.questionnaires.content import Condition, Content, QuestionKind
from tests.feedback.questionnaires.making import (
    THREE,
    YES_NO,
    ask,
    asking,
    every_kind,
    section,
)

PLACES = {"68134", "00014"}


def read(content: Content, typed: str, **more: object) -> Answers:
    return answers.read(content, QueryDict(typed), "en", settlements=PLACES, **more)  # type: ignore[arg-type]


def one(kind: QuestionKind, typed: str, **facts: object) -> Answers:
    return read(asking(section("s", ask("q", kind, **facts))), typed)


FULL = (
    "q-came=yes&q-why=%20Реката%0D%0Aпълна%20&q-topics=schools&q-topics=parks"
    "&q-views-clear=5&q-views-hard=unknown&q-recommend=10"
    "&q-order-roads=1&q-order-parks=3&q-children=2,50&q-day=7.5.2026&q-name=Ива"
    "&q-place=68134&q-unheard=of"
)


def test_every_kind_is_kept_in_its_shape() -> None:
    photo = SimpleUploadedFile("площад.jpg", b"x")
    found = read(every_kind(), FULL, files={"q-photo": photo})
    assert found.errors == {}
    assert found.values == {
        "came": "yes",
        "why": "Реката\nпълна",
        "topics": ["parks", "schools"],
        "views": {"clear": 5, "hard": "unknown"},
        "recommend": 10,
        "order": ["roads", "parks"],
        "children": "2.5",
        "day": "2026-05-07",
        "name": "Ива",
        "photo": "площад.jpg",
        "place": "68134",
    }
    assert found.files == {"photo": photo}


@pytest.mark.parametrize("kind", [QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT])
def test_no_answer_keeps_a_personal_number(kind: QuestionKind) -> None:
    found = one(kind, "q-q=питайте+752316+9263")
    assert found.values == {}
    assert "ЕГН" in found.errors["q"]
    assert one(kind, "q-q=питайте+0888123456").is_sound


def test_no_file_of_an_answer_is_called_by_a_personal_number() -> None:
    photo = SimpleUploadedFile("7523169263.jpg", b"x")
    assert set(read(every_kind(), FULL, files={"q-photo": photo}).errors) == {"photo"}


def test_paper_is_read_as_the_web_form_is() -> None:
    typed = QueryDict(FULL)
    paper = {name: typed.getlist(name) for name in typed}
    content = every_kind()
    assert answers.read(content, paper, "bg", settlements=PLACES) == read(content, FULL)
    simple: dict[str, str | list[str]] = {"q-came": "no", "q-topics": "parks"}
    found = answers.read(content, simple, "bg", settlements=PLACES)
    assert found.values == {"came": "no", "topics": ["parks"]}


def test_required_is_asked_only_of_whom_it_concerns() -> None:
    assert read(every_kind(), "").errors == {"came": "Please answer this question."}
    assert read(every_kind(), "q-came=yes").errors == {"why": "Please answer this question."}
    assert read(every_kind(), "q-came=no").is_sound


def test_what_was_not_asked_is_dropped_through_a_whole_row_of_conditions() -> None:
    content = asking(
        section("a", ask("a", QuestionKind.SINGLE, options=YES_NO)),
        section(
            "b",
            ask("b", QuestionKind.MULTIPLE, options=YES_NO),
            condition=Condition("a", ("yes",)),
        ),
        section("c", ask("c", QuestionKind.SHORT_TEXT, condition=Condition("b", ("no", "maybe")))),
    )
    assert read(content, "q-a=no&q-b=no&q-c=тайна").values == {"a": "no"}
    assert read(content, "q-a=yes&q-b=yes&q-b=no&q-c=дума").values["c"] == "дума"


@pytest.mark.parametrize(
    ("kind", "facts", "typed", "sentence"),
    [
        ("single", {"options": YES_NO}, "q-q=maybe", "Choose one of the answers"),
        ("multiple", {"options": THREE}, "q-q=parks&q-q=moon", "Choose from the answers"),
        (
            "multiple",
            {"options": THREE, "most": 1},
            "q-q=parks&q-q=roads",
            "Choose at most 1 answer",
        ),
        ("scale", {}, "q-q=11", "from 0 to 10"),
        ("scale", {}, "q-q=7.5", "from 0 to 10"),
        ("ranking", {"options": THREE}, "q-q-parks=1&q-q-roads=1", "Place 1 is given twice"),
        ("ranking", {"options": THREE}, "q-q-parks=4", "from 1 to 3"),
        ("ranking", {"options": THREE, "most": 2}, "q-q-parks=3", "from 1 to 2"),
        ("ranking", {"options": THREE}, "q-q-parks=0", "from 1 to 3"),
        ("ranking", {"options": THREE}, "q-q-parks=²", "from 1 to 3"),
        ("number", {}, "q-q=много", "Write a number"),
        ("number", {}, "q-q=1e9", "Write a number"),
        ("number", {}, "q-q=NaN", "Write a number"),
        ("number", {}, "q-q=٣", "Write a number"),
        ("number", {"least": "1"}, "q-q=0,9", "can't be less than 1"),
        ("number", {"greatest": "20"}, "q-q=20.01", "can't be greater than 20"),
        ("date", {}, "q-q=31.02.2026", "Write a day"),
        ("date", {}, "q-q=утре", "Write a day"),
        ("date", {}, "q-q=07.05.26", "too far away"),
        ("short_text", {}, "q-q=" + "ж" * 301, "has 301 characters; at most 300"),
        ("long_text", {}, "q-q=" + "ж" * 4001, "has 4001 characters; at most 4000"),
        ("long_text", {}, "q-q=a%00b", "can't be kept"),
        ("settlement", {}, "q-q=99999", "one of the settlements"),
    ],
)
def test_an_impossible_answer_is_told_at_its_question(
    kind: str, facts: dict[str, object], typed: str, sentence: str
) -> None:
    found = one(QuestionKind(kind), typed, **facts)
    assert found.values == {}
    assert sentence in found.errors["q"]


def test_a_required_matrix_wants_every_row_and_takes_that_one_cannot_judge() -> None:
    rows = every_kind().question("views").rows
    found = one(QuestionKind.MATRIX, "q-q-clear=3", rows=rows, is_required=True)
    assert found.errors == {"q": "“Беше трудно.” has no answer yet."}
    found = one(
        QuestionKind.MATRIX, "q-q-clear=unknown&q-q-hard=unknown", rows=rows, is_required=True
    )
    assert found.values == {"q": {"clear": "unknown", "hard": "unknown"}}
    assert one(QuestionKind.MATRIX, "q-q-clear=6", rows=rows).errors
    assert one(QuestionKind.MATRIX, "", rows=rows) == Answers()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0", "0"), ("-0", "0"), ("1 200", "1200"), ("100", "100"), ("-3,140", "-3.14")],
)
def test_a_number_has_one_way_to_be_kept(typed: str, kept: str) -> None:
    assert one(QuestionKind.NUMBER, f"q-q={typed}").values == {"q": kept}


def test_sentences_come_in_the_language_of_who_answers() -> None:
    found = answers.read(every_kind(), {}, "bg", settlements=PLACES)
    assert found.errors["came"] != read(every_kind(), "").errors["came"]
