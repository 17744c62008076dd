"""An act as its readers take it: article by article, counted, and written out again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .model import Act, Node, NodeKind

_HEADS = frozenset({NodeKind.ARTICLE, NodeKind.PARAGRAPH, NodeKind.ANNEX})
_OUTLINE = frozenset(
    {NodeKind.PART, NodeKind.DIVISION, NodeKind.CHAPTER, NodeKind.SECTION, NodeKind.BLOCK}
)


@dataclass(frozen=True)
class Counts:
    """How many nodes of each kind; `paragraphs_by_block` in order, as (path of block, number)."""

    parts: int
    divisions: int
    chapters: int
    sections: int
    articles: int
    paragraphs: int
    alineas: int
    points: int
    letters: int
    annexes: int
    paragraphs_by_block: tuple[tuple[str, int], ...]


def counts(act: Act) -> Counts:
    """Count the provisions of an act."""
    kinds = Counter(node.kind for node in act.nodes)
    by_block: Counter[str] = Counter()
    for node in act.nodes:
        if node.kind is NodeKind.PARAGRAPH:
            outer = None if node.parent is None else act.nodes[node.parent]
            by_block[outer.path if outer and outer.kind is NodeKind.BLOCK else ""] += 1
    return Counts(
        parts=kinds[NodeKind.PART],
        divisions=kinds[NodeKind.DIVISION],
        chapters=kinds[NodeKind.CHAPTER],
        sections=kinds[NodeKind.SECTION],
        articles=kinds[NodeKind.ARTICLE],
        paragraphs=kinds[NodeKind.PARAGRAPH],
        alineas=kinds[NodeKind.ALINEA],
        points=kinds[NodeKind.POINT],
        letters=kinds[NodeKind.LETTER],
        annexes=kinds[NodeKind.ANNEX],
        paragraphs_by_block=tuple(by_block.items()),
    )


@dataclass(frozen=True)
class Block:
    """What people read and propose on at once: an article, a § or an annex with all within it.

    `index` is the place of the head in `Act.nodes`; `nodes` begins with the head. `above` holds
    the headings (част, глава, раздел, block of provisions) that begin right before it.
    """

    index: int
    nodes: tuple[Node, ...]
    above: tuple[Node, ...]

    @property
    def head(self) -> Node:
        """The article, § or annex itself."""
        return self.nodes[0]

    @property
    def text(self) -> str:
        """The whole text, one provision to a line, labels included."""
        return "\n".join(map(_line, self.nodes))


def blocks(act: Act) -> tuple[Block, ...]:
    """Group an act by article, § and annex; without any, by the points of the outer level."""
    has_heads = any(node.kind in _HEADS for node in act.nodes)
    heads = _HEADS if has_heads else frozenset({NodeKind.POINT})
    result: list[Block] = []
    above: list[Node] = []
    index = 0
    while index < len(act.nodes):
        node = act.nodes[index]
        end = index + 1
        if node.kind in heads:
            while end < len(act.nodes) and act.nodes[end].depth > node.depth:
                end += 1
            result.append(Block(index, act.nodes[index:end], tuple(above)))
            above = []
        elif node.kind in _OUTLINE:
            above.append(node)
        index = end
    return tuple(result)


def written(act: Act) -> str:
    """Write the act out again from its nodes: only white space differs from what was read."""
    return "\n".join(map(_line, act.nodes))


def _line(node: Node) -> str:
    first, *others = filter(None, node.written) if any(node.written) else [""]
    joint = "\n" if node.kind is NodeKind.ARTICLE and node.heading else " "
    return first + joint * bool(others) + " ".join(others)
