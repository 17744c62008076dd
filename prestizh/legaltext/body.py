"""The body of an act, line by line: by what a line begins with and by what is open."""

from __future__ import annotations

import re
from dataclasses import replace

from . import labels
from .front import may_head_article
from .inline import feed
from .labels import RANKS, Label
from .model import NodeKind, WarningCode
from .numerals import follows, sort_key
from .quoting import begins_quotation
from .source import Source
from .tidying import begins_small, fold, is_capitals
from .tree import STRUCTURE, UNITS, Draft, Tree

_AMENDING = re.compile(r"изменени|допълнени", re.I)
_SIGNATURE = re.compile(
    r"(?:председател|кмет|вносител|изготвил|съгласувал|съставил|протоколист|министър)\b"
    r".{0,80}(?<!\.)|(?:законът|наредбата|правилникът) е приет\w? от .{1,400}",
    re.I,
)
_ENDS_SENTENCE = frozenset('.!?…”“"»:;')
_LONGEST_HEADING = 1000
_FARTHEST_POINT = 10
"""A number so much higher than the point before it is not a label but part of a sentence."""


class Body:
    """The state of one reading: where quotations end, and which numbers came last."""

    def __init__(self, source: Source, tree: Tree, title: str, start: int) -> None:
        """Begin at line `start`. An amending act consists of § only (чл. 26, ал. 4 УПЗНА)."""
        self.source = source
        self.tree = tree
        self.start = start
        first = next((unit for unit in source.units[start:] if unit), None)
        is_paragraph = first is not None and first.kind is NodeKind.PARAGRAPH
        self.is_amending = is_paragraph and _AMENDING.search(title) is not None
        self.done_to = start - 1
        self.quoted_to = -1
        self.last = {NodeKind.ARTICLE: "", NodeKind.PARAGRAPH: ""}
        self.heading = ""
        self.in_loose_quotation = False

    def read(self) -> None:
        """Put every line into the tree."""
        for index in range(self.start, self.source.count):
            line = self.source.lines[index]
            if not line or index <= self.done_to:
                continue
            if index <= self.quoted_to:
                self.tree.add_text(line, "\n")
            else:
                self._read_line(index, line)

    def _read_line(self, index: int, line: str) -> None:
        if self._read_annex(index, line) or self._read_block(index, line):
            return
        unit = self.source.units[index]
        if self.tree.top.kind is NodeKind.ANNEX:
            self.tree.add_text(line, "\n")
        elif unit is not None and not self._is_quoted_loosely(unit):
            self._open_unit(index, line, unit)
        elif not (self._read_structure(index, line) or self._read_inner(index, line)):
            self._read_plain(index, line)

    def _is_quoted_loosely(self, unit: Label) -> bool:
        """Say whether an article is the new wording of another act, its quotes forgotten.

        So it is in an amending act, and within a § of an act whose articles are over.
        """
        if unit.kind is not NodeKind.ARTICLE:
            return False
        in_paragraph = self.tree.within(NodeKind.PARAGRAPH) is not None
        return self.is_amending or (in_paragraph and not self._goes_on(unit))

    # Headings

    def _read_annex(self, index: int, line: str) -> bool:
        label = labels.read_annex_label(line)
        if label is None:
            return False
        if self.tree.top.kind is not NodeKind.ANNEX and not self._annexes_begin(index):
            return False
        self.tree.add(label, line[: label.end], index + 1).heading = line[label.end :].strip()
        return True

    def _annexes_begin(self, index: int) -> bool:
        """Say whether the articles and § are over: what follows does not go on with them."""
        if not any(self.last.values()):
            return False
        unit = self.source.unit_after(index)
        return unit is None or not self.last[unit.kind] or not self._goes_on(unit)

    def _goes_on(self, unit: Label) -> bool:
        return follows(unit.number, self.last[unit.kind])

    def _read_block(self, index: int, line: str) -> bool:
        unit = self.source.unit_after(index)
        before_paragraph = unit is not None and unit.kind is NodeKind.PARAGRAPH
        label = self._block_label(index, line, before_paragraph=before_paragraph)
        if label is None:
            return False
        top = self.tree.top
        if top.kind is NodeKind.ANNEX and not (
            before_paragraph and not self.last[NodeKind.PARAGRAPH]
        ):
            return False
        if not before_paragraph and top.kind in STRUCTURE and not (top.heading or top.children):
            return False
        written = line[: label.end]
        if self.done_to == index + 1:
            written = f"{line} {self.source.lines[self.done_to]}"
        self.tree.add(label, written, index + 1).heading = line[label.end :].strip()
        return True

    def _block_label(self, index: int, line: str, *, before_paragraph: bool) -> Label | None:
        """Read the heading of a block, also after a number of its own or over two lines."""
        label = labels.read_block_label(line)
        if label is not None:
            return label
        following = self.source.lines[index + 1] if index + 1 < self.source.count else ""
        if labels.is_half_block(line, following):
            self.done_to = index + 1
            label = labels.read_block_label(f"{line} {following}")
            return replace(label, end=len(line)) if label else None
        outer = labels.read_structure_label(line) or self.source.bare_roman(index)
        if outer is None or not before_paragraph:
            return None
        rest = line[outer.end :].strip()
        label = labels.read_block_label(rest) if rest else None
        return replace(label, end=len(line) - len(rest) + label.end) if label else None

    def _read_structure(self, index: int, line: str) -> bool:
        if self.is_amending or not self.source.has_units:
            return False
        label = labels.read_structure_label(line) or self.source.bare_roman(index)
        if label is None:
            return False
        self.tree.add(label, line[: label.end], index + 1).heading = line[label.end :].strip()
        return True

    # Provisions

    def _open_unit(self, index: int, line: str, unit: Label) -> None:
        self.in_loose_quotation = False
        outside = self.tree.within(NodeKind.BLOCK) is None
        if unit.kind is NodeKind.PARAGRAPH and outside and self.last[NodeKind.ARTICLE]:
            self.tree.close_all()
        node = self._open(index, line, unit)
        if unit.kind is NodeKind.ARTICLE:
            node.heading, self.heading = self.heading, ""
        self.last[unit.kind] = unit.number

    def _open(self, index: int, line: str, label: Label) -> Draft:
        node = self.tree.add(label, line[: label.end], index + 1)
        self._feed(index, line[label.end :], "")
        return node

    def _feed(self, index: int, text: str, joint: str) -> None:
        tree = self.tree
        if tree.top is tree.root:
            tree.add(Label(NodeKind.TEXT, "", 0, 0, "текст"), "", index + 1)
        unit = tree.unit
        if unit is None:
            tree.add_text(text, joint)
            return
        feed(tree, text, joint, index + 1)
        if not begins_quotation(text, in_paragraph=unit.kind is NodeKind.PARAGRAPH):
            return
        if self.source.closing[index] < self.source.successor(unit.kind, unit.number, index):
            self.quoted_to = self.source.closing[index]
        else:
            tree.warn(WarningCode.UNCLOSED_QUOTE, tree.top)

    def _read_inner(self, index: int, line: str) -> bool:
        label = labels.read_inner_label(line)
        if label is None or (self.tree.unit is None and self.source.has_units):
            return False
        readers = {
            NodeKind.ALINEA: self._fit_alinea,
            NodeKind.POINT: self._fit_point,
            NodeKind.LETTER: self._fit_letter,
        }
        if self.in_loose_quotation and not self._leaves_quotation(label):
            return False
        fitted = readers[label.kind](label)
        if fitted is not None:
            self._open(index, line, fitted)
        return fitted is not None

    def _leaves_quotation(self, label: Label) -> bool:
        """In new wording without quotes only the next point of the § is known to be its own."""
        outer = self.tree.within(*UNITS) or self.tree.root
        last = outer.last.get(NodeKind.POINT, "0")
        return label.kind is NodeKind.POINT and last != "0" and follows(label.number, last)

    def _fit_alinea(self, label: Label) -> Label | None:
        unit = self.tree.unit
        if unit is None:
            return None
        is_later = sort_key(label.number)[0] > 1
        if is_later and NodeKind.ALINEA not in unit.last and (unit.texts or unit.children):
            self.tree.wrap_first_alinea(unit)
        return label

    def _fit_point(self, label: Label) -> Label | None:
        if label.rank > RANKS[NodeKind.POINT]:
            whole, _, part = label.number.partition(".")
            point = next((n for n in self.tree.open_nodes if n.rank == RANKS[NodeKind.POINT]), None)
            if point is None or point.number != whole:
                return None
            last = point.last.get(NodeKind.POINT, ".0").partition(".")[2]
            return label if int(part) == int(last) + 1 else None
        outer = self.tree.within(NodeKind.ALINEA, *UNITS) or self.tree.root
        last = outer.last.get(NodeKind.POINT, "0")
        is_far = sort_key(label.number)[0] > sort_key(last)[0] + _FARTHEST_POINT
        return None if is_far else label

    def _fit_letter(self, label: Label) -> Label:
        is_double = label.rank > RANKS[NodeKind.LETTER]
        if is_double and self.tree.within(NodeKind.LETTER) is None:
            return replace(label, rank=RANKS[NodeKind.LETTER])
        return label

    # Lines without a label

    def _read_plain(self, index: int, line: str) -> None:
        top = self.tree.top
        if top.kind in STRUCTURE and not top.children and not top.texts and _continues(top, line):
            top.heading = f"{top.heading} {line}".strip()
        elif self._heads_article(index, line):
            return
        elif self._signs(index, line):
            self.tree.close_all()
            self.tree.add(Label(NodeKind.TEXT, "", 0, 0, "заверка"), "", index + 1)
            self.tree.add_text(line, "")
        elif self.source.units[index] is not None or self.in_loose_quotation:
            self.in_loose_quotation = True
            self.tree.add_text(line, "\n")
        elif begins_small(line) or not any(map(str.isalnum, line)):
            self._feed(index, line, " ")
        else:
            if self._closes_list(top, line):
                self.tree.add(
                    Label(NodeKind.TEXT, "", 0, RANKS[NodeKind.POINT], "текст"), "", index + 1
                )
            self._feed(index, line, "\n")

    def _heads_article(self, index: int, line: str) -> bool:
        if self.is_amending or not self.source.article_is_next(index):
            return False
        ended = self.tree.top.kind in STRUCTURE or self.tree.top.tail in _ENDS_SENTENCE
        if not ended or not may_head_article(line):
            return False
        if is_capitals(line):
            label = Label(NodeKind.SECTION, "", 0, RANKS[NodeKind.SECTION], "р")
            self.tree.add(label, "", index + 1).heading = line
        else:
            self.heading = line
        return True

    def _signs(self, index: int, line: str) -> bool:
        if index < self.source.last_unit or not any(self.last.values()):
            return False
        in_unit = self.tree.unit is not None and self.tree.top.tail in _ENDS_SENTENCE
        return in_unit and _SIGNATURE.fullmatch(fold(line)) is not None

    def _closes_list(self, top: Draft, line: str) -> bool:
        in_list = top.kind in {NodeKind.POINT, NodeKind.LETTER}
        return in_list and line[:1].isupper() and top.tail in {".", "!", "?"}


def _continues(structure: Draft, line: str) -> bool:
    """Say whether a line belongs to the heading of a част, глава, раздел or block above it."""
    if len(structure.heading) > _LONGEST_HEADING:
        return False
    if structure.kind is NodeKind.BLOCK:
        return fold(line).lower().startswith("към ")
    if not structure.heading or begins_small(line):
        return True
    return is_capitals(structure.heading) and is_capitals(line)
