"""A form on a public page has no token: where the post comes from decides."""

import re

import pytest
from django.test import Client

from prestizh.outbox.models import Follow

pytestmark = pytest.mark.django_db
DATA = {"address": "ivanka@example.org", "everything": "on", "note": "<b>mine</b>"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 302),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, 302),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "http://testserver"}, 302),
        ({"Origin": "http://testserver.evil.example"}, 403),
        ({"Origin": "https://testserver"}, 403),
        ({"Origin": "null"}, 403),
        ({"Referer": "http://testserver/follow/"}, 200),
        ({}, 200),
    ],
)
def test_only_our_own_pages_are_believed(headers: dict[str, str], status: int) -> None:
    answer = Client(enforce_csrf_checks=True).post("/follow/", DATA, headers=headers)
    assert answer.status_code == status
    assert Follow.objects.exists() == (status == 302)


def test_without_a_word_from_the_browser_the_reader_confirms() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post("/follow/", DATA)
    text = page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert 'name="note" value="&lt;b&gt;mine&lt;/b&gt;"' in text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert token
    assert client.post("/follow/", {**DATA, "csrfmiddlewaretoken": token[1]}).status_code == 302
    assert Follow.objects.exists()


def test_a_made_up_token_is_not_enough() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/follow/", {**DATA, "csrfmiddlewaretoken": "a" * 64}).status_code == 200
    client.post("/follow/", DATA)
    assert client.post("/follow/", {**DATA, "csrfmiddlewaretoken": "a" * 64}).status_code == 200
    assert not Follow.objects.exists()


def test_a_foreign_page_with_a_stolen_token_is_refused_all_the_same() -> None:
    client = Client(enforce_csrf_checks=True)
    text = client.post("/follow/", DATA).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert token
    answer = client.post(
        "/follow/",
        {**DATA, "csrfmiddlewaretoken": token[1]},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert not Follow.objects.exists()


def test_control_a_view_without_the_guard_takes_the_foreign_post() -> None:
    """The same exemption without the guard: the one-click address, which lives by its secret."""
    answer = Client(enforce_csrf_checks=True).post(
        "/follow/end/unknown/", headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 302
