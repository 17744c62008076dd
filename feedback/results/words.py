"""What pages and papers say of results, in the active language."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from feedback.questionnaires.content import Criterion, QuestionKind, Words
from feedback.results import charts
from feedback.results.content import Item, Results, Split, Statement, percent
from feedback.results.figures import Figure
from prestizh.refusal import Sentence

NONE = "–"
CRITERIA: dict[Criterion, Sentence] = {
    Criterion.INFORMATION: gettext_lazy("information: clear and in time"),
    Criterion.TIME: gettext_lazy("enough time"),
    Criterion.ACCESS: gettext_lazy("easy to take part"),
    Criterion.VOICE: gettext_lazy("could speak one's mind"),
    Criterion.INDEPENDENCE: gettext_lazy("fairness: impartial, all views represented"),
    Criterion.INCLUSION: gettext_lazy("those affected were represented"),
    Criterion.RESPONSE: gettext_lazy("reasoned answers"),
    Criterion.INFLUENCE: gettext_lazy("influence on what is decided"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of a picture with what it says: `words` of the answer, `number` of people, all of it."""

    piece: charts.Piece
    words: str
    number: str

    @property
    def text(self) -> str:
        """The answer with its number, kept on one line."""
        return f"{self.words}: {self.number}"


@dataclass(frozen=True, slots=True)
class Row:
    """A statement with its picture, and what the picture shows in words."""

    words: str
    statement: Statement
    pieces: tuple[Told, ...]

    @property
    def spoken(self) -> str:
        """The picture for who does not see it."""
        return "; ".join(one.text for one in self.pieces)


@dataclass(frozen=True, slots=True)
class Block:
    """A question as a page shows it."""

    key: str
    words: str
    item: Item
    rows: tuple[Row, ...]
    pieces: tuple[Told, ...]
    nps: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """A criterion of the index: fewest answers, score with interval or a dash, picture."""

    name: str
    n: int
    points: str
    span: charts.Span | None


@dataclass(frozen=True, slots=True)
class Service:
    """A service in the quadrant, with its numbers."""

    dot: charts.Dot
    name: str
    importance: str
    state: str
    gap: str


@dataclass(frozen=True, slots=True)
class SplitBlock:
    """A table of means by segments."""

    by: str
    words: str
    segments: list[tuple[str, int, str]]
    rows: list[tuple[str, list[str]]]
    has_index: bool


def said(words: Words) -> str:
    """In the language of the page."""
    return words.said_in(get_language() or "bg")


def decimal(value: float | None, places: int = 1) -> str:
    """A number as the language writes it, a dash for none."""
    if value is None:
        return NONE
    text = f"{value:.{places}f}"
    if not float(text):
        text = text.removeprefix("-")
    text = text.replace("-", "\N{MINUS SIGN}")
    return text if (get_language() or "").startswith("en") else text.replace(".", ",")


def with_interval(figure: Figure | None, places: int = 1) -> str:
    """„72,2 (61,7 – 83,3)“; the value alone where there is no interval."""
    if figure is None:
        return NONE
    text = decimal(figure.value, places)
    if figure.low is None or figure.high is None:
        return text
    return f"{text} ({decimal(figure.low, places)} – {decimal(figure.high, places)})"


def headline(found: Results) -> list[tuple[str, str, str]]:
    """The figures at the top: value, name, interval or basis."""
    rate, satisfied = percent(found.rate), percent(found.satisfied)
    told = [(str(found.n), _("people answered"), "")]
    if rate:
        told.append((f"{decimal(rate.value, 0)} %", _("of those invited"), ""))
    for figure, name, unit in (
        (found.index.figure, _("index of participation, of 100"), ""),
        (satisfied, _("satisfied (4 and 5 of 5)"), " %"),
        (found.nps, _("net promoters (NPS, −100 to 100)"), ""),
    ):
        if figure:
            told.append((decimal(figure.value, 0) + unit, name, _ends(figure)))
    return told


def _ends(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    low, high = decimal(figure.low, 0), decimal(figure.high, 0)
    return _("95 %% interval: %(low)s to %(high)s") % {"low": low, "high": high}


def criteria(found: Results) -> list[Rated]:
    """Each criterion of the index."""
    return [
        Rated(
            str(CRITERIA[score.criterion]),
            score.n,
            with_interval(score.figure),
            charts.span(score.figure),
        )
        for score in found.scores
    ]


def blocks(found: Results) -> Iterator[Block]:
    """Every question with its picture."""
    for item in found.items:
        rows = tuple(
            Row(said(row.words), row, _told(charts.stacked(row.bars))) for row in item.statements
        )
        is_open = item.kind in {QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT, QuestionKind.FILE}
        yield Block(
            item.key,
            said(item.words),
            item,
            rows,
            _told(charts.bars(item.bars, item.n)),
            with_interval(item.nps, 0) if item.nps else "",
            is_open,
        )


def _told(pieces: tuple[charts.Piece, ...]) -> tuple[Told, ...]:
    """Nothing where all answers are joined: then a picture shows no more than their number."""
    if len(pieces) < 2 and any(piece.percent == 100 for piece in pieces):
        return ()
    return tuple(
        Told(piece, said(piece.words), f"{piece.count} ({piece.percent}\N{NO-BREAK SPACE}%)")
        for piece in pieces
    )


def service_names(found: Results) -> dict[str, str]:
    """What each service is called: as its statements are, where all of them say the same."""
    names: dict[str, set[str]] = {}
    for row in found.statements:
        names.setdefault(row.subject, set()).add(said(row.words))
    return {key: next(iter(words)) if len(words) == 1 else key for key, words in names.items()}


def services(found: Results) -> list[Service]:
    """The quadrant, the widest gap first."""
    names = service_names(found)
    return [
        Service(
            dot,
            names.get(dot.one.subject, dot.one.subject),
            decimal(dot.one.importance),
            decimal(dot.one.state),
            decimal(dot.one.gap),
        )
        for dot in charts.quadrant(found.standings)
    ]


def row_names(found: Results) -> dict[str, str]:
    """What each statement is called, by its key; with its question where two are called the same."""
    asked = {row.key: (said(item.words), row) for item in found.items for row in item.statements}
    often = Counter(said(row.words) for _question, row in asked.values())
    return {
        key: said(row.words) if often[said(row.words)] < 2 else f"{question} {said(row.words)}"
        for key, (question, row) in asked.items()
    }


def split_blocks(found: Results) -> list[SplitBlock]:
    """By group, settlement, channel, first time; only those of which a mean may be shown."""
    names = row_names(found)
    return [_split(one, names) for one in found.splits if one.rows]


def silent_splits(found: Results) -> list[str]:
    """The traits by which nothing may be shown."""
    return [said(one.words) for one in found.splits if not one.rows]


def _split(one: Split, names: dict[str, str]) -> SplitBlock:
    return SplitBlock(
        one.by,
        said(one.words),
        [(said(part.words), part.n, decimal(part.index)) for part in one.segments],
        [(names[row.key], [decimal(mean) for mean in row.means]) for row in one.rows],
        any(part.index is not None for part in one.segments),
    )


@dataclass(frozen=True, slots=True)
class WeightedBlock:
    """What weighting gives: for each group people, shares, weight; for each statement both means."""

    words: str
    source: str
    shares: list[tuple[str, int, str, str, str]]
    rows: list[tuple[str, str, str]]
    effective_n: str
    index: str
    plain_index: str


def weighted_block(found: Results) -> WeightedBlock | None:
    """The weighted means beside the plain ones; None where nobody entered shares."""
    one, names = found.weighted, row_names(found)
    if one is None:
        return None
    n = sum(share.n for share in one.shares)
    return WeightedBlock(
        said(one.words),
        one.source,
        [
            (
                said(share.words),
                share.n,
                decimal(100 * share.n / n),
                decimal(100 * share.population),
                decimal(share.weight, 2),
            )
            for share in one.shares
        ],
        [(names[row.key], decimal(row.mean), decimal(row.weighted)) for row in one.rows],
        decimal(one.effective_n, 0),
        decimal(one.index),
        decimal(one.plain_index),
    )


def shown(found: Results, voices: dict[str, Any]) -> dict[str, Any]:
    """All that the templates of page and paper need."""
    return {
        "results": found,
        "headline": headline(found),
        "criteria": criteria(found),
        "blocks": [block for block in blocks(found) if not block.is_open],
        "splits": split_blocks(found),
        "silent": silent_splits(found),
        "services": services(found),
        "weighted": weighted_block(found),
        "voices": voices,
    }
