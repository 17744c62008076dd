"""Where things stand in the pictures. Numbers are texts with a point, as SVG wants them in any language."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.questionnaires.content import Words
from feedback.results.content import Bar
from feedback.results.figures import Figure, Standing, weak_and_important

WIDTH = 600
# The quadrant: points 1–5 in both directions, within a margin.
SIDE, MARGIN = 400, 40
# Of 1 to 5 from bad to good, as paper has them; on a screen the style gives those of its theme.
TONES = ("#93182f", "#a86c00", "#7b7261", "#5f8f78", "#0d5538")
# How wide a piece must be for its number to stand in it.
ROOM = 44


@dataclass(frozen=True, slots=True)
class Piece:
    """One bar: where it begins, how long it is, what it says; `tone` is 1 to 5."""

    x: str
    width: str
    middle: str
    percent: int
    count: int
    words: Words
    tone: int
    has_room: bool

    @property
    def fill(self) -> str:
        """The colour on paper."""
        return TONES[self.tone - 1]


@dataclass(frozen=True, slots=True)
class Span:
    """A score on 0–100 with the ends of its interval, which are those of the score where it has none."""

    low: str
    at: str
    width: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A service in the quadrant."""

    number: int
    x: str
    y: str
    one: Standing
    is_weak: bool

    @property
    def fill(self) -> str:
        """The colour on paper."""
        return TONES[0] if self.is_weak else TONES[-1]


def bars(found: Sequence[Bar], n: int) -> tuple[Piece, ...]:
    """A bar for each answer, as long as its share of `n`."""
    return tuple(_piece(bar, n, 0, tone=5) for bar in found)


def stacked(found: Sequence[Bar]) -> tuple[Piece, ...]:
    """Pieces of one bar in a row; the tone is that of the middle of the points."""
    n, at, pieces = sum(bar.count for bar in found), 0, []
    for bar in found:
        tone = round(sum(map(int, bar.cells)) / len(bar.cells))
        pieces.append(_piece(bar, n, at, tone))
        at += bar.count
    return tuple(pieces)


def _piece(bar: Bar, n: int, before: int, tone: int) -> Piece:
    x, width = WIDTH * before / n, WIDTH * bar.count / n
    return Piece(
        _text(x),
        _text(width),
        _text(x + width / 2),
        round(100 * bar.count / n),
        bar.count,
        bar.words,
        tone,
        width >= ROOM,
    )


def span(figure: Figure | None) -> Span | None:
    """Where a score lies between 0 and 100; None for no score."""
    if figure is None:
        return None
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    return Span(
        _text(WIDTH * low / 100),
        _text(WIDTH * figure.value / 100),
        _text(WIDTH * (high - low) / 100),
    )


def quadrant(standings: Sequence[Standing]) -> tuple[Dot, ...]:
    """State from left to right, importance upwards."""
    return tuple(
        Dot(number, _at(one.state), _at(6 - one.importance), one, weak_and_important(one))
        for number, one in enumerate(standings, 1)
    )


def _at(point: float) -> str:
    return _text(MARGIN + (SIDE - 2 * MARGIN) * (point - 1) / 4)


def _text(number: float) -> str:
    return f"{number:.1f}"
