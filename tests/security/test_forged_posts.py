"""Posts from foreign pages to the forms that carry no token, and to those that do."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from consultations.models import BasketItem
from feedback.surveys.models import Response
from prestizh.outbox.models import Follow
from tests.factories import make_user
from tests.feedback.surveys.making import make_open
from tests.security.guests import WHO, Guest

pytestmark = pytest.mark.django_db

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "SAME-ORIGIN"},
    {"Sec-Fetch-Site": "", "Origin": "http://testserver"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": "http://testserver:81"},
    {"Origin": "null"},
    {"Origin": ""},
]


@pytest.fixture
def strict(guest: Guest) -> Guest:
    """With Django's own check switched on, as in life."""
    guest.client = Client(enforce_csrf_checks=True)
    return guest


def test_a_foreign_page_writes_into_nobodys_basket(strict: Guest) -> None:
    typed = {"kind": "remark", "reasons": "Подхвърлено."}
    for headers in FOREIGN:
        answer = strict.client.post(strict.address("basket_add"), typed, headers=headers)
        assert answer.status_code == 403, headers
        assert not answer.cookies, headers
    assert not BasketItem.objects.exists()


def test_a_foreign_page_makes_nobody_follow(strict: Guest) -> None:
    typed = {"address": "victim@example.bg", "everything": "on"}
    for headers in FOREIGN:
        assert strict.client.post("/follow/", typed, headers=headers).status_code == 403, headers
    assert not Follow.objects.exists()


def test_with_neither_header_the_reader_confirms_with_a_token(strict: Guest) -> None:
    typed = {"kind": "remark", "reasons": "Написано в стар браузър. <b>"}
    address = strict.address("basket_add")
    page = strict.client.post(address, typed)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert not BasketItem.objects.exists()
    text = page.content.decode()
    assert "Написано в стар браузър. &lt;b&gt;" in text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert token
    assert (
        Client(enforce_csrf_checks=True)
        .post(address, {**typed, "csrfmiddlewaretoken": token[1]})
        .status_code
        == 200
    ), "a token without its cookie only asks again"
    assert not BasketItem.objects.exists()
    sure = strict.client.post(address, {**typed, "csrfmiddlewaretoken": token[1]})
    assert sure.status_code == 302
    assert BasketItem.objects.count() == 1


def test_all_other_posts_need_their_token(strict: Guest) -> None:
    user = make_user()
    strict.client.force_login(user)
    posts = {
        strict.address("send"): WHO,
        strict.address("basket_remove", 1): {},
        "/people/me/": {"display_name": "Превзет", "language": "bg"},
        "/account/logout/": {},
        "/account/email/": {"email": "evil@example.bg", "action_add": ""},
        "/people/organisations/new/": {},
    }
    for address, typed in posts.items():
        for headers in ({}, {"Sec-Fetch-Site": "same-origin"}):
            answer = strict.client.post(address, typed, headers=headers)
            assert answer.status_code == 403, address
    user.refresh_from_db()
    assert user.display_name != "Превзет"


def test_a_foreign_page_answers_no_survey(strict: Guest) -> None:
    survey = make_open()
    for headers in FOREIGN:
        for last in ("1/", "send/", "again/"):
            address = f"/surveys/{survey.public_id}/answer/{last}"
            assert strict.client.post(address, {}, headers=headers).status_code == 403, headers
    assert not Response.objects.exists()


def test_only_these_views_go_without_djangos_check() -> None:
    """Three are guarded by the secret in their address, the others by where the post comes from."""
    assert set(exempt_names(get_resolver())) == {
        "consultations:basket_add",
        "following:ask",
        "following:end",
        "following:end_all",
        "surveys:again",
        "surveys:screen",
        "surveys:send",
        "surveys:unwanted",
    }


def exempt_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The name of every address whose view Django's check leaves out."""
    inner = ":".join(filter(None, (namespace, resolver.namespace or "")))
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from exempt_names(one, inner)
        elif isinstance(one, URLPattern) and getattr(one.callback, "csrf_exempt", False):
            yield f"{inner}:{one.name}"
