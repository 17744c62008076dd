"""What changed between two wordings, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])|\s+")
_MOST_EDITS = 600
_MOST_STEPS = 20_000_000
"""Two passages with more edits are shown as replaced: the work grows with edits times length."""


class Change(StrEnum):
    """What happened to a piece of text."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Segment:
    """A piece of text with what happened to it."""

    kind: Change
    text: str


def redline(old: str, new: str) -> list[Segment]:
    """Compare two wordings: equal and deleted pieces give `old`, equal and inserted give `new`.

    Lines are compared first and words within the lines that differ, so that a long text costs
    no more than its changes. Within one change what was deleted comes first.
    """
    changes: list[tuple[Change, str]] = []
    for gone, come, same in _hunks(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        changes.extend(_compare_words("".join(gone), "".join(come)))
        changes.append((Change.EQUAL, "".join(same)))
    return _join(changes)


def _compare_words(old: str, new: str) -> Iterator[tuple[Change, str]]:
    for gone, come, same in _hunks(_TOKEN.findall(old), _TOKEN.findall(new)):
        yield Change.DELETED, "".join(gone)
        yield Change.INSERTED, "".join(come)
        yield Change.EQUAL, "".join(same)


def _join(changes: list[tuple[Change, str]]) -> list[Segment]:
    """Merge neighbours; an equal mark or short word between two changes joins them."""
    result: list[Segment] = []
    gone = come = held = ""
    for kind, text in [*((k, t) for k, t in changes if t), (Change.EQUAL, "")]:
        if kind is not Change.EQUAL:
            gone, come, held = gone + held, come + held, ""
            gone += text if kind is Change.DELETED else ""
            come += text if kind is Change.INSERTED else ""
        elif text and (gone or come) and not held and len(text.strip()) <= 2:
            held = text
        else:
            _flush(result, gone, come, held + text)
            gone = come = held = ""
    return result


def _flush(result: list[Segment], gone: str, come: str, same: str) -> None:
    pieces = ((Change.DELETED, gone), (Change.INSERTED, come), (Change.EQUAL, same))
    for kind, text in pieces:
        if not text:
            continue
        if result and result[-1].kind is kind:
            result[-1] = Segment(kind, result[-1].text + text)
        else:
            result.append(Segment(kind, text))


def _hunks(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Yield (deleted, inserted, equal after them), covering both sequences."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    yield (), (), old[:first]
    at_old = at_new = 0
    inner_old, inner_new = old[first : len(old) - last], new[first : len(new) - last]
    for x, y, length in _matches(inner_old, inner_new):
        yield inner_old[at_old:x], inner_new[at_new:y], inner_old[x : x + length]
        at_old, at_new = x + length, y + length
    yield inner_old[at_old:], inner_new[at_new:], old[len(old) - last :]


def _matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Find the runs of a shortest edit script as (start in old, start in new, length).

    E. Myers, An O(ND) Difference Algorithm (1986), greedy form: `furthest` says how far in
    `old` each diagonal is reached with so many edits. Gives none when there are too many.
    """
    total = len(old) + len(new)
    furthest = {1: 0}
    history: list[dict[int, int]] = []
    for edits in range(min(total, _MOST_EDITS, _MOST_STEPS // (total + 1)) + 1):
        history.append(furthest)
        reached: dict[int, int] = {}
        for diagonal in range(-edits, edits + 1, 2):
            x = _enter(furthest, diagonal, edits)
            while x < len(old) and 0 <= x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return _trace(history, len(old), len(new))
        furthest = reached
    return []


def _goes_down(furthest: dict[int, int], diagonal: int, edits: int) -> bool:
    if diagonal in {-edits, edits}:
        return diagonal == -edits
    return furthest[diagonal - 1] < furthest[diagonal + 1]


def _enter(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    if _goes_down(furthest, diagonal, edits):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _trace(history: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    """Walk back from the end and collect the diagonal runs, first one first."""
    runs: list[tuple[int, int, int]] = []
    for edits in range(len(history) - 1, -1, -1):
        furthest, diagonal = history[edits], x - y
        entered = _enter(furthest, diagonal, edits)
        if x > entered:
            runs.append((entered, entered - diagonal, x - entered))
        before = diagonal + (1 if _goes_down(furthest, diagonal, edits) else -1)
        x = furthest[before]
        y = x - before
    return runs[::-1]
