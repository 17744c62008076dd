"""Means weighted by known shares of the population. Knows no Django.

They are made of what is published: the means, numbers and words of the segments of one split. So they
tell nothing more than the split does, and are offered only where it is published.
"""

from collections.abc import Mapping, Sequence

from feedback.results import figures
from feedback.results.content import (
    Results,
    Reweighed,
    Segment,
    Share,
    Split,
    SplitRow,
    Statement,
    Weighted,
)
from feedback.results.figures import LEAST, Figure, Rated, Represented

# The traits whose shares in the population somebody may know.
TRAITS = ("group", "settlement")


def key_of(segment: Segment) -> str:
    """The name under which a segment's share is kept: the options that are joined in it."""
    return "+".join(segment.cells)


def weighable(split: Split) -> tuple[Segment, ...]:
    """The segments that have a share in the population; who did not answer the question has none."""
    return tuple(segment for segment in split.segments if segment.cells != ("",))


def offered(found: Results) -> tuple[Split, ...]:
    """The splits by which one can weight: published, with two segments or more and a mean."""
    return tuple(
        split
        for split in found.splits
        if split.by in TRAITS and split.rows and len(weighable(split)) > 1
    )


def weighted(found: Results, by: str, population: Mapping[str, float], source: str) -> Weighted:
    """The means weighted by the population of the segments, in people or any other unit.

    Raises LookupError when the split is not offered or its segments are not those of `population`.
    """
    split = next((one for one in offered(found) if one.by == by), None)
    segments = weighable(split) if split else ()
    if split is None or {key_of(one) for one in segments} != set(population):
        raise LookupError(by)
    counts = {key_of(one): one.n for one in segments}
    shares = figures.representation(counts, population)
    if len(shares) != len(segments):
        raise LookupError(by)
    rows = tuple(_row(row, split, shares, found) for row in split.rows)
    statements = {one.key: one for one in found.statements}
    return Weighted(
        by=by,
        words=split.words,
        source=source,
        shares=tuple(
            Share(segment.words, segment.n, share.expected, share.weight)
            for segment, share in zip(segments, shares, strict=True)
        ),
        rows=rows,
        effective_n=effective_n([(counts[one.group], one.weight) for one in shares]),
        index=_index([(statements[row.key], row.weighted) for row in rows]),
        plain_index=_index([(statements[row.key], row.mean) for row in rows]),
    )


def effective_n(groups: Sequence[tuple[int, float]]) -> float:
    """(Σw)² / Σw² over all answers, after Kish; `groups` are numbers of answers with their weight."""
    total = sum(n * weight for n, weight in groups)
    return total * total / sum(n * weight * weight for n, weight in groups)


def _row(row: SplitRow, split: Split, shares: Sequence[Represented], found: Results) -> Reweighed:
    means = {key_of(segment): mean for segment, mean in zip(split.segments, row.means, strict=True)}
    value = figures.weighted_mean(means, shares)
    whole = next(one for one in found.statements if one.key == row.key)
    # Means by segments stand only where the mean of the whole does.
    assert value is not None  # noqa: S101
    assert whole.mean is not None  # noqa: S101
    return Reweighed(row.key, row.words, whole.mean.value, value)


def _index(means: Sequence[tuple[Statement, float]]) -> float | None:
    rated = [
        Rated(one.criterion, LEAST, Figure(6 - mean if one.is_reversed else mean))
        for one, mean in means
    ]
    figure = figures.index(rated).figure
    return figure.value if figure else None
