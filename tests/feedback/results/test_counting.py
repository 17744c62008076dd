"""From answers to results, counted by hand: what is told, what is joined, what is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from feedback.questionnaires.content import (
    Condition,
    Content,
    Criterion,
    Option,
    Question,
    QuestionKind,
    Section,
    Words,
)
from feedback.results.content import Results, read
from feedback.results.counting import Asked, results_of
from feedback.results.segments import Given
from tests.feedback.results.making import CONTENT, CRITERIA, words

TOWN = tuple(Option(key, words(key)) for key in ("76000", "76001", "76002", "76003"))


def counted(content: Content, answers: Sequence[Mapping[str, object]], invited: int = 0) -> Results:
    channels = ("online", "paper")
    given = [Given(one, channels[at % 2]) for at, one in enumerate(answers)]
    return results_of(Asked(content, TOWN, invited), given)


def asking(*questions: Question) -> Content:
    return Content(words("Анкета"), sections=(Section("one", words("Едно"), questions=questions),))


def agree(point: object) -> dict[str, object]:
    return {"agree": dict.fromkeys(CRITERIA, point)}


@pytest.mark.parametrize(("n", "told"), [(0, 0), (1, 0), (4, 0), (5, 5)])
def test_nothing_is_told_of_fewer_than_five(n: int, told: int) -> None:
    found = counted(CONTENT, [agree(5)] * n, invited=20)
    assert found.n == told
    assert bool(found.items) is bool(told)
    assert (found.rate is not None) is bool(told)


def test_all_the_same_answer_is_a_mean_without_width() -> None:
    found = counted(CONTENT, [agree(5)] * 10)
    row = found.statements[0]
    assert row.mean is not None
    assert (row.mean.value, row.mean.low, row.mean.high) == (5.0, 5.0, 5.0)
    assert found.index.figure is not None
    assert found.index.figure.value == 100.0


def test_nobody_who_could_not_judge_is_averaged() -> None:
    found = counted(CONTENT, [agree("unknown")] * 8)
    assert [row.n for row in found.statements] == [0] * len(found.statements)
    assert all(row.mean is None and row.bars == () for row in found.statements)
    assert found.index.figure is None
    mixed = counted(CONTENT, [agree("unknown")] * 6 + [agree(4)] * 6).statements[0]
    assert (mixed.n, mixed.silent) == (6, 6)
    assert mixed.mean is not None
    assert mixed.mean.value == 4.0


def test_results_come_back_from_json_as_they_were() -> None:
    answers = [agree(1 + at % 5) | {"recommend": at % 11, "group": "ngo"} for at in range(60)]
    found = counted(CONTENT, answers, invited=100)
    assert read(found.frozen()) == found
    assert found.rate is not None
    assert found.rate.value == 0.6


def test_net_promoters_are_made_of_what_is_shown() -> None:
    said = [10] * 10 + [8] * 5 + [2] * 5
    found = counted(CONTENT, [{"recommend": point} for point in said])
    assert found.nps is not None
    assert found.nps.value == 25.0
    few = counted(CONTENT, [{"recommend": point} for point in [10] * 10 + [8] * 3 + [2] * 5])
    assert few.nps is None
    assert [bar.count for bar in few.items[2].bars] == [18]


def test_nought_on_a_scale_is_an_answer() -> None:
    found = counted(CONTENT, [{"recommend": 0}] * 7)
    assert found.items[2].n == 7


def test_of_several_choices_those_of_a_few_are_left_out() -> None:
    options = tuple(Option(key, words(key)) for key in "abc")
    content = asking(Question("m", QuestionKind.MULTIPLE, words("Кое?"), options=options))
    answers = [{"m": ["a"]}] * 4 + [{"m": ["b", "c"]}] * 8 + [{"m": ["b"]}] * 6
    found = counted(content, answers).items[0]
    # a: four chose it; b: four did not; c: eight and ten.
    assert [(bar.cells, bar.count) for bar in found.bars] == [(("c",), 8)]


def choice(key: str, kind: QuestionKind, options: str, **more: Any) -> Question:
    return Question(
        key, kind, words(key), options=tuple(Option(one, words(one)) for one in options), **more
    )


def test_of_two_choices_it_is_looked_at_how_many_chose_both() -> None:
    content = asking(choice("m", QuestionKind.MULTIPLE, "ab"))
    alone = [{"m": ["a"]}] * 7 + [{"m": ["b"]}] * 9
    few = counted(content, [*alone, *[{"m": ["a", "b"]}] * 3]).items[0]
    assert (few.n, few.bars) == (19, ())
    enough = counted(content, [*alone, *[{"m": ["a", "b"]}] * 5]).items[0]
    assert [bar.count for bar in enough.bars] == [12, 14]


def test_of_several_choices_of_which_one_may_be_made_a_few_are_joined() -> None:
    content = asking(choice("m", QuestionKind.MULTIPLE, "abc", most=1))
    answers = [{"m": ["a"]}] * 6 + [{"m": ["b"]}] * 2 + [{"m": ["c"]}] * 8
    assert [bar.count for bar in counted(content, answers).items[0].bars] == [6, 10]


def test_settlements_of_a_few_are_joined_with_their_neighbours() -> None:
    content = asking(Question("where", QuestionKind.SETTLEMENT, words("Къде?")))
    said = ["76000"] * 9 + ["76001"] * 2 + ["76002"] * 4 + ["76003"]
    found = counted(content, [{"where": one} for one in said]).items[0]
    assert [(bar.cells, bar.count) for bar in found.bars] == [
        (("76000",), 9),
        (("76001", "76002", "76003"), 7),
    ]


def test_what_comes_first_in_a_ranking_is_counted() -> None:
    options = tuple(Option(key, words(key)) for key in "ab")
    content = asking(Question("r", QuestionKind.RANKING, words("Ред"), options=options))
    answers = [{"r": ["b", "a"]}] * 6 + [{"r": ["a", "b"]}] * 5
    assert [bar.count for bar in counted(content, answers).items[0].bars] == [5, 6]


def test_who_was_asked_further_does_not_tell_joined_answers_apart() -> None:
    """Six said a and one said b, joined to seven; that six were asked further would tell both."""
    first = Question(
        "q",
        QuestionKind.SINGLE,
        words("Кое?"),
        options=tuple(Option(key, words(key)) for key in "ab"),
    )
    further = replace(first, key="more", condition=Condition("q", ("a",)))
    answers = [{"q": "a", "more": "a"}] * 6 + [{"q": "b"}]
    assert [item.key for item in counted(asking(first, further), answers).items] == ["q"]
    answers += [{"q": "b"}] * 5
    assert [item.key for item in counted(asking(first, further), answers).items] == ["q", "more"]


def test_who_fulfils_two_conditions_is_not_told_apart() -> None:
    """Of twelve who said a, ten are the ten of twelve who said x: two would be had by subtraction."""
    content = asking(
        choice("p", QuestionKind.SINGLE, "ab"),
        choice("q", QuestionKind.SINGLE, "xy"),
        choice("more", QuestionKind.SINGLE, "cd", condition=Condition("p", ("a",))),
    )
    answers = [{"p": "a", "q": "x", "more": "c"}] * 10 + [{"p": "a", "q": "y"}] * 2
    answers += [{"p": "b", "q": "x"}] * 2 + [{"p": "b", "q": "y"}] * 8
    assert [item.key for item in counted(content, answers).items] == ["p", "q", "more"]
    section = content.sections[0]
    both = (
        replace(section, questions=section.questions[:2]),
        replace(section, questions=section.questions[2:], condition=Condition("q", ("x",))),
    )
    found = counted(replace(content, sections=both), answers)
    assert [item.key for item in found.items] == ["p", "q"]


def test_who_chose_one_of_several_options_is_not_told_by_a_condition_on_both() -> None:
    further = choice("more", QuestionKind.SINGLE, "cd", condition=Condition("m", ("a", "b")))
    content = asking(choice("m", QuestionKind.MULTIPLE, "abe"), further)
    answers = [{"m": ["a"], "more": "c"}] * 8 + [{"m": ["b"], "more": "d"}] * 8
    answers += [{"m": ["a", "b"], "more": "c"}] * 2 + [{"m": ["e"]}] * 6
    found = counted(content, answers).items
    assert [bar.count for bar in found[0].bars] == [10, 10, 6]
    assert [item.key for item in found] == ["m"]


def test_what_only_some_were_asked_splits_no_table() -> None:
    """Two of the twenty did not say where: the rest less the other group would be their answers."""
    where = Question(
        "where", QuestionKind.SETTLEMENT, words("Къде?"), condition=Condition("group", ("citizen",))
    )
    content = asking(CONTENT.question("group"), CONTENT.question("agree"), where)
    points = (2, 3, 4, 5, 4, 3)
    said = [agree(points[at % 6]) for at in range(44)]
    answers = [one | {"group": "citizen", "where": "76000"} for one in said[:18]]
    answers += [one | {"group": "citizen"} for one in said[18:20]]
    answers += [one | {"group": "media"} for one in said[20:]]
    found = counted(content, answers)
    assert [item.key for item in found.items] == ["group", "agree", "where"]
    assert {split.by for split in found.splits} == {"group", "channel"}


def test_segments_are_those_of_the_question_and_a_few_who_did_not_say_join_the_last() -> None:
    points = (2, 3, 4, 5, 4, 3)
    answers = [agree(points[at % 6]) | {"group": "citizen"} for at in range(30)]
    answers += [agree(points[at % 6]) | {"group": "ngo"} for at in range(18)]
    answers += [agree(3)] * 3
    found = counted(CONTENT, answers)
    split = next(one for one in found.splits if one.by == "group")
    assert [part.n for part in split.segments] == [30, 21]
    own = next(item for item in found.items if item.key == "group")
    assert [bar.count for bar in own.bars] == [30, 18]
    assert split.segments[1].cells == ("ngo", "business", "media", "")
    assert split.rows
    # By hand: thirty answers of five rounds of 2, 3, 4, 5, 4, 3 make 3.5.
    assert split.rows[0].means[0] == 3.5
    assert {one.by for one in found.splits} == {"group", "channel"}


def test_one_segment_alone_is_no_table() -> None:
    found = counted(
        CONTENT, [agree(3) | {"group": "ngo"}] * 4 + [agree(3) | {"group": "media"}] * 3
    )
    assert [one.by for one in found.splits if one.by == "group"] == []


def test_a_reversed_statement_counts_turned_round_in_the_index() -> None:
    matrix = CONTENT.question("agree")
    rows = tuple(replace(row, is_reversed=row.criterion is Criterion.TIME) for row in matrix.rows)
    content = asking(replace(matrix, rows=rows))
    found = counted(content, [agree(5)] * 10)
    scores = {score.criterion: score.figure for score in found.scores}
    time = scores[Criterion.TIME]
    assert time is not None
    assert time.value == 0.0
    assert found.title == Words("Анкета", "Анкета (en)")
