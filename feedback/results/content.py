"""The results of one survey as one typed value, from which page, PDF, tables and JSON are made.

Everything here may be published: it is made of blocks of five people and more (`suppression`).
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from feedback.questionnaires.content import Criterion, Words
from feedback.results.figures import Figure, Index, Score, Standing

FORMAT = 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bar:
    """So many people answered one of `cells`: keys of options, or points."""

    words: Words
    count: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of a matrix. `n` could judge it, `silent` could not or said nothing.

    `mean` on 1–5 and its interval are None where they would give somebody away, or there are too few.
    `median` and `satisfied` (share of 4 and 5) are made of the bars. A mean of a reversed statement is as
    people answered; what is summed up turns it round.
    """

    key: str
    words: Words
    criterion: Criterion
    is_reversed: bool
    subject: str
    n: int
    silent: int
    bars: tuple[Bar, ...]
    mean: Figure | None
    median: str
    satisfied: Figure | None

    @property
    def rated(self) -> Figure | None:
        """The mean with a reversed statement turned round."""
        if self.mean is None or not self.is_reversed:
            return self.mean
        low, high = self.mean.low, self.mean.high
        return Figure(
            6 - self.mean.value,
            None if high is None else 6 - high,
            None if low is None else 6 - low,
        )


@dataclass(frozen=True, slots=True)
class Item:
    """One question: how many answered and how. `nps` only of a scale from 0 to 10."""

    key: str
    kind: str
    section: Words
    words: Words
    n: int
    bars: tuple[Bar, ...] = ()
    statements: tuple[Statement, ...] = ()
    nps: Figure | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A group of five or more; `cells` are the options joined in it. `index` on 0–100."""

    words: Words
    n: int
    cells: tuple[str, ...]
    index: float | None


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One statement by segments: a mean for each."""

    key: str
    words: Words
    means: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The results by one trait: group, settlement, channel, first time."""

    by: str
    words: Words
    segments: tuple[Segment, ...]
    rows: tuple[SplitRow, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A segment with its part of the population, between 0 and 1; `weight` is what an answer counts for."""

    words: Words
    n: int
    population: float
    weight: float


@dataclass(frozen=True, slots=True)
class Reweighed:
    """A statement: its mean as it was answered, and after weighting."""

    key: str
    words: Words
    mean: float
    weighted: float


@dataclass(frozen=True, slots=True)
class Weighted:
    """Means as if those who answered were composed as the population is, by one trait of a split.

    Made of the means of the published segments alone. `source` says where the shares are from,
    `effective_n` is Kish's: as many equal answers would be as sure. `index` and `plain_index` are of the
    same statements.
    """

    by: str
    words: Words
    source: str
    shares: tuple[Share, ...]
    rows: tuple[Reweighed, ...]
    effective_n: float
    index: float | None
    plain_index: float | None


@dataclass(frozen=True, slots=True)
class Results:
    """Everything of one survey. With fewer than five answers only `n` is told, as 0."""

    title: Words
    n: int
    invited: int
    rate: Figure | None
    items: tuple[Item, ...]
    index: Index
    standings: tuple[Standing, ...]
    splits: tuple[Split, ...]
    format: int = FORMAT
    weighted: Weighted | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every row of every matrix."""
        return tuple(row for item in self.items for row in item.statements)

    @property
    def scores(self) -> tuple[Score, ...]:
        """The criteria of the index."""
        return self.index.scores

    @property
    def satisfied(self) -> Figure | None:
        """CSAT: of the statement about participation as a whole."""
        return next(
            (row.satisfied for row in self.statements if row.criterion is Criterion.OVERALL), None
        )

    @property
    def nps(self) -> Figure | None:
        """Net promoters, if it was asked."""
        return next((item.nps for item in self.items if item.nps), None)

    def frozen(self) -> dict[str, Any]:
        """As plain JSON."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the content in canonical JSON, 64 hexadecimal digits."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read(content: dict[str, Any]) -> Results:
    """The results of a frozen content. Raises KeyError or TypeError for what is none."""
    return _typed(Results, content)


def _typed(kind: type[T], value: Any) -> T:
    """`value`, plain JSON, as the type of a field."""
    origin, inner = get_origin(kind), get_args(kind)
    made: Any = value
    if origin is UnionType:
        kinds = [one for one in inner if one is not NoneType]
        made = None if value is None else _typed(kinds[0], value)
    elif origin is tuple:
        made = tuple(_typed(inner[0], one) for one in value)
    elif is_dataclass(kind):
        hints = get_type_hints(kind)
        known = {field.name for field in fields(kind)}
        made = kind(**{name: _typed(hints[name], value[name]) for name in known & value.keys()})
    elif isinstance(kind, type) and issubclass(kind, Criterion):
        made = Criterion(value)
    return made  # type: ignore[no-any-return]


def percent(figure: Figure | None) -> Figure | None:
    """A share as percent."""
    if figure is None or figure.low is None or figure.high is None:
        return None
    return Figure(100 * figure.value, 100 * figure.low, 100 * figure.high)
