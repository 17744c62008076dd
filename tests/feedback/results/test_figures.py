"""Figures against SciPy, against values counted by hand, and at their edges."""

from math import isclose, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from feedback.questionnaires.content import Criterion
from feedback.results import figures
from feedback.results.figures import Figure, Rated, Represented, Standing
from feedback.results.student import beyond, incomplete_beta, two_sided

COUNTS = st.dictionaries(st.integers(1, 5), st.integers(0, 30))


@pytest.mark.parametrize("freedom", [*range(1, 41), 59, 99, 500, 3000, 100_000])
@pytest.mark.parametrize("confidence", [0.8, 0.9, 0.95, 0.99, 0.999])
def test_quantiles_of_student_are_those_of_scipy(freedom: int, confidence: float) -> None:
    expected = stats.t.ppf((1 + confidence) / 2, freedom)
    assert isclose(two_sided(confidence, freedom), expected, rel_tol=1e-8)


@given(st.floats(0, 1), st.floats(0.5, 200), st.floats(0.5, 200))
def test_the_incomplete_beta_function_is_that_of_scipy(x: float, a: float, b: float) -> None:
    assert isclose(incomplete_beta(x, a, b), stats.beta.cdf(x, a, b), rel_tol=1e-7, abs_tol=1e-12)


def test_quantiles_of_student_have_their_bounds() -> None:
    assert beyond(0.0, 3) == 1
    assert beyond(float("inf"), 3) == 0
    for confidence, freedom in ((0.0, 3), (1.0, 3), (0.95, 0)):
        with pytest.raises(ValueError, match="No quantile"):
            two_sided(confidence, freedom)


@given(COUNTS)
def test_mean_median_and_interval_are_those_of_numpy_and_scipy(counts: dict[int, int]) -> None:
    answers = np.repeat(list(counts), list(counts.values()))
    figure = figures.mean_with_interval(counts)
    if not len(answers):
        assert figure is None
        assert figures.median(counts) is None
        return
    assert figure is not None
    assert isclose(figure.value, float(np.mean(answers)))
    assert figures.median(counts) == float(np.median(answers))
    if len(answers) == 1:
        assert figure.low is None
    elif len(set(answers.tolist())) > 1:
        error = stats.sem(answers)
        low, high = stats.t.interval(0.95, len(answers) - 1, loc=np.mean(answers), scale=error)
        assert figure.low is not None
        assert figure.high is not None
        assert isclose(figure.low, float(low), rel_tol=1e-8)
        assert isclose(figure.high, float(high), rel_tol=1e-8)
    else:
        assert figure.low == figure.high == figure.value


@given(st.integers(0, 400), st.integers(0, 400))
def test_shares_have_the_interval_of_wilson(one: int, other: int) -> None:
    hits, n = min(one, other), max(one, other)
    found = figures.share(hits, n)
    if n == 0:
        assert found is None
        return
    expected = stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert isclose(found.low, expected.low, abs_tol=1e-9)
    assert isclose(found.high, expected.high, abs_tol=1e-9)


def test_a_share_of_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        figures.share(6, 5)
    with pytest.raises(ValueError, match="no share"):
        figures.share(-1, 5)


def test_net_promoters_are_counted_by_hand() -> None:
    # 10 promoters, 5 passives, 5 detractors: 50 % − 25 %; variance .5 + .25 − .25² = .6875.
    found = figures.nps(10, 5, 5)
    half = 100 * 1.959963984540054 * sqrt(0.6875 / 20)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((25, 25 - half, 25 + half))
    assert figures.nps(0, 0, 0) is None
    assert figures.nps(4, 0, 0) == Figure(100.0, 100.0, 100.0)
    assert figures.nps(0, 0, 3) == Figure(-100.0, -100.0, -100.0)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_variance_of_net_promoters_is_that_of_the_answers(
    up: int, even: int, down: int
) -> None:
    found = figures.nps(up, even, down)
    if found is None:
        return
    answers = np.repeat([1, 0, -1], [up, even, down])
    half = stats.norm.ppf(0.975) * np.std(answers) / sqrt(len(answers))
    assert isclose(found.value, 100 * float(np.mean(answers)), abs_tol=1e-9)
    assert found.low is not None
    expected = max(-100.0, 100 * float(np.mean(answers) - half))
    assert isclose(found.low, expected, abs_tol=1e-5)


def test_satisfaction_is_the_share_of_four_and_five() -> None:
    found = figures.csat({1: 1, 2: 1, 3: 2, 4: 3, 5: 3})
    assert found is not None
    assert found.value == 0.6
    assert figures.csat({}) is None
    # „Не мога да преценя“ is not in the counts, so nobody who said it is averaged.
    assert figures.csat({4: 0, 5: 0}) is None


def test_the_ends_of_a_scale_are_shares_of_nothing_and_of_all() -> None:
    nobody, everybody = figures.share(0, 5), figures.share(5, 5)
    assert nobody is not None
    assert everybody is not None
    assert (nobody.low, everybody.high) == (0.0, 1.0)
    assert nobody.high == pytest.approx(0.4344824648)
    assert everybody.low == pytest.approx(0.5655175352)


def rated(criterion: Criterion, n: int, *figure: float) -> Rated:
    return Rated(criterion, n, Figure(*figure))


def test_the_index_is_the_mean_of_its_criteria_counted_by_hand() -> None:
    found = figures.index(
        [
            rated(Criterion.INFORMATION, 20, 4.0, 3.5, 4.5),  # 75, from 62.5 to 87.5
            rated(Criterion.INDEPENDENCE, 20, 3.0, 2.0, 4.0),  # fairness: mean of 3 and 2 = 2.5
            rated(Criterion.BALANCE, 18, 2.0, 1.0, 3.0),  # 37.5, from 12.5 to 62.5
            rated(Criterion.OVERALL, 20, 5.0, 5.0, 5.0),  # no criterion of the index
        ]
    )
    assert found.figure == Figure(56.25, 37.5, 75.0)
    assert found.present == 2
    scores = {score.criterion: score for score in found.scores}
    assert scores[Criterion.INDEPENDENCE].figure == Figure(37.5, 12.5, 62.5)
    assert scores[Criterion.INDEPENDENCE].n == 18


@pytest.mark.parametrize(("n", "is_shown"), [(0, False), (1, False), (4, False), (5, True)])
def test_a_criterion_with_fewer_than_five_answers_is_missing_and_not_nought(
    n: int, is_shown: bool
) -> None:
    answers = [rated(Criterion.VOICE, n, 1.0)] if n else []
    found = figures.index([*answers, rated(Criterion.TIME, 9, 5.0, 5.0, 5.0)])
    scores = {score.criterion: score.figure for score in found.scores}
    assert (scores[Criterion.VOICE] is not None) is is_shown
    assert found.figure is not None
    assert found.figure.value == (50.0 if is_shown else 100.0)


def test_an_index_of_nothing_is_no_number() -> None:
    assert figures.index([]).figure is None
    assert figures.mean_with_interval({}) is None
    assert figures.variance({3: 1}) is None


def test_a_reversed_statement_is_turned_round() -> None:
    assert figures.reversed_counts({1: 2, 3: 1, 5: 4}) == {5: 2, 3: 1, 1: 4}
    assert [figures.rescaled(point) for point in (1, 3, 5)] == [0, 50, 100]


def test_the_quadrant_finds_what_matters_and_is_weak() -> None:
    assert Standing("lights", 4.5, 2.5).gap == 2.0
    assert figures.weak_and_important(Standing("lights", 4.5, 2.5))
    assert not figures.weak_and_important(Standing("lights", 4.5, 3.0))
    assert not figures.weak_and_important(Standing("lights", 2.9, 1.0))


def test_a_rate_needs_that_no_more_answered_than_were_invited() -> None:
    found = figures.response_rate(5, 20)
    assert found is not None
    assert found.value == 0.25
    assert figures.response_rate(5, 0) is None
    assert figures.response_rate(21, 20) is None


def test_weights_bring_groups_to_their_share_of_the_population() -> None:
    # 30 of the town and 10 of the villages took part; half of the people live in each.
    found = figures.representation(
        {"town": 30, "villages": 10, "none": 0}, {"town": 5, "villages": 5}
    )
    assert found == (Represented("town", 0.75, 0.5), Represented("villages", 0.25, 0.5))
    assert [round(one.ratio, 2) for one in found] == [1.5, 0.5]
    assert [round(one.weight, 2) for one in found] == [0.67, 2.0]
    # By hand: (30 · ⅔ · 4 + 10 · 2 · 2) / 40 = 3, in place of 3.5.
    assert figures.weighted_mean({"town": 4.0, "villages": 2.0}, found) == 3.0
    assert figures.weighted_mean({"town": 4.0}, found) is None
    assert figures.weighted_mean({}, ()) is None
