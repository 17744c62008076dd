"""The desk: one page for everybody, each part for those whom it concerns."""

import pytest
from django.urls import reverse

from prestizh.outbox.models import Message
from tests.cast import Cast, client_of
from tests.consultations.making import make_draft, make_open, make_opinion
from tests.counting import queries_of
from tests.factories import make_message, make_rendition


def page_of(cast: Cast, name: str) -> str:
    answer = client_of(cast, name).get(reverse("home:desk"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_participant_sees_what_they_sent_and_where_it_stands(cast: Cast) -> None:
    opinion = make_opinion(make_open(cast.clerk), cast.participant)
    page = page_of(cast, "participant")
    assert opinion.reference in page
    assert reverse("consultations:receipt", args=[opinion.receipt_id]) in page
    assert opinion.reference not in page_of(cast, "representative")


def test_a_clerk_sees_each_consultation_with_one_next_action(cast: Cast) -> None:
    draft = make_draft(cast.clerk, title="Наредба за чешмите")
    page = page_of(cast, "clerk")
    assert "Наредба за чешмите" in page
    assert reverse("consultations:desk_publish", args=[draft.public_id]) in page
    assert "Наредба за чешмите" not in page_of(cast, "participant")


@pytest.mark.parametrize(
    ("name", "views"),
    [
        ("participant", []),
        ("clerk", ["accounts:verification"]),
        ("auditor", ["accounts:verification", "accounts:people", "home:operation"]),
        (
            "administrator",
            ["accounts:verification", "accounts:people", "places:settings", "home:operation"],
        ),
    ],
)
def test_the_ways_on_are_those_that_are_open(cast: Cast, name: str, views: list[str]) -> None:
    page = page_of(cast, name)
    everywhere = ["accounts:verification", "accounts:people", "places:settings", "home:operation"]
    for view in everywhere:
        assert (f'href="{reverse(view)}"' in page) is (view in views), view


def test_the_desk_costs_the_same_for_one_and_for_twenty(cast: Cast) -> None:
    client = client_of(cast, "clerk")
    consultation = make_open(cast.clerk)
    make_opinion(consultation, cast.clerk)
    few = queries_of(client, reverse("home:desk"))
    for _number in range(5):
        make_draft(cast.clerk)
        make_opinion(consultation, cast.clerk)
    assert queries_of(client, reverse("home:desk")) == few
    assert few <= 25


def test_a_failed_message_is_seen_and_sent_again(cast: Cast) -> None:
    message = make_message()
    client = client_of(cast, "administrator")
    page = client.get(reverse("home:operation")).content.decode()
    assert "550 no such mailbox" in page
    client.post(reverse("home:retry_message", args=[message.pk]))
    message.refresh_from_db()
    assert message.state == Message.State.WAITING


def test_a_failed_document_is_seen_and_made_again(cast: Cast) -> None:
    rendition = make_rendition()
    client = client_of(cast, "administrator")
    assert "too large" in client.get(reverse("home:operation")).content.decode()
    client.post(reverse("home:retry_rendition", args=[rendition.pk]))
    rendition.refresh_from_db()
    assert rendition.state == "waiting"


def test_an_auditor_looks_and_changes_nothing(cast: Cast) -> None:
    message = make_message()
    client = client_of(cast, "auditor")
    page = client.get(reverse("home:operation")).content.decode()
    assert reverse("home:retry_message", args=[message.pk]) not in page
    assert client.post(reverse("home:retry_message", args=[message.pk])).status_code == 404


def test_the_list_of_failures_costs_the_same_for_one_and_for_fifty(cast: Cast) -> None:
    client = client_of(cast, "administrator")
    make_message()
    make_rendition()
    few = queries_of(client, reverse("home:operation"))
    for _number in range(49):
        make_message()
        make_rendition()
    assert queries_of(client, reverse("home:operation")) == few
