"""The table of access is complete, and every address keeps to it."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import World
from tests.access_table import ROWS, WITHOUT_ROW
from tests.cast import NAMES, Cast, client_of
from tests.consultations.making import make_draft


def names_of(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The name of every address below `resolver`; its pattern where it has no name."""
    inner = ":".join(part for part in (namespace, resolver.namespace or "") if part)
    for found in resolver.url_patterns:
        if isinstance(found, URLPattern):
            name = found.name or f"<{found.pattern}>"
            yield f"{inner}:{name}" if inner else name
        else:
            yield from names_of(found, inner)


def test_every_address_has_a_row() -> None:
    known = {row.name for row in ROWS}
    missing = sorted(set(names_of(get_resolver())) - known - WITHOUT_ROW)
    assert not missing, f"add rows to tests/access_table.py for: {missing}"


def test_every_row_has_an_address() -> None:
    stale = sorted({row.name for row in ROWS} - set(names_of(get_resolver())))
    assert not stale


def test_no_address_has_two_rows() -> None:
    names = [row.name for row in ROWS]
    assert len(names) == len(set(names))


def test_each_of_the_cast_gets_what_the_table_says_and_changes_nothing(world: World) -> None:
    """All rows in one test, because making the cast takes longer than asking for every page."""
    asked = [(row, row.address(world)) for row in ROWS]
    cast = {who: clients(world, who) for who in NAMES}
    wrong = []
    with CaptureQueriesContext(connection) as captured:
        for row, address in asked:
            found = {who: client.get(address).status_code for who, client in cast.items()}
            if found != {who: row.status_for(who) for who in NAMES}:
                wrong.append((row.name, address, found))
    assert not wrong
    writes = {found["sql"][:200] for found in captured if WRITES.match(found["sql"])}
    assert not {sql for sql in writes if not OF_A_SESSION.match(sql)}


# No reading writes to a table, but for sessions and the counting of attempts.
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|SELECT .*FROM public\.ledger_append)", re.I)
OF_A_SESSION = re.compile(
    r'(INSERT INTO|UPDATE|DELETE FROM) "(django_session|usersessions_usersession|cache_entries)"'
)


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


def clients(world: World, who: str) -> Client:
    """The one client of this person in this world."""
    return world.kept(f"client of {who}", lambda: client_of(world.cast, who))


def test_a_draft_is_nowhere_to_be_seen_by_the_public(cast: Cast) -> None:
    draft = make_draft(cast.clerk)
    for name in ("page", "term", "calendar", "data", "card", "basket", "report_csv"):
        address = reverse(f"consultations:{name}", args=[draft.public_id])
        for who in NAMES:
            assert client_of(cast, who).get(address).status_code == 404, (name, who)


def test_what_is_absent_and_what_is_forbidden_look_the_same(cast: Cast) -> None:
    client = client_of(cast, "participant")
    forbidden = client.get(reverse("accounts:person", args=[cast.clerk.pk]))
    absent = client.get(reverse("accounts:person", args=[10**9]))
    assert (forbidden.status_code, forbidden.content) == (absent.status_code, absent.content)
