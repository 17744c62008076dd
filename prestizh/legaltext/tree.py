"""The tree while it grows, and its last form: order, addresses, identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .labels import Label
from .model import Node, NodeKind, ParseWarning, WarningCode

STRUCTURE = frozenset(
    {NodeKind.PART, NodeKind.DIVISION, NodeKind.CHAPTER, NodeKind.SECTION, NodeKind.BLOCK}
)
UNITS = frozenset({NodeKind.ARTICLE, NodeKind.PARAGRAPH})

# The official transliteration (Закон за транслитерацията), with § as „par“.
_ASCII = dict(zip("абвгдезийклмнопрстуфхъь", "abvgdeziyklmnoprstufhay", strict=True))
_ASCII |= {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya"}
_ASCII |= {"§": "par-", "/": "-", ".": "-", "[": "_", "]": ""}
_ASCII |= {sup: f"_s{n}" for n, sup in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}


@dataclass(eq=False)
class Draft:
    """A node that may still get text and children. `rank` orders levels from outside in."""

    kind: NodeKind
    number: str
    key: str
    rank: int
    line: int
    label: str = ""
    heading: str = ""
    texts: list[str] = field(default_factory=list)
    parent: Draft | None = None
    children: list[Draft] = field(default_factory=list)
    last: dict[NodeKind, str] = field(default_factory=dict)
    path: str = ""

    @property
    def tail(self) -> str:
        """The last non-blank character of the node's text so far, or an empty string."""
        return next((text.rstrip()[-1] for text in reversed(self.texts) if text.strip()), "")


class Tree:
    """A growing act: the root, the open nodes from the outside in, and the warnings."""

    def __init__(self) -> None:
        """Begin with nothing but a root."""
        self.root = Draft(NodeKind.TEXT, "", "", -1, 1)
        self.open_nodes: list[Draft] = [self.root]
        self.found: list[tuple[WarningCode, Draft, dict[str, str]]] = []

    @property
    def top(self) -> Draft:
        """The innermost open node; the root if there is none."""
        return self.open_nodes[-1]

    @property
    def unit(self) -> Draft | None:
        """The article or § that is open."""
        return next((node for node in reversed(self.open_nodes) if node.kind in UNITS), None)

    def within(self, *kinds: NodeKind) -> Draft | None:
        """The innermost open node of one of these kinds."""
        return next((node for node in reversed(self.open_nodes) if node.kind in kinds), None)

    def add(self, label: Label, written: str, line: int) -> Draft:
        """Close what is on the same level or deeper and open a node there."""
        node = Draft(label.kind, label.number, label.key, label.rank, line, written.strip())
        while self.top.rank >= node.rank:
            self.open_nodes.pop()
        node.parent = self.top
        self.top.children.append(node)
        self.top.last[node.kind] = node.number
        self.open_nodes.append(node)
        return node

    def close_all(self) -> None:
        """Close every open node: what comes next stands on the outermost level."""
        del self.open_nodes[1:]

    def add_text(self, text: str, joint: str) -> None:
        """Add text to the innermost node, after `joint` if it already has some."""
        if text.strip():
            self.top.texts.append((joint if self.top.texts else "") + text.strip())

    def warn(self, code: WarningCode, node: Draft, **values: str) -> None:
        """Keep a doubt about a node; its address is filled in at the end."""
        self.found.append((code, node, values))

    def wrap_first_alinea(self, unit: Draft) -> None:
        """Make the unnumbered beginning of a unit its ал. 1, since „(2)“ follows."""
        first = Draft(NodeKind.ALINEA, "1", "ал.1", 7, unit.line, parent=unit)
        first.texts, unit.texts = unit.texts, []
        first.children, unit.children = unit.children, [first]
        for child in first.children:
            child.parent = first
        first.last, unit.last = unit.last, {NodeKind.ALINEA: "1"}
        del self.open_nodes[self.open_nodes.index(unit) + 1 :]
        self.warn(WarningCode.FIRST_ALINEA_UNNUMBERED, unit)

    def walk(self) -> Iterator[tuple[Draft, int]]:
        """Yield every node with its depth, in reading order."""
        waiting = [(child, 0) for child in reversed(self.root.children)]
        while waiting:
            node, depth = waiting.pop()
            yield node, depth
            waiting.extend((child, depth + 1) for child in reversed(node.children))

    def nodes(self) -> tuple[Node, ...]:
        """Fix the tree: give every node its address and identifier."""
        paths, ids = _Unique("[{}]"), _Unique("_{}")
        indexes: dict[int, int] = {}
        result: list[Node] = []
        for node, depth in self.walk():
            node.path = paths.give(_wanted_path(node))
            parent = indexes.get(id(node.parent))
            indexes[id(node)] = len(result)
            result.append(
                Node(
                    node.kind,
                    node.path,
                    ids.give(_ascii(node.path)),
                    node.label,
                    node.number,
                    node.heading,
                    "".join(node.texts),
                    depth,
                    parent,
                    node.line,
                )
            )
        return tuple(result)

    def warnings(self) -> tuple[ParseWarning, ...]:
        """Give the doubts in the order of their lines; call after `nodes()`."""
        told = [
            ParseWarning(code, node.line, node.path, values) for code, node, values in self.found
        ]
        return tuple(sorted(told, key=lambda warning: warning.line))


class _Unique:
    """Gives each name once: the second time with a number."""

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self._times: dict[str, int] = {}

    def give(self, name: str) -> str:
        times = self._times.get(name, 0) + 1
        self._times[name] = times
        if times == 1:
            return name
        return self.give(name + self._suffix.format(times))


def _wanted_path(node: Draft) -> str:
    """Give the address: numbers that run through the whole act need no outer levels."""
    if node.kind in {NodeKind.ARTICLE, NodeKind.ANNEX, NodeKind.BLOCK, NodeKind.CHAPTER}:
        return node.key
    outer = node.parent
    wanted = {
        NodeKind.PARAGRAPH: {NodeKind.BLOCK},
        NodeKind.DIVISION: {NodeKind.PART},
        NodeKind.SECTION: {NodeKind.CHAPTER, NodeKind.SECTION},
    }.get(node.kind)
    while outer is not None and wanted is not None and outer.kind not in wanted:
        outer = outer.parent
    return f"{outer.path}/{node.key}" if outer is not None and outer.path else node.key


def _ascii(path: str) -> str:
    marks = "".join(_ASCII.get(char, char if char.isascii() else "x") for char in path)
    return marks.replace("--", "-").strip("-")
