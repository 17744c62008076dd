"""A legal paper: parts with numbered articles, and how Bulgarian numbers and lists are said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from forums.bodies.models import Body, Seat
from prestizh.meetings.rules import read_rule
from prestizh.meetings.wording import in_words
from prestizh.places.models import Municipality
from prestizh.ui.dates import day_text


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its paragraphs; a single paragraph bears no number."""

    number: int
    paragraphs: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """As the act is printed: „Чл. 3. (1) …“, then „(2) …“."""
        several = len(self.paragraphs) > 1
        marked = [
            f"({place}) {text}" if several else text
            for place, text in enumerate(self.paragraphs, 1)
        ]
        return [f"Чл. {self.number}. {marked[0]}", *marked[1:]]


@dataclass(slots=True)
class Part:
    """A part of the paper under its heading."""

    title: str
    articles: list[Article] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """The whole: title, what stands before the text, its parts, what stands after it."""

    title: str
    opening: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    def part(self, title: str) -> None:
        """Begin a part."""
        self.parts.append(Part(title))

    def article(self, *paragraphs: str) -> None:
        """Add an article to the last part, with the next number; empty paragraphs are left out."""
        # A year ends with „г.“, and so does the sentence that ends with it.
        said = tuple(one.replace("г..", "г.") for one in paragraphs if one)
        if said:
            number = 1 + sum(len(part.articles) for part in self.parts)
            self.parts[-1].articles.append(Article(number, said))

    @property
    def text(self) -> str:
        """All lines, one under the other."""
        lines = [self.title, *self.opening]
        for part in self.parts:
            lines += [part.title, *(line for one in part.articles for line in one.lines)]
        return "\n".join([*lines, *self.closing])

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits by which two wordings are told apart."""
        return sha256(self.text.encode()).hexdigest()[:16]


def counted(number: int, one: str, many: str) -> str:
    """„1 ден“, „5 дни“."""
    return f"{number} {one if number == 1 else many}"


def days(number: int) -> str:
    """„1 ден“, „5 дни“."""
    return counted(number, "ден", "дни")


def working_days(number: int) -> str:
    """„1 работен ден“, „5 работни дни“: as the portal counts the terms of minutes."""
    return counted(number, "работен ден", "работни дни")


def day(value: date | None) -> str:
    """„5 март 2026 г.“, or dots to fill in."""
    return day_text(value, "date") if value else "……………"


def rule(expression: str) -> str:
    """A formula as the portal says it, with the rounding."""
    return in_words(read_rule(expression))


def whose(municipality: Municipality) -> str:
    """„община Хасково“, or dots to fill in."""
    name = re.sub(r"^община\s+", "", municipality.name_bg, flags=re.IGNORECASE)
    return f"община {name or '……………'}"


def listed(items: Iterable[str]) -> str:
    """„а, б и в“."""
    found: Sequence[str] = list(items)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} и {found[-1]}"


def seat_lines(body: Body, seats: Iterable[Seat]) -> list[str]:
    """Each quota as an item of a list; the last ends with a full stop."""
    items = [_seat(body, seat) for seat in seats]
    return [f"{text}{'.' if place == len(items) else ';'}" for place, text in enumerate(items, 1)]


def _seat(body: Body, seat: Seat) -> str:
    said = [f"{seat.get_category_display()} – {counted(seat.number, 'място', 'места')}"]
    if seat.nominator:
        said.append(f"предлага: {seat.nominator}")
    if body.parity and seat.side:
        said.append(f"страна „{seat.side}“")
    if not seat.has_vote:
        said.append("без право на глас")
    if seat.substitutes:
        said.append("допускат се заместници")
    return ", ".join(said)


def numbered(items: Iterable[str]) -> str:
    """Items under each other as „1. …“."""
    return "\n".join(f"{place}. {text}" for place, text in enumerate(items, 1))
