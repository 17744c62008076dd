"""What a process keeps of the public pages has a limit, in number and in bytes."""

import pytest

from prestizh.ui import artefacts, recent
from prestizh.ui.artefacts import Page, PublishedPages
from prestizh.ui.recent import Recent


@pytest.fixture(autouse=True)
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "MAXIMUM_PAGES", 3)
    monkeypatch.setattr(recent, "MAXIMUM_BYTES", 100)


def page(size: int) -> Page:
    return Page("1.1", None, {}, b"x" * size, b"")


def shelf() -> Recent[Page]:
    return Recent[Page](artefacts.size_of)


def test_large_pages_push_out_those_that_were_not_used() -> None:
    pages = shelf()
    for name in ("a", "b"):
        pages.put(name, page(40))
    pages.touch("a")
    pages.put("c", page(40))
    assert (list(pages), pages.size) == (["a", "c"], 80)


def test_a_page_larger_than_the_room_is_shown_and_not_kept() -> None:
    pages = shelf()
    pages.put("a", page(40))
    assert pages.put("b", page(101)).plain == b"x" * 101
    assert list(pages) == ["a"]
    pages.put("a", page(101))
    assert (list(pages), pages.size) == ([], 0)


def test_a_page_that_is_made_anew_counts_once() -> None:
    pages = shelf()
    for size in (90, 10, 60, 60):
        pages.put("a", page(size))
    pages.put("b", page(40))
    assert (list(pages), pages.size) == (["a", "b"], 100)


def test_control_what_weighs_nothing_is_limited_by_number_alone() -> None:
    words = Recent[str]()
    for name in "abcd":
        words.put(name, "x" * 101)
    assert list(words) == ["b", "c", "d"]


def test_both_shelves_of_pages_are_weighed() -> None:
    shelves = PublishedPages(lambda _request: pytest.fail("nothing is asked here"))
    assert shelves.pages.size_of is shelves.bodies.size_of is artefacts.size_of
