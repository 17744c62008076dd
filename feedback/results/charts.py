"""Where things stand in the pictures. Numbers are texts with a point, as SVG wants them in any language."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.questionnaires.content import Words
from feedback.results.content import Bar
from feedback.results.figures import Standing, weak_and_important

WIDTH = 600
BAR_HEIGHT, STEP = 26, 36
# The quadrant: points 1–5 in both directions, within a margin.
SIDE, MARGIN = 400, 40


@dataclass(frozen=True, slots=True)
class Piece:
    """One bar: where it begins, how long it is, what it says; `tone` is 1 to 5."""

    x: str
    y: str
    width: str
    middle: str
    percent: int
    count: int
    words: Words
    tone: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with the size of the whole."""

    pieces: tuple[Piece, ...]
    height: int
    n: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A service in the quadrant."""

    number: int
    x: str
    y: str
    one: Standing
    is_weak: bool


def bars(found: Sequence[Bar], n: int) -> Chart:
    """A bar below another, each as long as its share of `n`."""
    pieces = tuple(_piece(bar, n, 0, at * STEP, tone=4) for at, bar in enumerate(found))
    return Chart(pieces, STEP * len(pieces), n)


def stacked(found: Sequence[Bar]) -> Chart:
    """One bar of pieces in a row; the tone is that of the middle of the points."""
    n, at, pieces = sum(bar.count for bar in found), 0, []
    for bar in found:
        tone = round(sum(map(int, bar.cells)) / len(bar.cells))
        pieces.append(_piece(bar, n, at, 0, tone))
        at += bar.count
    return Chart(tuple(pieces), BAR_HEIGHT, n)


def _piece(bar: Bar, n: int, before: int, y: int, tone: int) -> Piece:
    x, width = WIDTH * before / n, WIDTH * bar.count / n
    return Piece(
        f"{x:.1f}",
        str(y),
        f"{width:.1f}",
        f"{x + width / 2:.1f}",
        round(100 * bar.count / n),
        bar.count,
        bar.words,
        tone,
    )


def quadrant(standings: Sequence[Standing]) -> tuple[Dot, ...]:
    """State from left to right, importance upwards."""
    return tuple(
        Dot(number, _at(one.state), _at(6 - one.importance), one, weak_and_important(one))
        for number, one in enumerate(standings, 1)
    )


def _at(point: float) -> str:
    return f"{MARGIN + (SIDE - 2 * MARGIN) * (point - 1) / 4:.1f}"
