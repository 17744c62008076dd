"""The beginning of an act: its title, and what stands before and after it."""

from __future__ import annotations

import re

from .labels import (
    Label,
    read_block_label,
    read_inner_label,
    read_structure_label,
    read_unit_label,
)
from .model import NodeKind
from .source import Source
from .tidying import fold, is_capitals
from .tree import Tree

_KINDS = (
    "НАРЕДБА|ПРАВИЛНИК|ИНСТРУКЦИЯ|ЗАКОН|КОДЕКС|ТАРИФА|ПРАВИЛА|ПРОГРАМА|СТРАТЕГИЯ|ПЛАН|СТАТУТ|"
    "УСТАВ|МЕТОДИКА|ПОСТАНОВЛЕНИЕ|РЕШЕНИЕ|ЗАПОВЕД"
)
_KIND = re.compile(rf"(?:ПРОЕКТ\s+(?:НА|ЗА)\s+)?(?:{_KINDS})(?!\w)")
_SPACED_KIND = re.compile(rf"(?:ПРОЕКТ(?:НА|ЗА))?(?:{_KINDS})")
_HISTORY = re.compile(
    r"(?:\(|/|в сила|прие|обн\.|изм\.|доп\.|утвърден|на основание|протокол|общински съвет\b)", re.I
)
_GENERAL = re.compile(r"общи\s+(?:положения|разпоредби)[.:]?", re.I)
_LONGEST_HEADING = 200


def read_front(source: Source, tree: Tree) -> tuple[str, int]:
    """Put preamble and title into the tree; give the title and the line where the body begins."""
    start = next((i for i in range(source.count) if _starts_body(source, i)), source.count)
    title = find_title(source.lines[:start])
    start = _with_heading_above(source, start, title.stop)
    _add(source, tree, range(title.start), NodeKind.PREAMBLE, "преамбюл")
    _add(source, tree, title, NodeKind.TITLE, "заглавие")
    _add(source, tree, range(title.stop, start), NodeKind.PREAMBLE, "преамбюл")
    return " ".join(" ".join(source.lines[i] for i in title).split()), start


def _starts_body(source: Source, index: int) -> bool:
    line = source.lines[index]
    if source.units[index] is not None or read_structure_label(line) or read_block_label(line):
        return True
    if source.has_units:
        return source.bare_roman(index) is not None
    label = read_inner_label(line)
    return label is not None and label.kind is NodeKind.POINT and label.number == "1"


def _with_heading_above(source: Source, start: int, floor: int) -> int:
    """Take the line above the first article into the body if it is a heading."""
    above = start - 1
    while above >= floor and not source.lines[above]:
        above -= 1
    if above < floor or not source.article_is_next(above):
        return start
    line = source.lines[above]
    return above if _GENERAL.fullmatch(line) or may_head_article(line) else start


def _add(source: Source, tree: Tree, lines: range, kind: NodeKind, key: str) -> None:
    filled = [index for index in lines if source.lines[index]]
    if filled:
        tree.add(Label(kind, "", 0, 0, key), "", filled[0] + 1)
        for index in filled:
            tree.add_text(source.lines[index], "\n")
    tree.close_all()


def find_title(lines: list[str]) -> range:
    """Find the lines of the title among those before the first provision; empty if none.

    The last line that begins with the kind of the act counts, in capitals or, failing that, as
    a sentence („Наредба за …“): what stands above is an order of promulgation or a decision.
    """
    spoken = None
    chosen = None
    for index, line in enumerate(lines):
        folded = fold(line)
        letters = "".join(folded.split())
        is_spaced = line[1:2] == " " and _SPACED_KIND.match(letters) is not None
        if is_spaced or _KIND.match(folded):
            chosen = index
        elif _KIND.match(folded.upper()) and line[:1].isupper() and not line.endswith((".", ";")):
            spoken = index
    first = spoken if chosen is None else chosen
    if first is None:
        return _untyped_title(lines)
    return range(first, _title_end(lines, first))


def _untyped_title(lines: list[str]) -> range:
    for index, line in enumerate(lines):
        if line:
            fits = len(line) <= 300 and is_capitals(line) and not _GENERAL.fullmatch(line)
            return range(index, index + 1 if fits else index)
    return range(0)


def _title_end(lines: list[str], first: int) -> int:
    end = first + 1
    if len(lines[first].replace(" ", "")) < 20:
        while end < len(lines) and not lines[end]:
            end += 1
    while end < len(lines) and lines[end]:
        if _HISTORY.match(lines[end]) or _GENERAL.fullmatch(lines[end]):
            break
        end += 1
    return end if any(lines[first + 1 : end]) else first + 1


def may_head_article(line: str) -> bool:
    """Say whether a line directly before an article may be its heading („Предмет“)."""
    if not line[:1].isupper() or len(line) > _LONGEST_HEADING or line[-1] in ".,;:…_":
        return False
    if _HISTORY.match(line):
        return False
    readers = (read_unit_label, read_structure_label, read_block_label)
    return not any(reader(line) for reader in readers)
