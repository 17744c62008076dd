"""The public page: one query when warm, three after a change, nothing personal, and always fresh."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from consultations import confirming
from consultations.models import Consultation, Opinion, ProposalKind
from consultations.proposing import Item
from tests.consultations.making import article, make_clerk, make_open, make_opinion
from tests.factories import make_user
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db

Counting = Callable[..., Any]


@pytest.fixture
def open_one(clock: Clock) -> Consultation:
    return make_open(make_clerk())


def with_proposals(consultation: Consultation, number: int) -> None:
    """One opinion with so many proposals under чл. 2."""
    user = make_user()
    items = [
        Item(ProposalKind.REWORD, article(consultation), f"Дворът се мете {i} пъти.", "Чисто.")
        for i in range(number)
    ]
    make_opinion(consultation, user, items=items)


@pytest.mark.parametrize("number", [1, 500])
def test_a_warm_anonymous_page_takes_one_query(
    open_one: Consultation, django_assert_num_queries: Counting, number: int
) -> None:
    with_proposals(open_one, number)
    client, address = Client(), open_one.get_absolute_url()
    client.get(address)
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("number", [1, 500])
def test_after_a_change_the_page_takes_few_queries(
    open_one: Consultation, django_assert_max_num_queries: Counting, number: int
) -> None:
    client, address = Client(), open_one.get_absolute_url()
    client.get(address)
    with_proposals(open_one, number)
    with django_assert_max_num_queries(3):
        assert "пъти" in client.get(address).content.decode()


@pytest.mark.parametrize("number", [1, 500])
def test_signed_in_the_page_takes_few_queries(
    open_one: Consultation, django_assert_max_num_queries: Counting, number: int
) -> None:
    with_proposals(open_one, number)
    client = Client()
    client.force_login(make_user())
    address = open_one.get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(25):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "name", ["", "proposals/chl-2/", "term/", "data.json", "term.ics", "card.png"]
)
def test_what_is_public_opens_for_everybody_in_both_languages(
    open_one: Consultation, name: str
) -> None:
    with_proposals(open_one, 3)
    for prefix in ("", "/en"):
        response = Client().get(f"{prefix}{open_one.get_absolute_url()}{name}")
        assert response.status_code == 200
        assert not response.cookies


def test_a_change_is_seen_at_once(open_one: Consultation) -> None:
    client, address = Client(), open_one.get_absolute_url()
    assert "всеки ден" not in client.get(address).content.decode()
    guest = make_opinion(open_one)
    assert "всеки ден" not in client.get(address).content.decode()
    confirming.confirm_by_link(guest)
    assert "всеки ден" in client.get(address).content.decode()


def test_who_has_the_page_already_gets_304(open_one: Consultation) -> None:
    client, address = Client(), open_one.get_absolute_url()
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    make_opinion(open_one, make_user())
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_the_page_changes_by_time_alone(open_one: Consultation, clock: Clock) -> None:
    client, address = Client(), open_one.get_absolute_url()
    before = client.get(address).content
    clock.step(timedelta(days=1))
    assert client.get(address).content != before
    assert open_one.closes_at is not None
    clock.step_to(open_one.closes_at)
    assert 'class="deadline' not in client.get(address).content.decode()


def test_a_draft_is_as_if_it_did_not_exist(clock: Clock) -> None:
    from tests.consultations.making import make_draft

    draft = make_draft(make_clerk())
    for name in ("", "term/", "data.json", "card.png", "basket/", "report.csv"):
        assert Client().get(f"{draft.get_absolute_url()}{name}").status_code == 404


@pytest.mark.parametrize(
    ("anchor", "heading"), [("chl-2", "Предложения: Чл. 2."), ("whole", "по проекта като цяло")]
)
def test_a_page_of_proposals_says_of_what(
    open_one: Consultation, anchor: str, heading: str
) -> None:
    page = Client().get(f"{open_one.get_absolute_url()}proposals/{anchor}/").content.decode()
    assert heading in page.partition("<h1>")[2].partition("</h1>")[0]


def test_private_fields_are_in_no_public_byte(open_one: Consultation) -> None:
    opinion = make_opinion(open_one)
    confirming.confirm_by_link(opinion)
    Opinion.objects.filter(pk=opinion.pk).update(registry_number="")
    addresses = [
        open_one.get_absolute_url(),
        f"{open_one.get_absolute_url()}proposals/chl-2/",
        f"{open_one.get_absolute_url()}data.json",
        f"/consultations/opinion/{opinion.reference}/",
        f"/record/{open_one.subject}.json",
        "/consultations/",
        "/consultations/feed.atom",
        "/",
    ]
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == 200, address
        body = response.content.decode()
        for private in ("guest@example.bg", opinion.receipt_id, str(opinion.submission_key)):
            assert private not in body, address
