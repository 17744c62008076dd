"""Who gets what from every address: (URL name, who) -> status of a GET.

Each app adds its section to `ROWS`; `test_access` fails for an address without a row. `seen_by`
names who gets 200 (or `granted`); everybody else gets 404. A page for everybody signed in sends
the stranger to sign in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.urls import reverse

from tests import factories as make
from tests.cast import NAMES, STRANGER, Cast

T = TypeVar("T")

SIGNED_IN = frozenset(NAMES) - {STRANGER}
EVERYBODY = frozenset(NAMES)
NOBODY: frozenset[str] = frozenset()

READS_ORGANISATIONS = frozenset({"clerk", "administrator", "auditor"})
SEES_PEOPLE = frozenset({"administrator", "auditor"})
ADMINISTRATOR = frozenset({"administrator"})


@dataclass
class World:
    """What the addresses need: the cast, and one row of each kind, made when first asked for."""

    cast: Cast
    made: dict[Any, Any] = field(default_factory=dict)

    def one(self, maker: Callable[[], T]) -> T:
        """The row of this maker; the same one each time."""
        if maker not in self.made:
            self.made[maker] = maker()
        found: T = self.made[maker]
        return found


Arguments = Callable[[World], Sequence[object]]


@dataclass(frozen=True)
class Row:
    """One address. `granted` is what `seen_by` get: 200, 405 for what takes only a POST, 302.

    `stranger` says 302 for rows among many that belong to their owners: whoever has not signed in
    is sent to, whether the row exists or not.
    """

    name: str
    seen_by: frozenset[str]
    args: Arguments = lambda _world: ()
    granted: int = 200
    refused: int = 404
    stranger: int | None = None

    def address(self, world: World) -> str:
        """Where it is. Unnamed addresses and those of other languages have no row of their own."""
        return reverse(self.name, args=self.args(world))

    def status_for(self, who: str) -> int:
        if who in self.seen_by:
            return self.granted
        if who == STRANGER and self.stranger is not None:
            return self.stranger
        # The address exists for everybody signed in, so saying so tells a stranger nothing.
        if who == STRANGER and self.seen_by == SIGNED_IN:
            return 302
        return self.refused


def _person(world: World) -> Sequence[object]:
    return [world.cast.participant.pk]


def _claim(world: World) -> Sequence[object]:
    return [world.one(make.make_representation).pk]


def _organisation(world: World) -> Sequence[object]:
    return [world.one(make.make_representation).organisation.pk]


def _topic(world: World) -> Sequence[object]:
    return ["topics", world.one(make.make_topic).pk]


POST_ONLY = 405

ACCOUNTS = [
    Row("accounts:people", SEES_PEOPLE),
    Row("accounts:profile", SIGNED_IN),
    Row("accounts:person", SEES_PEOPLE, _person),
    Row("accounts:grant", ADMINISTRATOR, _person, POST_ONLY),
    Row("accounts:revoke", ADMINISTRATOR, lambda w: [w.cast.clerk.pk, "clerk"], POST_ONLY),
    Row("accounts:reset_second_factor", ADMINISTRATOR, _person, POST_ONLY),
    Row("accounts:organisations", SIGNED_IN),
    Row("accounts:claim", SIGNED_IN),
    Row("accounts:verification", READS_ORGANISATIONS),
    Row("accounts:organisation", READS_ORGANISATIONS, _organisation, stranger=302),
    Row("accounts:verify", frozenset({"clerk"}), _organisation),
    Row("accounts:verify_representation", frozenset({"clerk"}), _claim),
    Row("accounts:end_representation", frozenset({"clerk"}), _claim, stranger=302),
]

PLACES = [
    Row("places:days", EVERYBODY),
    Row("places:arms", NOBODY, lambda _w: ["000000000000"]),
    Row("places:settings", ADMINISTRATOR),
    Row("places:list", ADMINISTRATOR, lambda _w: ["topics"]),
    Row("places:add", ADMINISTRATOR, lambda _w: ["days"]),
    Row("places:edit", ADMINISTRATOR, _topic),
    Row("places:retire", ADMINISTRATOR, _topic, POST_ONLY),
    Row("places:bring_back", ADMINISTRATOR, _topic, POST_ONLY),
]

HOME = [
    Row("home:front", EVERYBODY),
    Row("home:about", EVERYBODY),
    Row("home:accessibility", EVERYBODY),
    Row("home:privacy", EVERYBODY),
    Row("home:procedure", EVERYBODY),
    Row("home:robots", EVERYBODY),
    Row("home:sitemap", EVERYBODY),
    # Absent until the municipality has an address of e-mail.
    Row("home:security", NOBODY),
    Row("home:desk", SIGNED_IN),
    Row("home:operation", SEES_PEOPLE),
    Row("home:retry_message", ADMINISTRATOR, lambda w: [w.one(make.make_message).pk], POST_ONLY),
    Row(
        "home:retry_rendition", ADMINISTRATOR, lambda w: [w.one(make.make_rendition).pk], POST_ONLY
    ),
]

ROWS: list[Row] = [*ACCOUNTS, *PLACES, *HOME]
