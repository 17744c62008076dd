"""Labels inside a line: „Чл. 2. (1) … (2) …: 1. …; 2. …“ in one paragraph.

A number in a sentence is a label only if it is the next one expected and a sentence or an item
ended before it: „(вж. чл. 2)“, „т. 1.“, „10.11.2020 г.“ and „50 (петдесет)“ are none.
"""

from __future__ import annotations

import re

from .labels import Label, make_label
from .model import NodeKind
from .numerals import follows, letter_follows
from .quoting import quote_steps
from .tidying import fold
from .tree import UNITS, Tree

_MONTHS = "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември"
_CANDIDATE = re.compile(
    r"\((?P<alinea>\d{1,3}[а-я]?)\)(?:\s?\.)?"
    rf"|(?<![\w.,/№-])(?P<point>\d{{1,3}}[а-я]?)\.(?=\s*(?!{_MONTHS})[^\W\d]|\s*[„“\"«(]|\s*$)"
    r"|(?<![^\s:;,.])(?P<letter>[а-я]|(?P<twice>[а-я])(?P=twice))\)(?=\s)"
)
_ENDS_ALINEA = frozenset('.;:!?…“”"»)')
_ENDS_POINT = frozenset('.;:“”"»')
_ENDS_LETTER = frozenset(".;:,")
_ABBREVIATION = re.compile(r"(?<!\w)(?:т|чл|ал|бр|ст|стр|гл|изр|б|№|§)\.?$")
_WINDOW = 16


def feed(tree: Tree, text: str, joint: str, line: int) -> None:
    """Give text to the open node, opening a new one at each label within it."""
    folded = fold(text)
    quotes = list(quote_steps(folded))
    start = depth = passed = 0
    for match in _CANDIDATE.finditer(folded):
        while passed < len(quotes) and quotes[passed][0] < match.start():
            depth = max(0, depth + quotes[passed][1])
            passed += 1
        before = folded[max(start, match.start() - _WINDOW) : match.start()].rstrip()
        if depth or _ABBREVIATION.search(before):
            continue
        end = before[-1:] or (tree.top.tail if joint == " " else "")
        label = _expected(tree, match, end, text[start : match.start()])
        if label is not None:
            tree.add_text(text[start : match.start()], joint)
            tree.add(label, text[match.start() : match.end()], line)
            start, joint = match.end(), ""
    tree.add_text(text[start:], joint)


def _expected(tree: Tree, match: re.Match[str], end: str, between: str) -> Label | None:
    unit = tree.unit
    if unit is None:
        return None
    if match["alinea"]:
        last = unit.last.get(NodeKind.ALINEA, "0")
        fits = follows(match["alinea"], last) and (not end or end in _ENDS_ALINEA)
        return make_label(NodeKind.ALINEA, match["alinea"], match.end()) if fits else None
    if match["point"]:
        return _expected_point(tree, match, end, is_first=not between.strip())
    return _expected_letter(tree, match, end)


def _expected_point(tree: Tree, match: re.Match[str], end: str, *, is_first: bool) -> Label | None:
    outer = tree.within(NodeKind.ALINEA, *UNITS)
    number = match["point"]
    last = outer.last.get(NodeKind.POINT) if outer else None
    if last is None:
        fits = number == "1" and (end == ":" or (is_first and not end))
    else:
        fits = follows(number, last) and end in _ENDS_POINT
    return make_label(NodeKind.POINT, number, match.end()) if fits else None


def _expected_letter(tree: Tree, match: re.Match[str], end: str) -> Label | None:
    number, sunk = match["letter"], int(match["twice"] is not None)
    outer = tree.within(NodeKind.LETTER) if sunk else None
    outer = outer or tree.within(NodeKind.POINT, NodeKind.ALINEA, *UNITS)
    last = outer.last.get(NodeKind.LETTER, "") if outer else ""
    ends = _ENDS_LETTER if last else ":"
    fits = bool(end) and end in ends and letter_follows(number, last)
    return make_label(NodeKind.LETTER, number, match.end(), sunk=sunk) if fits else None
