"""The headers that keep a browser safe stand on every kind of answer, on errors above all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from consultations import confirming
from prestizh.documents.keeping import keep, publish
from prestizh.ledger import clock
from prestizh.ui.envelope import Envelope
from tests.consultations.making import make_opinion
from tests.factories import make_user
from tests.security.guests import OWN_PAGE, Guest

pytestmark = pytest.mark.django_db

WANTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
Ask = Callable[[Guest], Any]


def get(name: str) -> Ask:
    return lambda guest: guest.client.get(guest.address(name))


def a_published_page_twice(guest: Guest) -> Any:
    guest.client.get(guest.address("page"))
    return guest.client.get(guest.address("page"))


def a_page_not_modified(guest: Guest) -> Any:
    known = guest.client.get(guest.address("page")).headers["ETag"]
    return guest.client.get(guest.address("page"), headers={"If-None-Match": known})


def a_personal_page(guest: Guest) -> Any:
    client = Client()
    client.force_login(make_user())
    return client.get(guest.address("page"))


def a_receipt(guest: Guest) -> Any:
    opinion = confirming.confirm_by_link(make_opinion(guest.consultation))
    return guest.client.get(reverse("consultations:receipt", args=[opinion.receipt_id]))


def a_file(guest: Guest) -> Any:
    document = keep("Текст.".encode(), name="файл.txt", actor=None)
    publish(document, clock.now())
    return guest.client.get(document.get_absolute_url())


def too_large(guest: Guest) -> Any:
    return guest.write(reasons="я" * 2_000_000)


def too_often(guest: Guest) -> Any:
    for _attempt in range(20):
        guest.client.post("/account/signup/")
    return guest.client.post("/account/signup/")


ANSWERS: dict[str, tuple[int, Ask]] = {
    "a published page": (200, get("page")),
    "a published page that is kept": (200, a_published_page_twice),
    "a page not modified": (304, a_page_not_modified),
    "a published page with personal parts": (200, a_personal_page),
    "a personal page": (200, get("basket")),
    "a receipt": (200, a_receipt),
    "a calendar": (200, get("calendar")),
    "open data": (200, get("data")),
    "a picture": (200, get("card")),
    "a file": (200, a_file),
    "a feed": (200, lambda guest: guest.client.get("/consultations/feed.atom")),
    "robots": (200, lambda guest: guest.client.get("/robots.txt")),
    "health": (200, lambda guest: guest.client.get("/healthz")),
    "a redirect to sign in": (302, lambda guest: guest.client.get("/people/me/")),
    "a redirect to the slash": (301, lambda guest: guest.client.get("/consultations")),
    "400 for a foreign host": (
        400,
        lambda guest: guest.client.get("/", headers={"Host": "evil.example"}),
    ),
    "400 for what can't be read": (
        400,
        lambda guest: guest.client.post(
            guest.address("basket_add"),
            b"--",
            content_type="multipart/form-data",
            headers=OWN_PAGE,
        ),
    ),
    "403 for a forged post": (
        403,
        lambda guest: guest.client.post("/follow/", headers={"Sec-Fetch-Site": "cross-site"}),
    ),
    "404": (404, lambda guest: guest.client.get("/nothing/here/")),
    "404 for an address with NUL": (404, lambda guest: guest.client.get("/consultations/%00/")),
    "404 of a static file": (404, lambda guest: guest.client.get("/static/nothing.css")),
    "405": (405, lambda guest: guest.client.delete(guest.address("page"))),
    "410": (410, lambda guest: guest.client.get("/follow/confirm/old/")),
    "413": (413, too_large),
    "422": (422, lambda guest: guest.write(kind="nonsense")),
    "429": (429, too_often),
}


def test_every_kind_of_answer_carries_the_headers(guest: Guest) -> None:
    """All in one test, because making the consultation takes longer than asking."""
    for kind, (status, ask) in ANSWERS.items():
        answer = ask(guest)
        assert answer.status_code == status, kind
        assert {name: answer.headers.get(name) for name in WANTED} == WANTED, kind
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, kind
        assert "unsafe" not in policy, kind
        assert "geolocation=()" in answer.headers["Permissions-Policy"], kind
        assert answer.headers["Cache-Control"], f"{kind}: everything says whether it may be kept"
        assert answer.headers["X-Request-ID"], kind


def test_an_error_within_shows_nothing_of_itself(
    guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is broken by hand: there is no address that fails."""

    def fail(*_args: object, **_kwargs: object) -> None:
        message = "SECRET_OF_THE_HOUSE"
        raise RuntimeError(message)

    monkeypatch.setattr("consultations.views.public.read", fail)
    monkeypatch.setattr("prestizh.ui.artefacts.current_version", fail)
    for address in (guest.address("page"), guest.address("term")):
        answer = guest.client.get(address)
        assert answer.status_code == 500
        assert {name: answer.headers.get(name) for name in WANTED} == WANTED
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        text = answer.content.decode()
        assert "SECRET_OF_THE_HOUSE" not in text
        assert "Traceback" not in text
        assert '<html lang="bg">' in text


def test_the_envelope_says_the_headers_that_an_answer_lacks() -> None:
    """And leaves alone what an answer says itself; the control of the tests above."""

    def bare(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    assert "Referrer-Policy" not in bare(HttpRequest()).headers
    answer = Envelope(bare)(RequestFactory().get("/"))
    assert {name: answer.headers.get(name) for name in WANTED} == WANTED
    assert answer.headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(
    "given", ["a\nb: c", "x" * 65, "short", "<script>alert</script>", "ab12cd34\n"]
)
def test_a_request_id_from_outside_is_taken_only_if_it_is_plain(given: str) -> None:
    request = RequestFactory().get("/", HTTP_X_REQUEST_ID=given)
    answer = Envelope(lambda _request: HttpResponse())(request)
    assert answer.headers["X-Request-ID"] != given


def test_what_carries_something_personal_may_not_be_stored(guest: Guest) -> None:
    opinion = make_opinion(guest.consultation)
    guest.write()
    names = {
        guest.address("basket"),
        guest.address("basket_edit", guest.basket().items.get().pk),
        reverse("consultations:receipt", args=[opinion.receipt_id]),
        reverse("consultations:confirm", args=[confirming.token_for(opinion)]),
        "/account/login/",
        "/follow/",
    }
    for address in names:
        answer = guest.client.get(address)
        assert answer.status_code == 200, address
        assert "no-store" in answer.headers["Cache-Control"], address
