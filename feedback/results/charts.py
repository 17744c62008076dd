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
# Where the number of a dot may stand, and how far from all others.
AROUND = ((14, 0), (-14, 0), (0, -14), (0, 14), (12, -12), (-12, 12), (26, 0), (-26, 0))
APART = 12
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """One bar: where it begins, how long it is, what it says; `tone` is 1 to 5."""

    x: str
    width: str
    percent: int
    count: int
    words: Words
    tone: int

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
    """A service in the quadrant, with the place of its number beside it."""

    number: int
    x: str
    y: str
    label_x: str
    label_y: str
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
        round(100 * bar.count / n),
        bar.count,
        bar.words,
        tone,
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
    """State from left to right, importance upwards; numbers where they cover no dot and no number."""
    places = [(_at(one.state), _at(6 - one.importance)) for one in standings]
    taken, dots = list(places), []
    for number, (one, (x, y)) in enumerate(zip(standings, places, strict=True), 1):
        label_x, label_y = _free(x, y, taken)
        taken.append((label_x, label_y))
        dots.append(
            Dot(
                number,
                _text(x),
                _text(y),
                _text(label_x),
                _text(label_y),
                one,
                weak_and_important(one),
            )
        )
    return tuple(dots)


def _free(x: float, y: float, taken: Sequence[Place]) -> Place:
    """The first place around a dot where nothing stands yet; the first of all where none is free."""
    around = [(x + right, y + down) for right, down in AROUND]
    return next(
        (
            (one, other)
            for one, other in around
            if all(abs(one - a) >= APART or abs(other - b) >= APART for a, b in taken)
        ),
        around[0],
    )


def _at(point: float) -> float:
    return MARGIN + (SIDE - 2 * MARGIN) * (point - 1) / 4


def _text(number: float) -> str:
    return f"{number:.1f}"
