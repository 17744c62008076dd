"""A published page is made for nobody: nothing of one reader is kept or given to another."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from consultations import confirming
from consultations.models import Opinion, ProposalKind
from consultations.proposing import Item
from tests.access import World
from tests.access_table import ROWS
from tests.cast import Cast
from tests.consultations.making import make_opinion
from tests.factories import make_user
from tests.security.guests import Guest

pytestmark = pytest.mark.django_db
NAME = "Уникална Читателкова"


@pytest.fixture
def reader(guest: Guest) -> Client:
    """Somebody with an account, a basket and a notice that waits."""
    client = Client()
    client.force_login(make_user(display_name=NAME))
    Guest(guest.consultation, client).write(reasons="Тайна от кошницата.")
    return client


def published_views(resolver: URLResolver) -> Iterator[str]:
    """The full name of every address whose view is published."""
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            inner = found.namespace
            names = published_views(found)
            yield from (f"{inner}:{name}" if inner else name for name in names)
        elif isinstance(found, URLPattern) and hasattr(found.callback, "published_key"):
            yield found.name or ""


@pytest.fixture
def addresses(guest: Guest, cast: Cast) -> list[str]:
    """Every published page, those of a consultation for this one, in both languages."""
    world, rows = World(cast), {row.name: row for row in ROWS}
    found = []
    for name in published_views(get_resolver()):
        if name.startswith("consultations:") and name != "consultations:list":
            found.append(reverse(name, args=[guest.consultation.public_id]))
        else:
            found.append(rows[name].address(world))
    return found + [f"/en{address}" for address in found]


def test_there_are_published_pages(guest: Guest, addresses: list[str]) -> None:
    assert {"/", "/consultations/", guest.address("page")} <= set(addresses)


def test_what_one_reader_is_shown_is_never_shown_to_another(
    addresses: list[str], reader: Client
) -> None:
    """First the reader with an account asks, then a stranger, then again."""
    for address in addresses:
        own = reader.get(address)
        stranger = Client().get(address)
        assert own.status_code == stranger.status_code == 200, address
        if own.headers["Content-Type"].startswith("text/html"):
            assert NAME in own.content.decode(), address
        for private in (NAME, "Тайна от кошницата", "csrfmiddlewaretoken"):
            assert private not in stranger.content.decode(errors="ignore"), address
        assert reader.get(address).content == own.content


def test_no_published_page_sets_a_cookie_or_is_kept_by_a_shared_cache(
    addresses: list[str], reader: Client
) -> None:
    for address in addresses:
        stranger, own = Client().get(address), reader.get(address)
        assert not stranger.cookies, address
        assert stranger.headers["Cache-Control"] == "no-cache", address
        assert "Cookie" in stranger.headers["Vary"], address
        assert own.headers["Cache-Control"] == "no-store", address
        assert "ETag" not in own.headers, address


def test_a_published_page_holds_no_form_with_a_token_or_a_key(
    guest: Guest, addresses: list[str]
) -> None:
    guest.write()
    for address in addresses:
        text = Client().get(address).content.decode(errors="ignore")
        assert guest.basket().key not in text
        assert str(guest.basket().submission_key) not in text
        assert 'name="submission"' not in text


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_head_gives_the_headers_of_the_page_and_keeps_it_whole(guest: Guest, method: str) -> None:
    address = guest.address("page")
    asked = getattr(Client(), method)(address)
    assert asked.status_code == 200
    assert guest.consultation.title in Client().get(address).content.decode()


def test_a_query_is_neither_kept_nor_served_from_what_is_kept(guest: Guest) -> None:
    kept = Client().get("/consultations/")
    asked = Client().get("/consultations/?q=<script>няма</script>")
    assert asked.headers["Cache-Control"] == "no-store"
    assert asked.content != kept.content
    assert Client().get("/consultations/").content == kept.content


def test_a_404_is_not_kept(guest: Guest) -> None:
    for _again in range(2):
        answer = Client().get("/consultations/nobodyhasthisone/")
        assert answer.status_code == 404
        assert answer.headers["Cache-Control"] == "no-store"


def test_each_language_has_its_own_page(guest: Guest) -> None:
    address = guest.address("page")
    Client().get(address)
    for _again in range(2):
        assert '<html lang="en">' in Client().get(f"/en{address}").content.decode()
        assert '<html lang="bg">' in Client().get(address).content.decode()


def test_no_header_of_the_reader_changes_the_page(guest: Guest) -> None:
    """Whoever comes first, the page that is kept is the same."""
    address = guest.address("page")
    forged = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "192.0.2.7",
        "Accept-Language": "en",
        "X-Original-URL": "/people/",
        "X-HTTP-Method-Override": "DELETE",
        "Forwarded": "host=evil.example",
        "User-Agent": "<script>alert(1)</script>",
        "Referer": "https://evil.example/",
    }
    text = Client().get(address, headers=forged).content.decode()
    assert text == Client().get(address).content.decode()
    assert "evil.example" not in text


def test_a_foreign_host_gets_400_also_for_a_page_that_is_kept(guest: Guest) -> None:
    client, address = Client(), guest.address("page")
    assert client.get(address).status_code == 200
    refused = client.get(address, headers={"Host": "evil.example"})
    assert refused.status_code == 400
    assert client.get(address).status_code == 200


def test_marks_in_what_people_write_are_only_text(guest: Guest, reader: Client) -> None:
    """Also where the answer is no HTML, so that nothing escapes them."""
    mark = "<!--account-->x<!--/account-->"
    make_opinion(guest.consultation, make_user(), items=[Item(ProposalKind.REMARK, None, "", mark)])
    data = reader.get(guest.address("data"))
    assert NAME not in data.content.decode()
    assert data.json()["items"][0]["reasons"] == mark
    assert reader.get(guest.address("page")).content.decode().count(NAME) == 1


def test_a_notice_is_shown_once_to_its_reader_on_a_published_page(guest: Guest) -> None:
    """Signing out leaves a notice in a cookie and leads to the first page."""
    client = Client()
    client.force_login(make_user())
    Client().get("/")
    page = client.post("/account/logout/", follow=True)
    assert settings.MESSAGES_COOKIE_NAME in client.cookies
    assert 'class="messages"' in page.content.decode()
    assert 'class="messages"' not in Client().get("/").content.decode()


def test_the_digest_of_a_text_is_public_only_with_the_text(guest: Guest) -> None:
    """„Не“ could be guessed from its digest."""
    opinion = make_opinion(guest.consultation)
    chain = reverse("ledger:chain", args=[guest.consultation.subject])
    record = reverse("consultations:opinion", args=[opinion.reference])
    for address in (chain, record, guest.address("data"), guest.address("page")):
        assert opinion.digest not in Client().get(address).content.decode(), address
    confirming.confirm_by_link(opinion)
    for address in (chain, record):
        assert opinion.digest in Client().get(address).content.decode(), address


PRIVATE = {
    "name": "Маркер Именов",
    "email": "marker-of-mail@example.bg",
    "phone": "0888 123 987",
    "reasons": "маркер на текста",
}


def test_no_side_door_shows_what_awaits_confirmation(guest: Guest, addresses: list[str]) -> None:
    guest.write(reasons=PRIVATE["reasons"])
    guest.send(name=PRIVATE["name"], email=PRIVATE["email"], phone=PRIVATE["phone"])
    opinion = Opinion.objects.get(consultation=guest.consultation)
    doors = [
        *addresses,
        reverse("consultations:feed"),
        reverse("consultations:opinion", args=[opinion.reference]),
        reverse("ledger:chain", args=[guest.consultation.subject]),
        guest.address("proposals", "whole"),
        f"/consultations/?q={PRIVATE['name']}",
        f"{guest.address('page')}?version=1",
    ]
    for address in doors:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode(errors="ignore")
        found = [
            field for field, marker in PRIVATE.items() if marker in text and "?q=" not in address
        ]
        assert not found, (address, found)
        assert opinion.receipt_id not in text, address


def test_contacts_stay_private_when_the_opinion_is_public(
    guest: Guest, addresses: list[str]
) -> None:
    guest.write(reasons=PRIVATE["reasons"])
    guest.send(
        name=PRIVATE["name"], email=PRIVATE["email"], phone=PRIVATE["phone"], shown_as="initials"
    )
    opinion = confirming.confirm_by_link(Opinion.objects.get(consultation=guest.consultation))
    chain = reverse("ledger:chain", args=[guest.consultation.subject])
    record = reverse("consultations:opinion", args=[opinion.reference])
    for address in (*addresses, chain, record, guest.address("proposals", "whole")):
        text = Client().get(address).content.decode(errors="ignore")
        for field in ("name", "email", "phone"):
            assert PRIVATE[field] not in text, (address, field)
        assert opinion.receipt_id not in text, address
    assert PRIVATE["reasons"] in Client().get(record).content.decode()
