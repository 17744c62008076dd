"""The ranking, computed from the protocol: for each criterion the mean of all selectors' points,
times its weight. Exact fractions, so that a tie is a tie; rounded to two places when shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import QuerySet

from forums.calls.models import Application, Call, Score


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the ranking needs of a criterion: its key and how often its points count."""

    key: int
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Placed:
    """One application in the ranking of its seat.

    `total` is exact; `place` counts from 1, and those with equal points share one (1, 2, 2, 4).
    `is_tied` says that another has the same.
    """

    key: int
    total: Fraction
    place: int
    is_tied: bool

    @property
    def points(self) -> Decimal:
        """The total as it is shown, with two places, half rounded up."""
        exact = Decimal(self.total.numerator) / Decimal(self.total.denominator)
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def total(points: Mapping[int, Sequence[int]], criteria: Iterable[Criteria]) -> Fraction:
    """The weighted sum of means; `points` holds for each criterion what every selector gave."""
    return sum(
        (
            one.weight * Fraction(sum(points[one.key]), len(points[one.key]))
            for one in criteria
            if points.get(one.key)
        ),
        Fraction(0),
    )


def rank(totals: Mapping[int, Fraction]) -> list[Placed]:
    """The applications by falling points; those with equal points in the order of their keys."""
    order = sorted(totals, key=lambda key: (-totals[key], key))
    values = list(totals.values())
    return [
        Placed(
            key,
            totals[key],
            1 + sum(other > totals[key] for other in values),
            values.count(totals[key]) > 1,
        )
        for key in order
    ]


def ranking(call: Call) -> dict[int, list[Placed]]:
    """For each of the call's seats the ranking of what is assessed. Three queries."""
    return compare(call, assessed(call))


def compare(call: Call, applications: Iterable[Application]) -> dict[int, list[Placed]]:
    """The ranking of just these applications, seat by seat."""
    criteria = [Criteria(one.pk, Fraction(one.weight)) for one in call.criteria.all()]
    given: dict[int, dict[int, list[int]]] = {}
    scores = Score.objects.filter(application__call=call)
    for key, criterion, points in scores.values_list("application_id", "criterion_id", "points"):
        given.setdefault(key, {}).setdefault(criterion, []).append(points)
    totals: dict[int, dict[int, Fraction]] = {}
    for application in applications:
        row = totals.setdefault(application.seat_id, {})
        row[application.pk] = total(given.get(application.pk, {}), criteria)
    return {seat: rank(of_seat) for seat, of_seat in totals.items()}


def assessed(call: Call) -> "QuerySet[Application]":
    """What gets points: in time or admitted, and not found inadmissible."""
    found: QuerySet[Application] = (
        call.applications.in_selection()
        .exclude(verdict__decision="inadmissible")
        .select_related("seat__seat", "organisation")
        .order_by("pk")
    )
    return found
