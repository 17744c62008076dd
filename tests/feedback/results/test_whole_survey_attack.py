"""Whoever has all that is published of a survey, and subtracts and solves, finds no cell of 1 to 4.

The surveys are made up by chance. The attacks read only the published JSON and what was asked.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.results import figures
from feedback.results.figures import LEAST
from feedback.results.segments import Given, row_counts
from tests.feedback.results.attacking import POINTS, Program, found_out
from tests.feedback.results.attacking_together import found_out_together
from tests.feedback.results.made_up import TOWN, Survey, made_up
from tests.feedback.results.subtracting import BY, told_by_subtraction

SEEDS = st.integers(0, 2**32)


def published(survey: Survey) -> dict[str, Any]:
    return survey.results().frozen()


def told(survey: Survey, page: dict[str, Any]) -> list[Any]:
    return told_by_subtraction(page, survey.asked.content, TOWN)


@settings(max_examples=60)
@given(SEEDS)
def test_subtracting_published_numbers_from_each_other_tells_no_cell(seed: int) -> None:
    survey = made_up(seed)
    assert told(survey, published(survey)) == []


@settings(max_examples=25)
@given(SEEDS)
def test_solving_for_a_statement_with_all_its_tables_finds_no_cell(seed: int) -> None:
    assert found_out(published(made_up(seed))) == []


@pytest.mark.slow
@settings(max_examples=250)
@given(SEEDS)
def test_solving_for_many_surveys_finds_no_cell(seed: int) -> None:
    survey = made_up(seed)
    page = published(survey)
    assert found_out(page) == []
    assert told(survey, page) == []


@pytest.mark.slow
@settings(max_examples=40)
@given(SEEDS)
def test_solving_for_all_statements_together_finds_no_cell(seed: int) -> None:
    assert found_out_together(published(made_up(seed))) == []


def test_control_the_surveys_made_up_have_tables_to_attack() -> None:
    pages = [published(made_up(seed)) for seed in range(60)]
    means = [row["mean"] for page in pages for item in page["items"] for row in item["statements"]]
    assert sum(mean is not None for mean in means) > 40
    tables = [split["by"] for page in pages for split in page["splits"] if split["rows"]]
    assert {"group", "first_time", "settlement", "channel"} == {*tables}


def test_control_splits_published_without_the_rule_are_solved() -> None:
    pages = [carelessly_split(made_up(seed)) for seed in range(12)]
    assert sum(bool(found_out(page)) for page in pages) > 1
    assert any(map(found_out_together, pages))


def test_control_fine_bars_beside_a_mean_are_solved() -> None:
    page = published(made_up(0))
    row = next(row for item in page["items"] for row in item["statements"] if row["mean"])
    assert found_out(page) == []
    # 2 + 3 people in one bar of two points: the sum of all points tells them apart.
    bars = [([1, 2], 5), ([3], 9), ([4], 16), ([5], 10)]
    row["bars"] = [{"cells": list(map(str, cells)), "count": count} for cells, count in bars]
    row["n"], row["silent"], page["splits"] = 40, 0, []
    row["mean"] = {"value": 3.73, "low": None, "high": None}
    assert {(row["key"], 1), (row["key"], 2)} <= {*found_out(page)}


def test_control_a_world_that_cannot_be_is_an_error() -> None:
    program = Program()
    program.count(["one", "other"], 7)
    program.count(["one"], 9)
    with pytest.raises(ValueError, match="No world"):
        program.found_out(["one"])


def test_control_a_bar_without_its_small_option_is_undone_by_subtraction() -> None:
    survey = next(one for one in map(made_up, range(50)) if _joined_bar(published(one)))
    page = published(survey)
    assert told(survey, page) == []
    bar = _joined_bar(page)
    cell = bar["cells"].pop()
    bar["count"] -= 2
    assert ("group", frozenset({frozenset({cell})}), 2) in told(survey, page)


def _joined_bar(page: dict[str, Any]) -> Any:
    """The only bar of the groups, if all are joined in it and everybody answered."""
    bars = page["items"][0]["bars"] if page["items"] else []
    return bars[0] if len(bars) == 1 and bars[0]["count"] == page["n"] else None


def test_control_two_options_of_which_several_may_be_chosen_tell_who_chose_both() -> None:
    survey = next(
        one
        for one in map(made_up, range(50))
        if len(one.asked.content.question("kinds").options) == 2
        and one.asked.content.question("kinds").most != 1
        and one.given
    )
    page = published(survey)
    item = next(item for item in page["items"] if item["key"] == "kinds")
    page["n"] = item["n"] = 19
    item["bars"] = [{"cells": ["k0"], "count": 10}, {"cells": ["k1"], "count": 12}]
    assert ("kinds", frozenset({frozenset({"k0", "k1"})}), 3) in told(survey, page)


def carelessly_split(survey: Survey) -> dict[str, Any]:
    """What is published, and the means of all segments wherever each has five answers."""
    page = published(survey)
    keys = {by: key for key, by in BY.items()}
    for split in page["splits"]:
        groups = [
            [one for one in survey.given if _trait(one, keys.get(split["by"])) in part["cells"]]
            for part in split["segments"]
        ]
        split["rows"] = []
        for item in page["items"]:
            for row in item["statements"]:
                tables = [row_counts(item["key"], row["key"].split(".")[1], one) for one in groups]
                if row["mean"] and all(sum(counts) >= LEAST for counts in tables):
                    means = [figures.mean(dict(zip(POINTS, one, strict=True))) for one in tables]
                    told_means = [round(mean or 0, 1) for mean in means]
                    split["rows"].append({"key": row["key"], "means": told_means})
    return page


def _trait(one: Given, key: str | None) -> str:
    return str(one.answers.get(key, "")) if key else one.channel
