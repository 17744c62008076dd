"""What a line begins with: the label of a provision, a heading, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .model import NodeKind
from .numerals import ORDINAL_PATTERN, ROMAN_PATTERN, ordinal, roman
from .tidying import begins_small, fold, is_capitals

SUBSECTION = "подраздел"
_NUM = (
    r"(?P<num>\d{1,4})(?P<letter>[а-я]{1,2}(?![а-яА-Я])|\s[а-я](?=\s?\.)|(?![а-я]))"
    r"(?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\s?(?P<dot>\.?)"
)
_ARTICLE = re.compile(rf"(?:(?:Чл|ЧЛ)\s?\.?\s?|Член\s){_NUM}")
_SINGLE_ARTICLE = re.compile(r"Член\s+единствен\s?\.?")
_NO_NUMBER_ARTICLE = re.compile(r"(?:Чл|ЧЛ)\s?\.(?=\s*\(1\))")
_PARAGRAPH = re.compile(rf"(?:§{{1,2}}|Параграф|ПАРАГРАФ)\s?{_NUM}")
_SINGLE_PARAGRAPH = re.compile(r"(?:§|Параграф)\s?[Ее]динствен\s?\.?")
_ALINEA = re.compile(
    r"\(\s?(?P<num>\d{1,3})(?P<letter>[а-я]?)\s?\)\s?\.?|/(?P<snum>\d{1,3})/\s?\.?"
)
_SUBPOINT = re.compile(r"(?P<num>\d{1,3}\.\d{1,2})\s?[.)]?(?=\s*[^\s\d.])")
_POINT = re.compile(r"(?P<num>\d{1,3})(?P<letter>[а-я]?)\s?[.)](?=\s*[^\s\d.]|\s+\d|$)")
_LETTER = re.compile(r"(?P<num>[а-яА-Яa-z]|(?P<twice>[а-я])(?P=twice))\s?\)")
_UNIT = re.compile(
    r"(?P<word>(?i:част|дял|глава|раздел|подраздел))\s+"
    rf"(?:(?P<roman>{ROMAN_PATTERN})|(?P<digits>\d{{1,3}})|(?P<words>(?i:{ORDINAL_PATTERN})))"
    r"(?:(?P<letter>[а-я])|\s?[„“\"](?P<quoted>[а-я])[“”\"])?"
    r"(?![\w])\s?[.:–—-]?"
)
_BARE_ROMAN = re.compile(r"(?P<roman>[IVХ]{1,6})(?P<letter>[а-я]?)\s?\.\s?(?=\S)")
_ADDITIONAL = r"(?:допълнителн|преходн|заключителн)[аи]"
_BLOCK = re.compile(
    rf"(?i:(?P<words>{_ADDITIONAL}(?:(?:\s?,\s?|\s+и\s+){_ADDITIONAL}){{0,2}})\s+разпоредб[аи])"
    r"\s?[:.]?\s?(?P<to>(?i:към)\s.{1,600})?"
)
_HALF_BLOCK = re.compile(rf"(?i:{_ADDITIONAL}(?:(?:\s?,\s?|\s+и\s+){_ADDITIONAL}){{0,2}}(?:\s+и)?)")
_ANNEX = re.compile(
    r"(?:Приложение|ПРИЛОЖЕНИЕ)(?:\s?(?:№|N[оo]?\.?|Nº)?\s?(?P<num>\d{1,3}[а-я]?))?"
    r"(?P<rest>\s?\(?(?i:към)\s+(?:чл|§|ал|т|раздел|глава)\b.{0,200}|\s?[.:–—-]?\s?(?=[А-Я„\"(]).{1,200}|)\s?[.:]?"
)
# „чл. 5, ал. 2“, „чл. 5 и 6“, „§ 1 от“ at the beginning of a line are references, not labels.
_REFERENCE = re.compile(r"\s?(?:[,;/)]|[–-]\d|(?:ал|т|и|или|от|до|на|по|се|във?|буква|изр)\b)")

_KINDS = {
    "част": NodeKind.PART,
    "дял": NodeKind.DIVISION,
    "глава": NodeKind.CHAPTER,
    "раздел": NodeKind.SECTION,
    SUBSECTION: NodeKind.SECTION,
}


@dataclass(frozen=True)
class Label:
    """The label at the beginning of a line: `end` is where the text after it begins.

    `rank` orders the levels from the outside (0) to the inside; `key` is the segment of the
    path that it gives.
    """

    kind: NodeKind
    number: str
    end: int
    rank: int
    key: str


RANKS = {
    NodeKind.BLOCK: 0,
    NodeKind.ANNEX: 0,
    NodeKind.PART: 1,
    NodeKind.DIVISION: 2,
    NodeKind.CHAPTER: 3,
    NodeKind.SECTION: 4,
    NodeKind.ARTICLE: 6,
    NodeKind.PARAGRAPH: 6,
    NodeKind.ALINEA: 7,
    NodeKind.POINT: 8,
    NodeKind.LETTER: 10,
}
_KEYS = {
    NodeKind.PART: "част.",
    NodeKind.DIVISION: "дял.",
    NodeKind.CHAPTER: "гл.",
    NodeKind.SECTION: "р.",
    NodeKind.ARTICLE: "чл.",
    NodeKind.PARAGRAPH: "§",
    NodeKind.ALINEA: "ал.",
    NodeKind.POINT: "т.",
    NodeKind.LETTER: "б.",
    NodeKind.ANNEX: "прил.",
}


def make_label(kind: NodeKind, number: str, end: int, *, sunk: int = 0) -> Label:
    """Build a label with its rank and path segment; `sunk` puts it below its usual level."""
    key = (_KEYS[kind] + number) if number else _KEYS[kind].rstrip(".")
    return Label(kind, number, end, RANKS[kind] + sunk, key)


def read_unit_label(line: str) -> Label | None:
    """Read the label of an article or a §, or None."""
    if not line or line[0] not in "ЧП§":
        return None
    folded = fold(line)
    for pattern, kind in (
        (_SINGLE_ARTICLE, NodeKind.ARTICLE),
        (_NO_NUMBER_ARTICLE, NodeKind.ARTICLE),
        (_SINGLE_PARAGRAPH, NodeKind.PARAGRAPH),
    ):
        match = pattern.match(folded)
        if match:
            single = "единствен" if kind is NodeKind.PARAGRAPH or "един" in match[0] else ""
            return make_label(kind, single, match.end())
    for pattern, kind in ((_ARTICLE, NodeKind.ARTICLE), (_PARAGRAPH, NodeKind.PARAGRAPH)):
        match = pattern.match(folded)
        if match:
            return _numbered_unit(match, kind, folded)
    return None


def _numbered_unit(match: re.Match[str], kind: NodeKind, folded: str) -> Label | None:
    end = match.end()
    if _REFERENCE.match(folded, end):
        return None
    if not match["dot"] and begins_small(folded[end : end + 2].lstrip()):
        return None
    return make_label(kind, match["num"] + match["letter"].strip() + match["sup"], end)


def read_inner_label(line: str) -> Label | None:
    """Read the label of an алинея, a точка or a буква, or None."""
    head = fold(line[:16])
    match = _ALINEA.match(head)
    if match:
        number = match["snum"] or match["num"] + match["letter"]
        return make_label(NodeKind.ALINEA, number, match.end())
    match = _SUBPOINT.match(head)
    if match:
        return make_label(NodeKind.POINT, match["num"], match.end(), sunk=1)
    match = _POINT.match(head)
    if match:
        return make_label(NodeKind.POINT, match["num"] + match["letter"], match.end())
    match = _LETTER.match(head)
    if match:
        sunk = 1 if match["twice"] else 0
        return make_label(NodeKind.LETTER, match["num"].lower(), match.end(), sunk=sunk)
    return None


def read_structure_label(line: str) -> Label | None:
    """Read „Глава втора“, „Раздел IV“ and their kin; a reference in a sentence is None."""
    if not line[:1].isupper():
        return None
    match = _UNIT.match(fold(line[:120]))
    if match is None or begins_small(line[match.end() :].lstrip()):
        return None
    kind = _KINDS[match["word"].lower()]
    if match["roman"]:
        value = roman(match["roman"])
    else:
        value = int(match["digits"]) if match["digits"] else ordinal(match["words"])
    number = f"{value}{match['letter'] or match['quoted'] or ''}"
    return make_label(kind, number, match.end(), sunk=int(match["word"].lower() == SUBSECTION))


def read_bare_roman(line: str, *, before_unit: bool) -> Label | None:
    """Read „II. ЦЕЛИ“: in capitals, or right before an article; else it is a list item."""
    match = _BARE_ROMAN.match(fold(line[:40]))
    if match is None:
        return None
    rest = line[match.end() :].strip()
    plain = before_unit and rest[:1].isupper() and rest[-1:] not in ";.,"
    if len(rest) > 300 or not (is_capitals(rest) or plain):
        return None
    number = f"{roman(match['roman'])}{match['letter']}"
    return make_label(NodeKind.SECTION, number, match.end())


def read_block_label(line: str) -> Label | None:
    """Read a whole line „ПРЕХОДНИ И ЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ“; its key is the initials: пзр."""
    if len(line) > 700:
        return None
    match = _BLOCK.fullmatch(fold(line))
    if match is None or not line[0].isupper():
        return None
    words = re.findall(_ADDITIONAL, match["words"].lower())
    key = "".join(word[0] for word in words) + "р"
    return Label(NodeKind.BLOCK, "", match.start("to") if match["to"] else len(line), 0, key)


def is_half_block(line: str, following: str) -> bool:
    """Say whether a block heading is broken over this line and the next."""
    if len(line) > 80 or not _HALF_BLOCK.fullmatch(fold(line)):
        return False
    return fold(following).lower().rstrip(" :.") in {"разпоредби", "разпоредба"}


def read_annex_label(line: str) -> Label | None:
    """Read „Приложение № 2 към чл. 5“, alone or with a heading; in a sentence it is None."""
    if line[:1] not in "ПP" or len(line) > 260:
        return None
    match = _ANNEX.fullmatch(fold(line))
    if match is None or (match["rest"] and not match["num"] and "към" not in match["rest"].lower()):
        return None
    return make_label(NodeKind.ANNEX, match["num"] or "", match.start("rest"))
