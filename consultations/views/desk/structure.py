"""How a text was understood, for the clerk to check: counts, an outline, what looks odd."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prestizh import legaltext

SHOWN = 90  # characters of a text that stands for its article


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at; `line` counts from 1, `words` is how that line begins."""

    sentence: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: a heading, or an article, § or annex with what is within it."""

    label: str
    words: str
    within: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Structure:
    """What was found in a text."""

    title: str
    counts: list[str]
    entries: list[Entry]
    doubts: list[Doubt]


def structure_of(text: str) -> Structure | None:
    """How `text` (tidied) was understood; None where there is none yet."""
    if not text.strip():
        return None
    act = legaltext.parse(text)
    lines = text.split("\n")
    doubts = [
        Doubt(_(one.message) % one.values, one.line, _cut(_line(lines, one.line)))
        for one in act.warnings
    ]
    return Structure(act.title, list(_counts(act)), list(_entries(act)), doubts)


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _counts(act: legaltext.Act) -> Iterator[str]:
    """The counts in words, without those that are nought."""
    found = legaltext.counts(act)
    for number, sentence in (
        (found.parts, ngettext("%(count)s part", "%(count)s parts", found.parts)),
        (found.chapters, ngettext("%(count)s chapter", "%(count)s chapters", found.chapters)),
        (found.sections, ngettext("%(count)s section", "%(count)s sections", found.sections)),
        (found.articles, ngettext("%(count)s article", "%(count)s articles", found.articles)),
        (found.paragraphs, ngettext("%(count)s §", "%(count)s §§", found.paragraphs)),
        (found.alineas, ngettext("%(count)s paragraph", "%(count)s paragraphs", found.alineas)),
        (found.points, ngettext("%(count)s point", "%(count)s points", found.points)),
        (found.letters, ngettext("%(count)s letter", "%(count)s letters", found.letters)),
        (found.annexes, ngettext("%(count)s annex", "%(count)s annexes", found.annexes)),
    ):
        if number:
            yield sentence % {"count": number}


def _entries(act: legaltext.Act) -> Iterator[Entry]:
    for block in legaltext.blocks(act):
        for heading in block.above:
            yield Entry(heading.label, heading.heading or _cut(heading.text), "", is_heading=True)
        yield Entry(
            block.head.label,
            block.head.heading or _first_words(block),
            ", ".join(_within(block)),
            is_heading=False,
        )


def _first_words(block: legaltext.Block) -> str:
    return _cut(next((node.text for node in block.nodes if node.text), ""))


def _within(block: legaltext.Block) -> Iterator[str]:
    """How many paragraphs, points and letters an article has."""
    kinds = [node.kind for node in block.nodes[1:]]
    alineas = kinds.count(legaltext.NodeKind.ALINEA)
    points = kinds.count(legaltext.NodeKind.POINT)
    letters = kinds.count(legaltext.NodeKind.LETTER)
    if alineas:
        yield ngettext("%(count)s paragraph", "%(count)s paragraphs", alineas) % {"count": alineas}
    if points:
        yield ngettext("%(count)s point", "%(count)s points", points) % {"count": points}
    if letters:
        yield ngettext("%(count)s letter", "%(count)s letters", letters) % {"count": letters}


def _cut(text: str) -> str:
    first = text.split("\n")[0]
    return first if len(first) <= SHOWN else first[:SHOWN].rstrip() + "…"
