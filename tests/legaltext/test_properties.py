"""What holds for any text at all."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prestizh.legaltext import Act, blocks, counts, parse, redline, tidy, written

from .texts import AMENDING, INLINE, REGULAR

LABELS = "Чл. |Чл. 1.|Чл. 2.|Чл. 2а.|§ 1.|§ 2.|(1)|(2)|(3)|1.|2.|3.|6.1.|а)|б)|aa)|аа)|бб)"
HEADINGS = (
    "Глава първа|Раздел II|Част I|I. ОБЩИ|ОБЩИ ПОЛОЖЕНИЯ|Предмет|НАРЕДБА|ЗАКОН|към чл. 1"
    "|ЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ|ПРЕХОДНИ И|РАЗПОРЕДБИ|Приложение № 1|Приложение|Председател:"
)
WORDS = 'текст|Текст|край.|край;|край:|изменение|-|.|„|“|”|"|«|»'
SPACES = "\n|\n|\n|\n|\n\n| | |\t|\u00a0|\u00ad"
PIECES = st.sampled_from("|".join((LABELS, HEADINGS, WORDS, SPACES)).split("|"))
LEGAL = st.lists(PIECES, max_size=60).map("".join)
ANYTHING = st.text(max_size=400) | LEGAL | st.lists(PIECES, max_size=40).map(" ".join)


def bare(text: str) -> str:
    return "".join(text.split())


def assert_sound(act: Act, text: str) -> None:
    assert bare(written(act)) == bare(tidy(text))
    assert len({node.path for node in act.nodes}) == len(act.nodes)
    assert len({node.html_id for node in act.nodes}) == len(act.nodes)
    for index, node in enumerate(act.nodes):
        assert re.fullmatch(r"[a-z][a-z0-9_-]*", node.html_id), node.html_id
        outer = None if node.parent is None else act.nodes[node.parent]
        assert node.depth == (0 if outer is None else outer.depth + 1)
        assert node.parent is None or node.parent < index
    for warning in act.warnings:
        assert warning.message % dict(warning.values)


@settings(max_examples=400)
@given(ANYTHING)
def test_reading_never_raises_and_loses_nothing(text: str) -> None:
    act = parse(text)
    assert_sound(act, text)
    grouped = [node for block in blocks(act) for node in block.nodes]
    assert len(grouped) <= len(act.nodes)
    assert counts(act).articles <= len(act.nodes)


@pytest.mark.parametrize("text", [REGULAR, INLINE, AMENDING])
def test_what_was_written_out_reads_the_same(text: str) -> None:
    act = parse(text)
    assert_sound(act, text)
    again = parse(written(act))
    assert [node.path for node in again.nodes] == [node.path for node in act.nodes]


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    once.encode()
    assert not set(once) & set("\r\t\u00a0\u00ad\u200e\u202e\ufeff\x00\u2028")


def test_tidying_keeps_every_visible_character() -> None:
    assert tidy("\ufeffЧл.\u00a01.\r\nОб\u00adщини\u202e  \r\x00край\n\n") == "Чл. 1.\nОбщини\nкрай"
    assert tidy("и\u0306") == "й"


@settings(max_examples=200)
@given(LEGAL, LEGAL)
def test_a_comparison_holds_both_wordings(old: str, new: str) -> None:
    segments = redline(old, new)
    assert "".join(s.text for s in segments if s.kind != "inserted") == old
    assert "".join(s.text for s in segments if s.kind != "deleted") == new
    assert all(segment.text for segment in segments)
    assert all(a.kind != b.kind for a, b in pairwise(segments))


# The work grows with the text and no faster. It is counted in steps, not in seconds: lines of
# our own code that run, so that a slow machine fails nothing.


def steps(text: str) -> int:
    """Count the lines of `prestizh.legaltext` that run while a text is read."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: object) -> Callable[..., object] | None:
        nonlocal count
        if "legaltext" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        parse(text)
    finally:
        sys.settrace(before)
    return count


def repeated() -> Iterator[tuple[str, str]]:
    yield "articles", "Чл. 1. Текст.\n"
    yield "inline", "(1) текст. "
    yield "inline points", "текст: 1. текст; "
    yield "open quotes", "§ 1. Така: „Чл. 1. Текст\n"
    yield "quotes in one line", "„“"
    yield "brackets", "((((1)"
    yield "spaces", "Чл. 1.          \n"
    yield "headings", "Предмет\nЧл. 1. А.\n"
    yield "annexes", "Приложение № 1\n"
    yield "blocks", "ПРЕХОДНИ И ЗАКЛЮЧИТЕЛНИ\n"
    yield "numbers", "1. "
    yield "letters", "а) б) "
    yield "duplicates", "Чл. 1. А.\n(2) Б.\n"
    yield "capitals", "НАРЕДБА\n"
    yield "empty lines", "\n\n"


@pytest.mark.parametrize(("name", "piece"), list(repeated()))
def test_the_work_grows_with_the_length_only(name: str, piece: str) -> None:
    small, large = steps(piece * 200), steps(piece * 800)
    assert large <= 4.4 * small + 2000, name
    assert large <= 1000 * 800, name


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "Чл. 1. " + "(1) " * 250_000,
        "Чл. 1. А: " + "".join(f"{n}. б; " for n in range(1, 60_000)),
        "Чл. 1. " + " " * 1_000_000 + "край",
        "Чл. 1. А.\n" * 200_000,
        "Раздел I\n" + "а\n" * 200_000,
        "„" * 1_000_000,
    ],
    ids=["one word", "one line", "points", "spaces", "lines", "headings", "quotes"],
)
def test_a_megabyte_is_read(text: str) -> None:
    assert bare(written(parse(text))) == bare(text)
