"""A crawl as each role, over every address and every link found, leaves the database as it was."""

import re

import pytest
from django.db import connection
from django.test import Client

from tests.access import World
from tests.access_table import ROWS
from tests.cast import NAMES, Cast, client_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db

# Who came when, and how often somebody tried: no content.
NOT_CONTENT = frozenset({"django_session", "usersessions_usersession", "cache_entries"})
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
# Static files are no pages; signing out is a page with a button.
LEFT_OUT = ("/static/",)


def content() -> dict[str, tuple[int, str]]:
    """For each table how many rows it has and the digest of all of them."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            if table in NOT_CONTENT:
                continue
            cursor.execute(
                "SELECT count(*), coalesce(md5(string_agg(md5(row::text), '' ORDER BY row::text)),"
                f" '') FROM {connection.ops.quote_name(table)} row"
            )
            found[table] = cursor.fetchone()
    return found


def crawl(client: Client, addresses: set[str]) -> set[str]:
    """Read all of them; gives the links on them to pages in the same language."""
    in_english = all(address.startswith("/en/") for address in addresses)
    links = set()
    for address in sorted(addresses):
        answer = client.get(address)
        assert answer.status_code < 500, address
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            links |= set(LINK.findall(answer.content.decode()))
    return {
        link.replace("&amp;", "&")
        for link in links
        if not link.startswith(LEFT_OUT) and link.startswith("/en/") == in_english
    }


@pytest.mark.slow
def test_a_crawl_as_each_role_leaves_every_table_as_it_was(cast: Cast) -> None:
    world = World(cast)
    pages = {row.address(world) for row in ROWS}
    clients = {who: client_of(cast, who) for who in NAMES}
    before = content()
    # Half of them read in English: a language changes words, not what a page does.
    for number, (who, client) in enumerate(clients.items()):
        addresses = {f"/en{page}" for page in pages} if number % 2 else pages
        links = crawl(client, addresses)
        crawl(client, links - addresses)
        assert content() == before, who


def test_control_the_digests_see_one_changed_letter(db: None) -> None:
    user = make_user()
    before = content()
    user.display_name = "Иван Петрoв"
    user.save(update_fields=["display_name"])
    assert {table for table, state in content().items() if state != before[table]} == {
        "accounts_user"
    }
