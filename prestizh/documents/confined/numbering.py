"""The numbers that Word counts itself, as text: „Чл. 1.“, „(1)“, „1.“, „а)“.

In a .docx an automatic number is not in the paragraph; the paragraph only names a list and a
level, the list's pattern (`%1.`) stands in numbering.xml, and the count is the reader's to keep.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

BULGARIAN = "абвгдежзийклмнопрстуфхцчшщюя"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
HIGHEST_ROMAN = 3999
# Signs of Symbol and Wingdings lie in the private area; as text they are all bullets.
PRIVATE = range(0xE000, 0xF900)
BULLET = "•"


def roman(number: int) -> str:
    """1 → i, 4 → iv; a number that Roman numerals can't write stays as it is."""
    if not 0 < number <= HIGHEST_ROMAN:
        return str(number)
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def letter(number: int, alphabet: str) -> str:
    """1 → а, 2 → б; after the last letter they are doubled: аа, бб, as Word does."""
    if number < 1:
        return str(number)
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def written(number: int, form: str) -> str:
    """`number` in Word's number format `form`; an unknown format is decimal."""
    forms: dict[str, Callable[[], str]] = {
        "lowerRoman": lambda: roman(number),
        "upperRoman": lambda: roman(number).upper(),
        "lowerLetter": lambda: letter(number, LATIN),
        "upperLetter": lambda: letter(number, LATIN).upper(),
        "russianLower": lambda: letter(number, RUSSIAN),
        "russianUpper": lambda: letter(number, RUSSIAN).upper(),
        "decimalZero": lambda: f"{number:02}",
        "none": lambda: "",
    }
    return forms.get(form, lambda: str(number))()


@dataclass(slots=True)
class Level:
    """One level of a list: how its number is written, where it starts, what stands around it."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class Numbered:
    """A list as paragraphs name it: the abstract list whose count it shares, and its own levels."""

    shared: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


def value(element: Any, name: str) -> str | None:
    """The `w:val` of the child `name`, or None."""
    child = element.find(W + name)
    return None if child is None else child.get(W + "val", "")


def whole(text: str | None, default: int) -> int:
    """`text` as a number; what is none gives the default."""
    return int(text) if text is not None and text.lstrip("-").isdecimal() else default


def read_level(element: Any) -> Level:
    """A `w:lvl`."""
    restart = value(element, "lvlRestart")
    return Level(
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        start=whole(value(element, "start"), 0),
        restart=None if restart is None else whole(restart, 0),
        legal=element.find(W + "isLgl") is not None,
        style=value(element, "pStyle") or "",
    )


def read_lists(root: Any) -> dict[str, Numbered]:
    """Every list of numbering.xml by its `numId`."""
    abstract = {
        item.get(W + "abstractNumId", ""): {
            whole(level.get(W + "ilvl"), 0): read_level(level) for level in item.iter(W + "lvl")
        }
        for item in root.findall(W + "abstractNum")
    }
    lists = {}
    for number in root.findall(W + "num"):
        shared = value(number, "abstractNumId") or ""
        numbered = Numbered(shared, dict(abstract.get(shared, {})))
        for override in number.findall(W + "lvlOverride"):
            place = whole(override.get(W + "ilvl"), 0)
            own = override.find(W + "lvl")
            if own is not None:
                numbered.levels[place] = read_level(own)
            start = value(override, "startOverride")
            if start is not None:
                numbered.starts[place] = whole(start, 1)
        lists[number.get(W + "numId", "")] = numbered
    return lists


class Counter:
    """Counts through one document. Lists with the same abstract list go on counting each other."""

    def __init__(self, lists: dict[str, Numbered]) -> None:
        self.lists = lists
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[str] = set()

    def label(self, number: str, place: int) -> str:
        """The label of the next paragraph of list `number` at level `place`; empty if none."""
        numbered = self.lists.get(number)
        if numbered is None or place not in numbered.levels:
            return ""
        counts = self.counts.setdefault(numbered.shared, {})
        self._begin(number, numbered, counts)
        level = numbered.levels[place]
        counts[place] = counts[place] + 1 if place in counts else level.start
        self._restart_below(numbered, counts, place)
        if level.form == "bullet":
            return self._bullet(level.text)
        return self._fill(numbered, counts, level)

    def _begin(self, number: str, numbered: Numbered, counts: dict[int, int]) -> None:
        """At its first paragraph a list with starts of its own sets the counts anew."""
        if number in self.begun:
            return
        self.begun.add(number)
        for place, start in numbered.starts.items():
            counts[place] = start - 1

    def _restart_below(self, numbered: Numbered, counts: dict[int, int], place: int) -> None:
        for below in [deeper for deeper in counts if deeper > place]:
            level = numbered.levels.get(below)
            # lvlRestart 0 never restarts; n does so after level n (counted from 1) or a higher.
            if level is None or level.restart is None or place < level.restart:
                del counts[below]

    def _fill(self, numbered: Numbered, counts: dict[int, int], level: Level) -> str:
        """The pattern with each `%n` replaced by the count of level n."""
        text = level.text
        for place in range(9):
            mark = f"%{place + 1}"
            if mark not in text:
                continue
            other = numbered.levels.get(place, Level())
            count = counts.setdefault(place, other.start)
            text = text.replace(mark, written(count, "decimal" if level.legal else other.form))
        return text.strip()

    @staticmethod
    def _bullet(text: str) -> str:
        sign = text.strip()
        return BULLET if not sign or ord(sign[0]) in PRIVATE else sign
