"""What is odd in a read act: numbers out of order, missing headings, empty provisions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from .model import NodeKind, WarningCode
from .numerals import follows, letter_follows, sort_key
from .tree import STRUCTURE, UNITS, Draft, Tree

_INNER = (NodeKind.ALINEA, NodeKind.POINT, NodeKind.LETTER)


def check(tree: Tree) -> None:
    """Put a warning into the tree for everything a person should look at."""
    nodes = [node for node, _ in tree.walk()]
    _check_run(tree, (node for node in nodes if node.kind is NodeKind.ARTICLE))
    _check_run(tree, (node for node in nodes if node.kind is NodeKind.CHAPTER))
    _check_paragraphs(tree, nodes)
    for node in nodes:
        _check_node(tree, node)
        for kind in _INNER:
            if node.last.get(kind):
                _check_run(tree, (child for child in node.children if child.kind is kind))


def _check_run(tree: Tree, run: Iterable[Draft], previous: Draft | None = None) -> None:
    for node in run:
        code = _order(node, previous)
        if code is not None:
            before = _said(previous) if previous else "0"
            tree.warn(code, node, previous=before, found=_said(node))
        previous = node


def _order(node: Draft, previous: Draft | None) -> WarningCode | None:
    if not node.number or node.number == "единствен":
        return None
    if node.kind is NodeKind.LETTER:
        before = previous.number if previous else ""
        if letter_follows(node.number, before):
            return None
        return WarningCode.NUMBER_REPEATED if node.number == before else WarningCode.NUMBER_SKIPPED
    if "." in node.number:
        return None
    before = previous.number if previous else "0"
    if follows(node.number, before):
        return None
    new, old = sort_key(node.number), sort_key(before)
    if new == old:
        return WarningCode.NUMBER_REPEATED
    return WarningCode.NUMBER_BACKWARDS if new < old else WarningCode.NUMBER_SKIPPED


def _check_paragraphs(tree: Tree, nodes: list[Draft]) -> None:
    """чл. 33 УПЗНА: the § of the later provisions go on from those of the earlier ones."""
    paragraphs = [node for node in nodes if node.kind is NodeKind.PARAGRAPH]
    has_articles = any(node.kind is NodeKind.ARTICLE for node in nodes)
    last: Draft | None = None
    for outer, group in groupby(paragraphs, key=lambda node: node.parent):
        run = list(group)
        first = run[0]
        goes_on = last is not None and follows(first.number, last.number)
        if last is not None and first.number == "1":
            values = {"previous": _said(last), "found": _said(first)}
            tree.warn(WarningCode.PARAGRAPHS_RESTART, first, **values)
        if has_articles and (outer is None or outer.kind is not NodeKind.BLOCK):
            tree.warn(WarningCode.PARAGRAPH_OUTSIDE_BLOCK, first, label=_said(first))
        _check_run(tree, run, last if goes_on else None)
        last = run[-1]


def _check_node(tree: Tree, node: Draft) -> None:
    label = _said(node)
    if node.kind in UNITS or node.kind in _INNER:
        if any(char.isascii() and char.isalpha() for char in label):
            tree.warn(WarningCode.FOREIGN_LETTER, node, label=label)
        if not node.texts and not node.children:
            tree.warn(WarningCode.EMPTY_PROVISION, node, label=label)
    if node.kind in UNITS and not node.number:
        tree.warn(WarningCode.NUMBER_MISSING, node, label=label)
    if node.kind in STRUCTURE and node.kind is not NodeKind.BLOCK and not node.heading:
        tree.warn(WarningCode.HEADING_MISSING, node, label=label)
    alineas = [child for child in node.children if child.kind is NodeKind.ALINEA]
    if not alineas:
        return
    if len(alineas) == 1 and node.kind in UNITS and alineas[0].label:
        tree.warn(WarningCode.SINGLE_ALINEA, node)
    if node.tail and alineas[0].label:
        tree.warn(WarningCode.ALINEAS_AFTER_LEAD_IN, node)


def _said(node: Draft) -> str:
    """The label as it stands in a sentence: without its full stop."""
    return node.label.rstrip(" .")
