"""The table of access is complete, and every address keeps to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from tests.access import World
from tests.access_table import ROWS, WITHOUT_ROW
from tests.cast import NAMES, Cast, client_of
from tests.consultations.making import make_draft
from tests.factories import make_user
from tests.forums.workspaces.marked import INSIDE, MARK, make_marked_room
from tests.reading import Written, content, in_any_language, links_on, words_of


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


@pytest.mark.slow
def test_each_of_the_cast_gets_what_the_table_says_and_changes_nothing(world: World) -> None:
    """All rows and whatever they lead to in one walk, because making and reading take long."""
    make_marked_room(world.cast)
    walks = [Walk(who, clients(world, who), turn) for turn, who in enumerate(NAMES)]
    asked = [[walk.asks(world, number) for number in range(len(ROWS))] for walk in walks]
    # Only now, because asking for an address makes what stands there.
    before, written = content(), Written()
    with connection.execute_wrapper(written):
        for walk, addresses in zip(walks, asked, strict=True):
            walk.read_rows(addresses)
            walk.read_on()
    assert [fault for walk in walks for fault in walk.faults] == []
    assert written.statements == set()
    assert content() == before


@dataclass
class Walk:
    """One person reads every row, half of them in English, and what those pages lead to."""

    who: str
    client: Client
    turn: int
    read: set[str] = field(default_factory=set)
    ahead: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def asks(self, world: World, number: int) -> str:
        """Where the row of this number is, in the language that it has for this person."""
        with translation.override(("bg", "en")[(self.turn + number) % 2]):
            return ROWS[number].address(world)

    def read_rows(self, addresses: Sequence[str]) -> None:
        """Reads each row at its address and compares."""
        for row, address in zip(ROWS, addresses, strict=True):
            status, due = self._status_of(address), row.status_for(self.who)
            if status != due:
                self.faults.append(f"{row.name} gives {self.who} {status} and not {due}: {address}")

    def read_on(self) -> None:
        """Reads what those pages led to."""
        for address in sorted(self.ahead):
            if in_any_language(address) not in self.read and self._status_of(address) >= 500:
                self.faults.append(f"{address} fails for {self.who}")

    def _status_of(self, address: str) -> int:
        answer = self.client.get(address)
        said = words_of(answer)
        self.read.add(in_any_language(address))
        self.ahead |= links_on(answer, said)
        if MARK in said and self.who not in INSIDE:
            self.faults.append(f"{address} tells {self.who} of a closed room")
        return answer.status_code


def test_control_a_row_that_is_written_is_heard_and_seen(db: None) -> None:
    user = make_user()
    before, written = content(), Written()
    user.display_name = "Иван Петрoв"
    with connection.execute_wrapper(written):
        user.save(update_fields=["display_name"])
    assert len(written.statements) == 1
    assert {table for table, state in content().items() if state != before[table]} == {
        "accounts_user"
    }


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
