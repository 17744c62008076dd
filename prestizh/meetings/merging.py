"""Two who wrote at once into the same text: what each changed is joined, line by line.

Knows no Django.
"""

import itertools
from difflib import SequenceMatcher
from typing import NamedTuple


class Change(NamedTuple):
    """The lines `start`..`end` of the common text were replaced by `lines`."""

    start: int
    end: int
    lines: list[str]


def changes(base: list[str], text: list[str]) -> list[Change]:
    """What somebody changed, from the top."""
    found = SequenceMatcher(None, base, text, autojunk=False).get_opcodes()
    return [Change(a, b, text[c:d]) for tag, a, b, c, d in found if tag != "equal"]


def merge(base: str, theirs: str, ours: str) -> str | None:
    """`base` with what both changed, or None where both changed the same line.

    What both added at the same place stands there one after the other, theirs first.
    """
    lines = base.splitlines()
    pending = _joined(changes(lines, theirs.splitlines()), changes(lines, ours.splitlines()))
    if pending is None:
        return None
    made, at = [], 0
    for change in pending:
        made += [*lines[at : change.start], *change.lines]
        at = change.end
    return "\n".join([*made, *lines[at:]])


def _joined(theirs: list[Change], ours: list[Change]) -> list[Change] | None:
    """All changes in their order; None where two touch the same lines."""
    kept = [*theirs, *(change for change in ours if change not in theirs)]
    kept.sort(key=lambda change: (change.start, change.end))
    for before, after in itertools.pairwise(kept):
        both_add = before.start == before.end == after.start == after.end
        if after.start < before.end or (
            after.start == before.start and not both_add and before.end == after.end
        ):
            return None
    return kept
