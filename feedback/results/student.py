"""Quantiles of Student's distribution, by inverting the regularised incomplete beta function.

For t > 0 and ν degrees of freedom P(|T| > t) = I_x(ν/2, 1/2) with x = ν / (ν + t²) (Abramowitz and
Stegun 26.7.1). I_x is summed by its continued fraction (26.5.8) in the form of Lentz; the quantile is
found by halving, since P falls steadily as t grows. Exact to about 1e-10; the tests compare with SciPy.
"""

from functools import cache
from math import exp, inf, lgamma, log, log1p

TINY = 1e-300
PRECISE = 1e-15
MOST_STEPS = 400


@cache
def two_sided(confidence: float, freedom: int) -> float:
    """The t with P(|T| ≤ t) = `confidence` for `freedom` ≥ 1 degrees of freedom.

    Raises ValueError outside of 0 < confidence < 1 or for less than one degree.
    """
    if not 0 < confidence < 1 or freedom < 1:
        msg = f"No quantile of Student for {confidence} with {freedom} degrees of freedom."
        raise ValueError(msg)
    tail = 1 - confidence
    low, high = 0.0, 1.0
    while beyond(high, freedom) > tail:
        low, high = high, high * 2
    for _step in range(MOST_STEPS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if beyond(middle, freedom) > tail else (low, middle)
    return (low + high) / 2


def beyond(t: float, freedom: int) -> float:
    """P(|T| > t)."""
    if t in {inf, 0.0}:
        return 0.0 if t else 1.0
    return incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """I_x(a, b) for 0 ≤ x ≤ 1 and positive a, b."""
    if x in {0.0, 1.0}:
        return x
    front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b))
    # The fraction converges fast on one side of the mean; on the other I_x(a, b) = 1 − I_1−x(b, a).
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _not_nought(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _not_nought(1 + term * d)
            c = _not_nought(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < PRECISE:
            break
    return value


def _not_nought(value: float) -> float:
    return value if abs(value) > TINY else TINY
