"""Publishing results: once, after the end, of five and more; the same numbers in every format."""

import csv
import io
import json

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from feedback.results import publishing, reading
from feedback.results.content import digest_of, read
from feedback.results.models import Publication
from feedback.results.papers import page_of
from feedback.surveys import answering
from feedback.surveys.models import Survey
from prestizh.accounts.models import User
from prestizh.refusal import Refused
from tests.counting import queries_of
from tests.feedback.results.making import given, make_closed, make_published
from tests.feedback.surveys.making import make_open


def again(survey: Survey) -> Survey:
    found: Survey = Survey.objects.select_related("version").get(pk=survey.pk)
    return found


def test_results_are_frozen_with_their_digest(clerk: User) -> None:
    found = make_published(clerk)
    assert found.digest == digest_of(found.content)
    results = read(found.content["results"])
    assert results == reading.results(again(found.survey))
    assert results.n == 40
    assert results.frozen() == found.content["results"]


def test_an_open_survey_tells_nobody_anything(clerk: User, client: Client) -> None:
    survey = make_open(clerk)
    for at in range(12):
        answering.respond(survey, given=given(at))
    with pytest.raises(Refused, match="closed"):
        publishing.publish(survey, actor=clerk)
    found = reading.summary(again(survey))
    assert (found.n, found.index, found.criteria[0].figure) == (0, None, None)
    client.force_login(clerk)
    page = client.get(reverse("results:desk_page", args=[survey.public_id])).content.decode()
    assert 'scope="row"' not in page


@pytest.mark.parametrize("number", [0, 1, 4])
def test_fewer_than_five_answers_are_published_for_nobody(clerk: User, number: int) -> None:
    survey = make_closed(clerk, number)
    with pytest.raises(Refused, match="five"):
        publishing.publish(survey, actor=clerk)
    assert reading.summary(again(survey)).n == 0


def test_five_answers_are_published(clerk: User) -> None:
    found = make_published(clerk, 5)
    assert read(found.content["results"]).n == 5


def test_results_are_published_once(clerk: User) -> None:
    found = make_published(clerk, 6)
    with pytest.raises(Refused, match="not changed"):
        publishing.publish(found.survey, actor=clerk)


def test_a_participant_may_not_publish(clerk: User, participant: User) -> None:
    with pytest.raises(Refused):
        publishing.publish(make_closed(clerk, 6), actor=participant)


def test_the_database_keeps_published_results_as_they_are(clerk: User) -> None:
    found = make_published(clerk, 6)
    for sql in (
        "UPDATE results_publication SET words = '' WHERE id = %s",
        "DELETE FROM results_publication WHERE id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [found.pk])


def test_every_format_has_the_same_numbers(clerk: User, client: Client) -> None:
    found = make_published(clerk)
    address = found.survey.public_id
    said = client.get(reverse("results:csv", args=[address])).content.decode("utf-8-sig")
    by_csv = [row[5:9] for row in list(csv.reader(io.StringIO(said)))[1:]]
    answer = client.get(reverse("results:xlsx", args=[address]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    by_xlsx = [list(row)[5:9] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert [[None if cell in {"", None} else float(cell) for cell in row] for row in by_csv] == [
        [None if cell is None else float(cell) for cell in row] for row in by_xlsx
    ]
    by_json = json.loads(client.get(reverse("results:json", args=[address])).content)
    assert by_json["content"] == found.content
    assert by_json["is_representative"] is False
    index = read(found.content["results"]).index.figure
    assert index is not None
    assert float(by_csv[2][1]) == round(index.value, 4)
    page = client.get(found.get_absolute_url()).content.decode()
    paper, _title = page_of(found, "bg")
    number = f"{index.value:.0f}"
    assert f'stat__value">{number}' in page
    assert number in paper


def test_no_number_of_one_to_four_people_is_in_any_table(clerk: User, client: Client) -> None:
    found = make_published(clerk, 23)
    said = client.get(reverse("results:csv", args=[found.survey.public_id])).content.decode()
    counts = [row[5] for row in list(csv.reader(io.StringIO(said)))[1:] if row[5]]
    assert counts
    assert not [count for count in counts if 0 < int(count) < 5]


def test_both_languages_have_their_page_and_the_warning(clerk: User, client: Client) -> None:
    found = make_published(clerk)
    address = found.get_absolute_url().removeprefix("/en")
    page = client.get(address).content.decode()
    assert "не е представителна извадка" in page.lower()
    english = client.get(f"/en{address}").content.decode()
    assert "no representative sample" in english
    assert "Доколко сте съгласни? (en)" in english


def test_an_earlier_survey_stands_beside_its_successor(clerk: User, client: Client) -> None:
    first = make_published(clerk, 12)
    version = first.survey.version
    survey = make_open(clerk, version=version)
    for at in range(15):
        answering.respond(survey, given=given(at))
    from feedback.surveys import giving_out

    second = publishing.publish(giving_out.close(survey, actor=clerk), actor=clerk)
    assert [one.n for one in reading.earlier(second.survey)] == [12]
    assert reading.earlier(first.survey) == []
    assert first.get_absolute_url() in client.get(second.get_absolute_url()).content.decode()


def test_lists_cost_the_same_for_one_and_for_many(clerk: User, client: Client) -> None:
    client.force_login(clerk)
    made = make_published(clerk, 5)
    counts = []
    for _round in range(2):
        counts.append(
            [
                queries_of(client, reverse(name) + "?page=1")
                for name in ("results:list", "results:desk")
            ]
        )
        for _more in range(3):
            make_published(clerk, 5)
    assert counts[0] == counts[1]
    assert Publication.objects.count() == 7
    assert made.survey.publication == made
