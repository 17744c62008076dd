"""The table of access is complete, and every address keeps to it."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access_table import ROWS, Row, World
from tests.cast import NAMES, Cast, client_of


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
    missing = sorted(set(names_of(get_resolver())) - known)
    assert not missing, f"add rows to tests/access_table.py for: {missing}"


def test_every_row_has_an_address() -> None:
    stale = sorted({row.name for row in ROWS} - set(names_of(get_resolver())))
    assert not stale


def test_no_address_has_two_rows() -> None:
    names = [row.name for row in ROWS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_of_the_cast_gets_what_the_table_says(row: Row, cast: Cast) -> None:
    world = World(cast)
    address = row.address(world)
    wanted = {who: row.status_for(who) for who in NAMES}
    found = {who: client_of(cast, who).get(address).status_code for who in NAMES}
    assert found == wanted, address


def test_what_is_absent_and_what_is_forbidden_look_the_same(cast: Cast) -> None:
    client = client_of(cast, "participant")
    forbidden = client.get(reverse("accounts:person", args=[cast.clerk.pk]))
    absent = client.get(reverse("accounts:person", args=[10**9]))
    assert (forbidden.status_code, forbidden.content) == (absent.status_code, absent.content)
