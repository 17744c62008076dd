"""Reads the words of a .docx as a person sees them: one paragraph a line, with Word's own numbers.

What was deleted, hidden, or stands outside the text (headers, footnotes, comments) is left out.
No part is read but the text, its styles and its lists, so that nothing external is ever followed.
"""

from collections.abc import Iterator
from typing import Any

from prestizh.documents.confined import Failure, archive
from prestizh.documents.confined.numbering import Counter, W, read_lists, value, whole

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MOST_PARAGRAPHS = 50_000
MOST_CHARACTERS = 5_000_000

PASSED_OVER = {
    W + name
    for name in (
        "pPr", "rPr", "del", "moveFrom", "instrText", "delText", "footnoteReference",
        "endnoteReference", "commentReference", "annotationRef", "sectPr", "tblPr", "tblGrid",
        "trPr", "tcPr", "sdtPr", "pict", "object", "drawing",
    )
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}  # fmt: skip
SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "",
}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
OFF = {"0", "false", "off", "none"}


def work(payload: bytes) -> bytes:
    """The text as UTF-8. Raises `Failure` as the archive does, and `unknown`, `long`."""
    opened = archive.opened(payload)
    names = set(opened.namelist())
    where = main_part(archive.part(opened, "[Content_Types].xml"), names)
    folder = where.rpartition("/")[0]
    parts = {
        name: archive.tree(archive.part(opened, path))
        for name in ("styles", "numbering")
        if (path := f"{folder}/{name}.xml".lstrip("/")) in names
    }
    text = Text(parts.get("styles"), parts.get("numbering"))
    lines = text.lines(archive.tree(archive.part(opened, where)))
    return "\n".join(lines).encode()


def main_part(types: bytes, names: set[str]) -> str:
    """The name of the part that holds the text of the document."""
    for override in archive.tree(types):
        if override.get("ContentType") == DOCUMENT:
            name = str(override.get("PartName", "")).lstrip("/")
            if name in names:
                return name
    raise Failure("unknown")


class Text:
    """The text of one document, with its styles' lists and the counts so far."""

    def __init__(self, styles: Any | None, numbering: Any | None) -> None:
        self.counter = Counter({} if numbering is None else read_lists(numbering))
        self.styles: dict[str, Any] = {}
        self.default = ""
        for style in () if styles is None else styles.iterfind(W + "style"):
            name = style.get(W + "styleId", "")
            self.styles[name] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true"}:
                self.default = name

    def lines(self, root: Any) -> Iterator[str]:
        """Every paragraph that has words, in order; a line break within it begins a new line."""
        paragraphs = characters = 0
        for paragraph in root.iter(W + "p"):
            if self._is_outside(paragraph):
                continue
            line = self._line(paragraph)
            paragraphs += 1
            characters += len(line)
            if paragraphs > MOST_PARAGRAPHS or characters > MOST_CHARACTERS:
                raise Failure("long")
            if line.strip():
                yield line.strip()

    @staticmethod
    def _is_outside(paragraph: Any) -> bool:
        """Whether the paragraph was deleted or floats in a box of its own beside the text."""
        return any(above.tag in PASSED_OVER for above in paragraph.iterancestors())

    def _line(self, paragraph: Any) -> str:
        words = "".join(self._words(paragraph)).strip()
        # An empty paragraph of a list takes its number all the same.
        label = self.label(paragraph)
        return f"{label} {words}" if label and words else words

    def _words(self, element: Any) -> Iterator[str]:
        """The text within, without what is passed over. As deep as the parser lets it be (256)."""
        for child in element:
            if child.tag in SIGNS:
                yield SIGNS[child.tag]
            elif child.tag == W + "t":
                yield child.text or ""
            elif child.tag == W + "r":
                yield self._run(child)
            elif child.tag not in PASSED_OVER and child.tag != W + "p":
                yield from self._words(child)

    def _run(self, run: Any) -> str:
        """The words of a run: none if it is hidden; a raised number as such (чл. 5а¹)."""
        look = run.find(W + "rPr")
        words = "".join(self._words(run))
        if look is None:
            return words
        hidden = look.find(W + "vanish")
        if hidden is not None and hidden.get(W + "val", "true") not in OFF:
            return ""
        if value(look, "vertAlign") == "superscript" and words.strip().isdecimal():
            return words.translate(RAISED)
        return words

    def label(self, paragraph: Any) -> str:
        """The number that Word would print before this paragraph, empty if none."""
        number, place = self._list_of(paragraph.find(W + "pPr"))
        if number in {"", "0"}:
            return ""
        return self.counter.label(number, place)

    def _list_of(self, look: Any | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style and its bases."""
        number, place = _named(look)
        style = self.default if look is None else value(look, "pStyle") or self.default
        through: set[str] = set()
        while number is None and style in self.styles and style not in through:
            through.add(style)
            element = self.styles[style]
            number, styled = _named(element.find(W + "pPr"))
            if number is not None and place is None:
                place = self._level_of_style(number, style, styled)
            style = value(element, "basedOn") or ""
        return number or "", place or 0

    def _level_of_style(self, number: str, style: str, said: int | None) -> int:
        """The level that a style has in its list: the list may name the style at one of them."""
        numbered = self.counter.lists.get(number)
        for place, level in numbered.levels.items() if numbered else ():
            if level.style == style:
                return place
        return said or 0


def _named(look: Any | None) -> tuple[str | None, int | None]:
    """The list and the level that properties of a paragraph name, each None if they don't."""
    listed = None if look is None else look.find(W + "numPr")
    if listed is None:
        return None, None
    level = value(listed, "ilvl")
    return value(listed, "numId"), None if level is None else whole(level, 0)
