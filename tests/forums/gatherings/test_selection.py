"""The draw: proportional, the same for everybody, and nobody can be found out in its list."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from forums.gatherings import repeat_draw
from forums.gatherings.coarsening import coarsen, sizes, strata_of
from forums.gatherings.draw_file import list_as_data, listed_from, result_as_data
from forums.gatherings.selection import (
    FEWEST,
    Candidate,
    Cell,
    PublicList,
    Stratum,
    digest,
    draw,
    quotas,
    rank,
    replacement,
    seat,
)

PROGRAM = Path(repeat_draw.__file__)
SEED = "3, 11, 19, 27, 40, 48"


def stratum(key: str, population: int) -> Stratum:
    return Stratum(key, Cell(f"място {key}", "16–29", "жена"), population)


def listed(places: int, sizes_of: dict[str, tuple[int, int]]) -> PublicList:
    """Strata of `(population, registered)`."""
    strata = tuple(stratum(key, population) for key, (population, _n) in sizes_of.items())
    people = tuple(
        Candidate(f"{key}{number:03}", key)
        for key, (_population, count) in sizes_of.items()
        for number in range(count)
    )
    return PublicList(places, strata, people)


@st.composite
def lists(draw_from: st.DrawFn) -> PublicList:
    """Any list: strata with nobody, nobody living there, households across strata."""
    people = draw_from(
        st.lists(st.tuples(st.integers(0, 500), st.integers(0, 9)), min_size=1, max_size=8)
    )
    assume(any(population for population, _count in people))
    strata = tuple(stratum(f"s{n:03}", population) for n, (population, _c) in enumerate(people))
    households = st.sampled_from(["", "", "", "h1", "h2", "h3"])
    candidates = tuple(
        Candidate(f"К{n}{number}", f"s{n:03}", draw_from(households))
        for n, (_population, count) in enumerate(people)
        for number in range(count)
    )
    return PublicList(draw_from(st.integers(1, 60)), strata, candidates)


def published(found: PublicList, words: str, tables: int = 3) -> dict[str, Any]:
    drawn = draw(found, words)
    coming = [c for c in found.candidates if c.code in drawn.selected]
    return {
        **list_as_data(found),
        "seed_words": words,
        "result": result_as_data(drawn),
        "tables": tables,
        "seating": seat(drawn.seed, coming, tables),
    }


def run(file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The program alone: isolated from the project, in another directory."""
    return subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(file), *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=file.parent,
    )


def test_places_follow_the_population_by_the_largest_remainder() -> None:
    strata = [
        stratum("a", 47_000),
        stratum("b", 16_000),
        stratum("c", 15_800),
        stratum("d", 21_200),
    ]

    found = {quota.stratum: quota.places for quota in quotas(strata, 10, "x")}

    assert found == {"a": 5, "b": 2, "c": 1, "d": 2}


def test_a_tie_is_decided_by_lot_and_said() -> None:
    found = quotas([stratum("a", 100), stratum("b", 100), stratum("c", 100)], 4, "x")

    assert sum(quota.places for quota in found) == 4
    assert all(quota.by_lot for quota in found)
    assert not any(q.by_lot for q in quotas([stratum("a", 3), stratum("b", 1)], 4, "x"))


def test_what_a_stratum_cannot_fill_goes_to_the_others() -> None:
    found = draw(listed(10, {"a": (500, 2), "b": (300, 20), "c": (200, 20)}), SEED)

    assert found.places == {"a": 2, "b": 5, "c": 3}
    assert len(found.selected) == 10


# What is odd about a list: places, then of each stratum who live there and who registered.
ODD: dict[str, tuple[int, dict[str, tuple[int, int]], dict[str, int]]] = {
    "a stratum smaller than its places": (
        10,
        {"a": (500, 2), "b": (300, 20), "c": (200, 20)},
        {"a": 2, "b": 5, "c": 3},
    ),
    "nobody registered in a stratum": (
        6,
        {"a": (600, 0), "b": (200, 9), "c": (100, 9)},
        {"a": 0, "b": 4, "c": 2},
    ),
    "all strata together smaller than the places": (
        12,
        {"a": (10, 3), "b": (90, 4)},
        {"a": 3, "b": 4},
    ),
    "only those without population have candidates left": (
        8,
        {"a": (100, 2), "b": (0, 6)},
        {"a": 2, "b": 6},
    ),
    "as many places as candidates": (9, {"a": (70, 5), "b": (30, 4)}, {"a": 5, "b": 4}),
    "one place": (1, {"a": (51, 5), "b": (49, 5)}, {"a": 1, "b": 0}),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_lists_fill_every_place_they_can_and_the_program_agrees(
    name: str, tmp_path: Path
) -> None:
    places, people, expected = ODD[name]
    found = listed(places, people)
    data = published(found, SEED)
    file = tmp_path / "draw.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    ended = run(file, "--list", data["list_sha256"], "--seed", SEED)

    assert draw(found, SEED).places == expected
    assert (ended.returncode, len(data["result"]["selected"])) == (0, sum(expected.values()))
    assert f"Drawn: {' '.join(data['result']['selected'])}" in ended.stdout


@pytest.mark.parametrize("words", ["1, 2, 3", "4, 5, 6", "7, 8, 9", "10, 11, 12"])
def test_a_tie_goes_to_whom_the_seed_says_in_both_programs(words: str, tmp_path: Path) -> None:
    """Three strata alike in everything, and one place between them."""
    found = listed(1, {"a": (100, 5), "b": (100, 5), "c": (100, 5)})
    data = published(found, words)
    file = tmp_path / "draw.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    drawn = draw(found, words)

    first = min("abc", key=lambda key: rank(drawn.seed, key))
    assert drawn.places == {key: int(key == first) for key in "abc"}
    assert all(quota.by_lot for quota in drawn.quotas)
    assert run(file).returncode == 0


def test_of_one_household_only_the_first_in_the_order_stays() -> None:
    people = tuple(Candidate(f"K{n}", "a", "h1" if n < 3 else "") for n in range(8))
    found = draw(PublicList(8, (stratum("a", 1),), people), SEED)

    assert len(found.selected) == 6
    assert set(found.passed) < {"K0", "K1", "K2"}
    assert len(found.passed) == 2


def test_who_declines_is_replaced_from_their_own_stratum_first() -> None:
    names = listed(4, {"a": (100, 6), "b": (100, 3)})
    found = draw(names, SEED)
    stratum_of = {c.code: c.stratum for c in names.candidates}
    gone = next(code for code in found.selected if stratum_of[code] == "b")

    first = replacement(found, stratum_of, gone, set())
    later = replacement(found, stratum_of, gone, {first})

    assert stratum_of[first] == "b"
    assert stratum_of[later] == "a"
    assert replacement(found, stratum_of, gone, set(found.reserve)) == ""


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ((Candidate("A", "s"), Candidate("A", "s")), "twice"),
        ((Candidate("A", "unknown"),), "not in the list"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(
    people: tuple[Candidate, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        draw(PublicList(1, (stratum("s", 1),), people), SEED)


def test_a_name_that_could_be_read_two_ways_is_refused() -> None:
    with pytest.raises(ValueError, match="Not a name"):
        Cell("Хасково|16–29", "16–29", "жена")


@settings(max_examples=150)
@given(lists(), st.text(min_size=1, max_size=30))
def test_the_draw_fills_what_can_be_filled_and_repeats(found: PublicList, words: str) -> None:
    drawn = draw(found, words)

    everybody = {c.code for c in found.candidates}
    assert sorted([*drawn.selected, *drawn.reserve, *drawn.passed]) == sorted(everybody)
    running = len(everybody) - len(drawn.passed)
    assert len(drawn.selected) == min(found.places, running)
    assert draw(listed_from(list_as_data(found)), words) == drawn
    shuffled = PublicList(found.places, found.strata[::-1], found.candidates[::-1])
    assert draw(shuffled, words).selected == drawn.selected


@settings(max_examples=150)
@given(lists(), st.text(min_size=1, max_size=30), st.integers(1, 6))
def test_the_separate_program_comes_to_the_same(found: PublicList, words: str, tables: int) -> None:
    data = json.loads(json.dumps(published(found, words, tables)))

    assert repeat_draw.check(data, digest(found), words).startswith("In order")


@settings(max_examples=8)
@given(found=lists(), words=st.text(min_size=1, max_size=20))
def test_the_program_runs_alone(
    found: PublicList, words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("draw") / "draw.json"
    file.write_text(json.dumps(published(found, words)), encoding="utf-8")

    ended = run(file, "--list", digest(found))

    assert ended.returncode == 0, ended.stdout
    assert digest(found) in ended.stdout


def _change_seed(data: dict[str, Any]) -> None:
    data["seed_words"] += "."


def _change_list(data: dict[str, Any]) -> None:
    data["candidates"].pop()


def _change_both(data: dict[str, Any]) -> None:
    data["candidates"].pop()
    data["list_sha256"] = repeat_draw.list_digest(data)


def _change_drawn(data: dict[str, Any]) -> None:
    result = data["result"]
    result["selected"][0], result["reserve"][0] = result["reserve"][0], result["selected"][0]


def _change_tables(data: dict[str, Any]) -> None:
    code = next(iter(data["seating"]))
    data["seating"][code] = data["seating"][code] % data["tables"] + 1


def _say_nothing(data: dict[str, Any]) -> None:
    del data["strata"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_change_seed, "another result"),
        (_change_list, "not the one whose digest"),
        (_change_both, "another result"),
        (_change_drawn, "another result"),
        (_change_tables, "other tables"),
        (_say_nothing, "no file of a draw"),
    ],
)
def test_control_a_changed_file_is_noticed(change: Any, words: str, tmp_path: Path) -> None:
    data = published(listed(6, {"a": (100, 9), "b": (60, 9)}), SEED)
    file = tmp_path / "draw.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    assert run(file).returncode == 0

    change(data)
    file.write_text(json.dumps(data), encoding="utf-8")
    ended = run(file)

    assert ended.returncode == 1
    assert words in ended.stdout


def test_control_a_file_made_anew_is_noticed_by_what_was_noted_elsewhere(tmp_path: Path) -> None:
    honest = listed(6, {"a": (100, 9), "b": (60, 9)})
    other = PublicList(6, honest.strata, honest.candidates[:-1])
    file = tmp_path / "draw.json"
    file.write_text(json.dumps(published(other, SEED)), encoding="utf-8")

    assert run(file).returncode == 0
    assert run(file, "--list", digest(honest)).returncode == 1
    assert run(file, "--seed", "1, 2, 3").returncode == 1


@settings(max_examples=300)
@given(st.lists(st.integers(0, 12), min_size=12, max_size=12))
def test_no_published_stratum_has_one_to_four_people(counts: list[int]) -> None:
    cells = [
        Cell(area, age, sex)
        for area in ("Хасково", "села", "Узунджово")
        for age in ("16–44", "45+")
        for sex in ("жена", "мъж")
    ]
    population = {cell: 10 * number for number, cell in enumerate(cells, 1)}
    registered = Counter(dict(zip(cells, counts, strict=True)))
    if sum(counts) < FEWEST:
        with pytest.raises(ValueError, match="Too few"):
            coarsen(population, registered)
        return

    joined = coarsen(population, registered)

    assert not [n for n in sizes(joined, registered).values() if 0 < n < FEWEST]
    strata = strata_of(joined, population)
    assert sum(s.population for s in strata.values()) == sum(population.values())
    assert set(joined.values()) == set(strata)
