"""The first page: what is open, what became of the rest; the same bytes for everybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from consultations import publishing
from prestizh.ledger import clock
from tests.cast import Cast, client_of
from tests.consultations.making import make_draft, make_open
from tests.counting import queries_of


def test_an_open_consultation_stands_first_with_its_deadline(cast: Cast) -> None:
    consultation = make_open(cast.clerk, title="Наредба за парковете")
    page = Client().get(reverse("home:front")).content.decode()
    assert "Наредба за парковете" in page
    assert consultation.get_absolute_url() in page


def test_a_draft_is_not_shown_and_an_announced_one_is(cast: Cast) -> None:
    draft = make_draft(
        cast.clerk,
        title="Наредба за чешмите",
        planned_on=clock.today() + timedelta(days=20),
    )
    assert "Наредба за чешмите" not in Client().get(reverse("home:front")).content.decode()
    publishing.announce(draft, actor=cast.clerk)
    assert "Наредба за чешмите" in Client().get(reverse("home:front")).content.decode()


def test_what_is_published_is_seen_by_the_next_reader(cast: Cast) -> None:
    client = Client()
    client.get(reverse("home:front"))
    make_open(cast.clerk, title="Наредба за пазарите")
    assert "Наредба за пазарите" in client.get(reverse("home:front")).content.decode()


@pytest.mark.parametrize(
    "name",
    ["front", "about", "accessibility", "privacy", "procedure", "sitemap"],
)
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_public_page_is_for_nobody_in_particular(cast: Cast, name: str, language: str) -> None:
    make_open(cast.clerk)
    address = language + reverse(f"home:{name}")
    client = Client()
    first, second = client.get(address), client.get(address)
    assert first.status_code == 200
    assert first.content == second.content
    for answer in (first, second):
        assert not answer.cookies
        assert b"csrfmiddlewaretoken" not in answer.content
        assert "ETag" in answer.headers
    assert queries_of(client, address) == 1


def test_a_signed_in_reader_gets_the_page_unkept(cast: Cast) -> None:
    answer = client_of(cast, "participant").get(reverse("home:front"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Петя Участникова" in answer.content.decode()


def test_the_first_reading_after_a_change_costs_the_same_for_one_and_for_twelve(
    cast: Cast,
) -> None:
    client = client_of(cast, "participant")
    client.get(reverse("home:front"))
    make_open(cast.clerk)
    few = queries_of(client, reverse("home:front"))
    for _number in range(11):
        make_open(cast.clerk)
    assert queries_of(client, reverse("home:front")) == few
    assert few <= 25
