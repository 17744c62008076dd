"""Figures of a survey, each a pure function: shares, means, CSAT, NPS, the index, and how sure they are.

Counts come as {value: how many}; what could not be judged is left out before. Nothing here knows of
suppression (`suppression`) or Django. An empty set of answers has no figure: None, never 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from feedback.questionnaires.content import Criterion
from feedback.results.student import two_sided

CONFIDENCE = 0.95
LEAST = 5
SATISFIED = frozenset({4, 5})
PROMOTERS = frozenset({9, 10})
DETRACTORS = frozenset(range(7))

Counts = Mapping[int, int]

# The index of participation: each criterion with the codes that it is the mean of.
INDEX: Mapping[Criterion, tuple[Criterion, ...]] = {
    Criterion.INFORMATION: (Criterion.INFORMATION,),
    Criterion.TIME: (Criterion.TIME,),
    Criterion.ACCESS: (Criterion.ACCESS,),
    Criterion.VOICE: (Criterion.VOICE,),
    # Fairness: was it run impartially, were different views represented.
    Criterion.INDEPENDENCE: (Criterion.INDEPENDENCE, Criterion.BALANCE),
    Criterion.INCLUSION: (Criterion.INCLUSION,),
    Criterion.RESPONSE: (Criterion.RESPONSE,),
    Criterion.INFLUENCE: (Criterion.INFLUENCE,),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with the ends of its 95 % interval, in the units of the value; None for no interval."""

    value: float
    low: float | None = None
    high: float | None = None


def number(counts: Counts) -> int:
    """How many answers there are."""
    return sum(counts.values())


def total(counts: Counts) -> int:
    """The sum of all answers."""
    return sum(value * count for value, count in counts.items())


def mean(counts: Counts) -> float | None:
    """The arithmetic mean, None for no answers."""
    n = number(counts)
    return total(counts) / n if n else None


def variance(counts: Counts) -> float | None:
    """The sample's variance, divided by n − 1; None for fewer than two answers."""
    n = number(counts)
    if n < 2:
        return None
    squares = sum(value * value * count for value, count in counts.items())
    return max(0.0, (squares - total(counts) ** 2 / n) / (n - 1))


def median(counts: Counts) -> float | None:
    """The middle answer, or half way between the two middle ones; None for no answers."""
    n = number(counts)
    if not n:
        return None
    return (_ranked(counts, (n - 1) // 2) + _ranked(counts, n // 2)) / 2


def _ranked(counts: Counts, place: int) -> int:
    seen = 0
    for value in sorted(counts):
        seen += counts[value]
        if seen > place:
            return value
    raise IndexError(place)


def mean_with_interval(counts: Counts) -> Figure | None:
    """The mean and its interval by Student's t. With one answer there is no interval.

    Where all said the same the interval has no width; that is arithmetic, not certainty.
    """
    value, spread, n = mean(counts), variance(counts), number(counts)
    if value is None:
        return None
    if spread is None:
        return Figure(value)
    half = two_sided(CONFIDENCE, n - 1) * sqrt(spread / n)
    return Figure(value, value - half, value + half)


def share(hits: int, n: int) -> Figure | None:
    """`hits` of `n` between 0 and 1, with the interval of Wilson; None for n = 0.

    Raises ValueError when there are more hits than answers, or fewer than none.
    """
    if not 0 <= hits <= n:
        msg = f"{hits} of {n} is no share."
        raise ValueError(msg)
    if not n:
        return None
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    p, spread = hits / n, z * z / n
    centre = (p + spread / 2) / (1 + spread)
    half = z * sqrt(p * (1 - p) / n + spread / (4 * n)) / (1 + spread)
    # At the ends the formula gives 0 and 1 but for the last binary place.
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    high = 1.0 if hits == n else min(1.0, centre + half)
    return Figure(p, low, high)


def csat(counts: Counts) -> Figure | None:
    """The share of 4 and 5 among the answers 1–5."""
    return share(sum(counts.get(value, 0) for value in SATISFIED), number(counts))


def nps(promoters: int, passives: int, detractors: int) -> Figure | None:
    """%(9–10) − %(0–6), from −100 to 100; None for no answers.

    Each answer counts as 1, 0 or −1; the interval is that of the mean of these, by the normal
    distribution with their variance p₊ + p₋ − (p₊ − p₋)², cut at −100 and 100.
    """
    n = promoters + passives + detractors
    if not n:
        return None
    up, down = promoters / n, detractors / n
    value = up - down
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    half = z * sqrt(max(0.0, up + down - value * value) / n)
    return Figure(100 * value, 100 * max(-1.0, value - half), 100 * min(1.0, value + half))


def reversed_counts(counts: Counts) -> dict[int, int]:
    """The answers to a statement with which agreement is bad: 6 − x."""
    return {6 - value: count for value, count in counts.items()}


def rescaled(point: float) -> float:
    """A mean of the scale 1–5 as 0–100."""
    return (point - 1) / 4 * 100


@dataclass(frozen=True, slots=True)
class Rated:
    """The mean of one statement, already turned round if need be: n answers, figure on 1–5."""

    criterion: Criterion
    n: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class Score:
    """One criterion of the index on 0–100. `n` is the fewest answers of its statements.

    `figure` is None where there are fewer than five answers: missing, not nought.
    """

    criterion: Criterion
    n: int
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Index:
    """The index of participation on 0–100 and the criteria it is the mean of."""

    figure: Figure | None
    scores: tuple[Score, ...]

    @property
    def present(self) -> int:
        """Of how many criteria it is the mean."""
        return sum(1 for score in self.scores if score.figure)


def index(rated: Sequence[Rated]) -> Index:
    """The index: the mean of those criteria that have five answers or more, with equal weights.

    Its interval has half the width that the intervals of the criteria have on average. For answers
    that rise and fall together, as those of one person do, this is what the true one is at most.
    """
    scores = tuple(_score(criterion, parts, rated) for criterion, parts in INDEX.items())
    return Index(_mean_of([score.figure for score in scores if score.figure]), scores)


def _score(criterion: Criterion, parts: tuple[Criterion, ...], rated: Sequence[Rated]) -> Score:
    found = [one for one in rated if one.criterion in parts]
    n = min((one.n for one in found), default=0)
    if n < LEAST:
        return Score(criterion, n, None)
    figure = _mean_of([one.figure for one in found])
    if figure is None:
        return Score(criterion, n, None)
    low = None if figure.low is None else max(0.0, rescaled(figure.low))
    high = None if figure.high is None else min(100.0, rescaled(figure.high))
    return Score(criterion, n, Figure(rescaled(figure.value), low, high))


def _mean_of(figures: Sequence[Figure]) -> Figure | None:
    """The mean of figures; its ends are the means of theirs, None where one has none."""
    if not figures:
        return None
    n = len(figures)
    lows = [one.low for one in figures if one.low is not None]
    highs = [one.high for one in figures if one.high is not None]
    value = sum(one.value for one in figures) / n
    if len(lows) < n or len(highs) < n:
        return Figure(value)
    return Figure(value, sum(lows) / n, sum(highs) / n)


@dataclass(frozen=True, slots=True)
class Standing:
    """A service in the quadrant: means of its importance and its state on 1–5."""

    subject: str
    importance: float
    state: float

    @property
    def gap(self) -> float:
        """Importance less state: how much is wanting."""
        return self.importance - self.state


def weak_and_important(one: Standing, middle: float = 3.0) -> bool:
    """Whether it stands in the corner „важно и слабо“."""
    return one.importance >= middle > one.state


def response_rate(answered: int, invited: int) -> Figure | None:
    """Answers per invitation between 0 and 1; None where nobody, or fewer than answered, were invited.

    With an open link more may answer than were invited: that is no rate.
    """
    return share(answered, invited) if invited and answered <= invited else None


@dataclass(frozen=True, slots=True)
class Represented:
    """A group's share among those who took part and in the population, both between 0 and 1."""

    group: str
    share: float
    expected: float

    @property
    def ratio(self) -> float:
        """1 for as many as in the population, 2 for twice as many."""
        return self.share / self.expected

    @property
    def weight(self) -> float:
        """What each answer of the group counts for after weighting."""
        return self.expected / self.share


def representation(
    counts: Mapping[str, int], population: Mapping[str, float]
) -> tuple[Represented, ...]:
    """Over- and under-representation of every group that took part and whose population is known.

    Shares are among these groups only. A group of nobody has no weight, so it is left out.
    """
    groups = [key for key, count in counts.items() if count > 0 and population.get(key, 0) > 0]
    taking, living = sum(counts[key] for key in groups), sum(population[key] for key in groups)
    return tuple(Represented(key, counts[key] / taking, population[key] / living) for key in groups)


def weighted_mean(means: Mapping[str, float], shares: Iterable[Represented]) -> float | None:
    """The mean after post-stratification: each group's mean by its share in the population.

    None where a group's mean is not known: its part can't be given to others in silence.
    """
    groups = tuple(shares)
    if not groups or any(one.group not in means for one in groups):
        return None
    return sum(one.expected * means[one.group] for one in groups)
