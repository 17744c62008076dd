"""A questionnaire survives its JSON; what is no questionnaire is refused by a sentence."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.questionnaires import codec
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
from prestizh.refusal import Refused
from tests.feedback.questionnaires.making import asking, every_kind

texts = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.just("\n"), max_size=40)
words = st.builds(Words, texts, texts)
keys = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
numbers = st.just("") | st.integers(-999, 999).map(str) | st.just("2.5")


def each_once(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=4, unique_by=lambda item: item.key).map(tuple)


conditions = st.none() | st.builds(Condition, keys, st.lists(keys, max_size=3).map(tuple))
questions = st.builds(
    Question,
    key=keys,
    kind=st.sampled_from(QuestionKind),
    words=words,
    hint=words,
    options=each_once(st.builds(Option, keys, words)),
    rows=each_once(st.builds(Row, keys, words, st.sampled_from(Criterion), st.booleans(), texts)),
    is_required=st.booleans(),
    most=st.integers(0, 40),
    least=numbers,
    greatest=numbers,
    criterion=st.sampled_from(Criterion),
    condition=conditions,
)


def sections_of(asked: list[Question]) -> tuple[Section, ...]:
    return tuple(
        Section(f"s{number}", question.words, question.hint, (question,), question.condition)
        for number, question in enumerate(asked)
    )


contents = st.builds(
    Content,
    title=words,
    intro=words,
    sections=st.lists(questions, max_size=4, unique_by=lambda one: one.key).map(sections_of),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(contents)
def test_whatever_is_written_is_read_as_it_was(content: Content) -> None:
    assert codec.parse(codec.canonical(content)) == content
    assert codec.parse(json.dumps(codec.write(content), indent=2).encode()) == content


@settings(max_examples=60)
@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["format", "title", "bg", "sections", "key"]), inner, max_size=3
            )
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_anything_else_is_refused_and_never_breaks(file: bytes) -> None:
    with pytest.raises(Refused):
        codec.parse(file)


def test_the_digest_does_not_depend_on_the_order_of_names() -> None:
    turned = dict(reversed(codec.write(every_kind()).items()))
    assert codec.digest(codec.read(turned)) == codec.digest(every_kind())
    assert codec.digest(asking()) != codec.digest(every_kind())


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    data = codec.write(every_kind())
    change(data)
    return json.dumps(data).encode()


def first(data: dict[str, Any]) -> Any:
    return data["sections"][0]["questions"][0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda d: d.update(colour="red"), "nobody knows what “colour” means"),
        (lambda d: d.pop("format"), "no questionnaire of this portal"),
        (lambda d: first(d).update(kind="poem"), "section 1, question 1: there is no kind “poem”"),
        (lambda d: first(d).update(kind=7), "“kind” has a value of the wrong type"),
        (lambda d: first(d).update(key="Ключ"), "small Latin letters"),
        (lambda d: first(d).update(key="topics"), "the key “topics” is there twice"),
        (lambda d: first(d).update(most=-1), "“most” has a value of the wrong type"),
        (lambda d: first(d).update(most=True), "“most” has a value of the wrong type"),
        (lambda d: first(d).update(least="many"), "“least” must be a number"),
        (lambda d: first(d).update(words={"bg": "a\0b"}), "characters that are no text"),
        (lambda d: first(d).update(words={"bg": "\ud800"}), "characters that are no text"),
        (lambda d: first(d).update(words={"bg": "ж" * 2001}), "longer than 2000 characters"),
        (lambda d: first(d).update(words={"de": "Frage"}), "nobody knows what “de” means"),
        (lambda d: first(d).update(options=[{"key": "a"}] * 41), "41 entries, at most 40"),
        (lambda d: first(d).update(options=[{"key": "a"}] * 2), "the key “a” is there twice"),
        (lambda d: first(d).update(condition={"question": "x", "options": [1]}), "wrong type"),
        (lambda d: first(d).update(condition=[]), "an object in braces is expected"),
        (lambda d: d.update(sections={}), "“sections” has a value of the wrong type"),
        (lambda d: d.update(sections=d["sections"] * 11), "22 entries, at most 20"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    change: Callable[[dict[str, Any]], object], sentence: str, english: None
) -> None:
    with pytest.raises(Refused, match=sentence):
        codec.parse(changed(change))


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"[" * 400_000, "isn't a questionnaire"),
        (b" " * 500_001, "larger than 500 KB"),
        (b"\xff\xfe\x00", "isn't text in UTF-8"),
        (b'{"format": ', "isn't JSON: line 1"),
        (b'{"format": "a", "format": "b"}', "same name twice"),
        (b'{"format": NaN}', "isn't a questionnaire"),
        (b'{"a": 1' + b"0" * 5000 + b"}", "isn't a questionnaire"),
    ],
)
def test_a_file_that_is_none_is_refused(file: bytes, sentence: str, english: None) -> None:
    with pytest.raises(Refused, match=sentence):
        codec.parse(file)


def test_a_questionnaire_has_an_end(english: None) -> None:
    data = codec.write(every_kind())
    ask = data["sections"][0]["questions"][1]
    data["sections"] = [
        {"key": f"s{n}", "title": {}, "questions": [{**ask, "key": f"q{n}_{m}"} for m in range(31)]}
        for n in range(2)
    ]
    with pytest.raises(Refused, match="at most 60 questions"):
        codec.read(data)
