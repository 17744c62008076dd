"""A text as the pieces that are proposed on: each article, § or annex with its own lines."""

from dataclasses import dataclass

from prestizh import legaltext
from prestizh.legaltext import Act, Node, cited


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece: its address, its lines `start` to `end` (half-open, from 0), its words.

    `above` holds the headings that stand right before it.
    """

    path: str
    anchor: str
    start: int
    end: int
    text: str
    above: tuple[str, ...]

    @property
    def citation(self) -> str:
        """As the law cites it: „чл. 5а“."""
        return cited(self.path)


def passages(text: str) -> tuple[Passage, ...]:
    """The pieces of a tidied text in the order of reading; none where no provision was found."""
    act, lines = legaltext.parse(text), text.split("\n")
    found = []
    for block in legaltext.blocks(act):
        start = _first_line(block.head, lines)
        end = _end(act, block.index + len(block.nodes), lines)
        words = "\n".join(lines[start:end]).strip("\n")
        above = tuple(" ".join(filter(None, (n.label, n.heading, n.text))) for n in block.above)
        head = block.head
        found.append(Passage(head.path, head.html_id, start, end, words, above))
    return tuple(found)


def passage_at(text: str, path: str) -> Passage | None:
    """The piece with this address, if the text has it."""
    return next((one for one in passages(text) if one.path == path), None)


def reworded(text: str, passage: Passage, words: str) -> str:
    """The text with other words in this place; with none the piece is left out."""
    lines, blank = text.split("\n"), _blank_after(text, passage)
    put = [words, *blank] if words else []
    return legaltext.tidy("\n".join([*lines[: passage.start], *put, *lines[passage.end :]]))


def with_added(text: str, passage: Passage, words: str) -> str:
    """The text with a new piece after this one, as far from its neighbours as this one is."""
    lines, blank = text.split("\n"), _blank_after(text, passage)
    joined = "\n".join([*lines[: passage.end], words, *blank, *lines[passage.end :]])
    return legaltext.tidy(joined)


def _blank_after(text: str, passage: Passage) -> list[str]:
    """The empty lines with which a piece ends."""
    own = text.split("\n")[passage.start : passage.end]
    full = len("\n".join(own).rstrip("\n").split("\n"))
    return own[full:]


def changes(old: str, new: str) -> list[tuple[str, str, str]]:
    """What differs between two texts: address, words before, words after, in order of reading."""
    before = {one.path: one.text for one in passages(old)}
    after = {one.path: one.text for one in passages(new)}
    kept = [(path, before.get(path, ""), words) for path, words in after.items()]
    gone = [(path, words, "") for path, words in before.items() if path not in after]
    found = [change for change in [*kept, *gone] if change[1] != change[2]]
    if not found and old != new:
        # What differs stands in a heading, or there are no provisions at all.
        return [("", old, new)]
    return found


def _first_line(head: Node, lines: list[str]) -> int:
    """Where a piece begins: at its label, or at the heading that stands above it."""
    start = head.line - 1
    if head.kind is not legaltext.NodeKind.ARTICLE or not head.heading:
        return start
    wanted = len(head.heading.split("\n"))
    for number in range(start - 1, -1, -1):
        if lines[number].strip():
            wanted -= 1
        if not wanted:
            return number if lines[number].strip() in head.heading else start
    return start


def _end(act: Act, following: int, lines: list[str]) -> int:
    if following >= len(act.nodes):
        return len(lines)
    return _first_line(act.nodes[following], lines)
