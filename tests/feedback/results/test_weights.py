"""Weighting by known shares: the figures against NumPy and by hand, from published numbers alone."""

import csv
import io
import json

import numpy as np
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from feedback.results import publishing, reading, sharing, weights
from feedback.results.content import Results, Split, read
from feedback.results.models import KnownShares
from feedback.results.papers import page_of
from feedback.surveys.models import Survey
from prestizh.accounts.models import User
from prestizh.refusal import Refused
from tests.feedback.results.making import make_closed
from tests.feedback.surveys.making import make_open

SOURCE = "Преброяване 2021, НСИ"
MANY = 60


@pytest.fixture
def survey(clerk: User) -> Survey:
    return make_closed(clerk, MANY)


def split_of(found: Results) -> Split:
    (split,) = weights.offered(found)
    return split


def population_of(split: Split) -> dict[str, float]:
    """The last group is the largest, the first the smallest."""
    segments = weights.weighable(split)
    return {weights.key_of(one): 100 * 4**at for at, one in enumerate(segments)}


def enter(survey: Survey, clerk: User) -> KnownShares:
    split = split_of(reading.counted_results(survey))
    return sharing.enter(
        survey, actor=clerk, by="group", population=population_of(split), source=SOURCE
    )


def test_weighted_means_and_kish_are_those_of_numpy(clerk: User, survey: Survey) -> None:
    enter(survey, clerk)
    found = reading.results(survey)
    split, weighed = split_of(found), found.weighted
    assert weighed is not None
    people = np.array(list(population_of(split).values()))
    numbers = np.array([one.n for one in split.segments])
    assert len(split.segments) > 2
    for row, reweighed in zip(split.rows, weighed.rows, strict=True):
        assert reweighed.weighted == pytest.approx(np.average(row.means, weights=people))
        plain = next(one for one in found.statements if one.key == row.key).mean
        assert plain is not None
        assert reweighed.mean == plain.value
    each = np.repeat((people / people.sum()) / (numbers / numbers.sum()), numbers)
    assert each.sum() == pytest.approx(numbers.sum())
    assert weighed.effective_n == pytest.approx(each.sum() ** 2 / (each**2).sum())
    assert weighed.effective_n < MANY


def test_two_groups_by_hand() -> None:
    # 80 answer of a half of the population, 20 of the other: weights 5/8 and 5/2.
    assert weights.effective_n([(80, 0.625), (20, 2.5)]) == pytest.approx(64)
    assert weights.effective_n([(30, 1.0), (20, 1.0)]) == pytest.approx(50)


def test_shares_as_they_answered_change_no_mean_and_lose_no_answer(
    clerk: User, survey: Survey
) -> None:
    split = split_of(reading.counted_results(survey))
    population = {weights.key_of(one): float(one.n) for one in split.segments}
    sharing.enter(survey, actor=clerk, by="group", population=population, source=SOURCE)
    found = reading.results(survey).weighted
    assert found is not None
    assert found.effective_n == pytest.approx(MANY)
    assert [one.weight for one in found.shares] == pytest.approx([1.0] * len(found.shares))
    # Means of groups are told in tenths.
    assert all(abs(row.weighted - row.mean) <= 0.1 for row in found.rows)


def test_who_reads_what_is_published_could_have_weighted_it(clerk: User, survey: Survey) -> None:
    known = enter(survey, clerk)
    content = publishing.publish(survey, actor=clerk).content["results"]
    weighed = content.pop("weighted")
    anew = weights.weighted(read(content), known.by, known.population, known.source)
    assert read({**content, "weighted": weighed}).weighted == anew


def test_the_weighted_stand_beside_the_plain_everywhere(
    clerk: User, survey: Survey, client: Client
) -> None:
    enter(survey, clerk)
    found = publishing.publish(survey, actor=clerk)
    weighed = read(found.content["results"]).weighted
    assert weighed is not None
    address = survey.public_id
    said = client.get(reverse("results:csv", args=[address])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(said)))
    by_csv = {row[1]: float(row[6]) for row in rows if row[0] == "weighted"}
    assert by_csv.pop("index") == round(weighed.index or 0, 4)
    assert by_csv == {row.key: round(row.weighted, 4) for row in weighed.rows}
    by_json = json.loads(client.get(reverse("results:json", args=[address])).content)
    assert by_json["content"]["results"]["weighted"]["effective_n"] == weighed.effective_n
    page = client.get(found.get_absolute_url()).content.decode()
    paper, _title = page_of(found, "en")
    for shown in (page, paper):
        assert SOURCE in shown
        assert f"{weighed.index:.1f}" in shown
        assert f"(Kish): {weighed.effective_n:.0f}" in shown


def test_an_older_publication_has_no_weights(clerk: User, survey: Survey) -> None:
    content = publishing.publish(survey, actor=clerk).content["results"]
    assert content.pop("weighted") is None
    assert read(content).weighted is None


@pytest.mark.parametrize(
    ("change", "source", "sentence"),
    [
        ({}, " ", "where the numbers are from"),
        ({}, "С" * 301, "300 characters"),
        ({"citizen": 0.0}, SOURCE, "more than nobody"),
        ({"citizen": float("nan")}, SOURCE, "more than nobody"),
        ({"citizen": 1e9}, SOURCE, "more than nobody"),
        ({"mayor": 5.0}, SOURCE, "each of the groups"),
    ],
)
def test_unfit_shares_are_refused(
    clerk: User, survey: Survey, change: dict[str, float], source: str, sentence: str
) -> None:
    population = {**population_of(split_of(reading.counted_results(survey))), **change}
    with pytest.raises(Refused, match=sentence):
        sharing.enter(survey, actor=clerk, by="group", population=population, source=source)
    assert not KnownShares.objects.exists()


def test_shares_wait_for_the_end_and_for_a_split_and_stop_at_publishing(
    clerk: User, survey: Survey, participant: User
) -> None:
    few, population = make_closed(clerk, 6), {"citizen": 1.0}
    for row, by, actor in (
        (make_open(clerk), "group", clerk),
        (few, "group", clerk),
        (survey, "channel", clerk),
        (survey, "group", participant),
    ):
        with pytest.raises(Refused):
            sharing.enter(row, actor=actor, by=by, population=population, source=SOURCE)
    enter(survey, clerk)
    publishing.publish(survey, actor=clerk)
    for act in (lambda: enter(survey, clerk), lambda: sharing.take_back(survey, actor=clerk)):
        with pytest.raises(Refused, match="not changed"):
            act()


def test_the_desk_weighs_says_what_is_wrong_and_takes_back(
    clerk: User, survey: Survey, client: Client
) -> None:
    client.force_login(clerk)
    desk = reverse("results:desk_page", args=[survey.public_id])
    address = reverse("results:shares", args=[survey.public_id, "group"])
    assert address in client.get(desk).content.decode()
    number = len(weights.weighable(split_of(reading.counted_results(survey))))
    typed = {f"people{at}": str(100 + at) for at in range(number)}
    refused = client.post(address, {**typed, "people0": "0", "source": SOURCE})
    assert refused.status_code == 422
    assert SOURCE in refused.content.decode()
    assert client.post(address, {**typed, "source": SOURCE}).status_code == 302
    assert KnownShares.objects.get().source == SOURCE
    assert SOURCE in client.get(desk).content.decode()
    assert 'value="101"' in client.get(address).content.decode()
    client.post(reverse("results:unweight", args=[survey.public_id]))
    assert not KnownShares.objects.exists()
    missing = reverse("results:shares", args=[survey.public_id, "settlement"])
    assert client.get(missing).status_code == 404


def test_the_database_asks_for_the_source(clerk: User, survey: Survey) -> None:
    enter(survey, clerk)
    for wrong in ({"source": ""}, {"by": "sex"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            KnownShares.objects.update(**wrong)
