"""What a row of the table of access says, and the world in which it is tried."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.urls import reverse

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

    def kept(self, name: str, maker: Callable[[], T]) -> T:
        """The same, under a name, for a maker that needs this world."""
        if name not in self.made:
            self.made[name] = maker()
        found: T = self.made[name]
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


POST_ONLY = 405
