"""Quoted provisions: „Чл. 5а. (1) …“ inside an amending § is text, not a new article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .tidying import fold

_MARK = re.compile('[„“”"«»]')
_QUOTED_LABEL = re.compile(
    r"[„“\"«]\s*(?:Чл\.|Член\s|§|\(\d|\d{1,3}[а-я]?\.|[а-я]{1,2}\)|Глава\s|ГЛАВА\s|Раздел\s|РАЗДЕЛ\s"
    r"|Дял\s|ДЯЛ\s|Част\s|ЧАСТ\s|Приложение\s|ПРИЛОЖЕНИЕ\s|ДОПЪЛНИТЕЛН|ПРЕХОДН|ЗАКЛЮЧИТЕЛН)"
)


def quote_steps(text: str) -> Iterator[tuple[int, int]]:
    """Yield each quotation mark as (position, +1 if it opens, -1 if it closes).

    „ and « open, ” and » close; “ and the straight mark open before a letter at the beginning
    of a word and close otherwise.
    """
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if mark in "„«":
            yield at, 1
        elif mark in "”»":
            yield at, -1
        else:
            before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
            opens = (not before or before in " \n([„") and (after.isalnum() or after in {"(", "§"})
            yield at, 1 if opens else -1


def begins_quotation(text: str, *, in_paragraph: bool) -> bool:
    """Say whether a line leaves a quotation open that may run over the next lines.

    In an article it must begin with a label; in a § any will do, since there the new wording of
    another act is quoted by the sentence as well.
    """
    if not in_paragraph and _QUOTED_LABEL.search(fold(text)) is None:
        return False
    return sum(step for _, step in quote_steps(text)) > 0


def closing_lines(lines: Sequence[str]) -> list[int]:
    """Give for each line the first one from it on where quotations opened there are closed.

    The depth after line k has come back to what it was before line i. `len(lines)` stands for
    never. One pass with a stack of lines that still wait, deepest on top.
    """
    result = [len(lines)] * len(lines)
    waiting: list[tuple[int, int]] = []
    depth = 0
    for index, line in enumerate(lines):
        waiting.append((depth, index))
        depth += sum(step for _, step in quote_steps(line))
        while waiting and waiting[-1][0] >= depth:
            result[waiting.pop()[1]] = index
    return result
