"""The pages of one body at the desk; each part of a body's life brings its own.

A module registers with `@tab(order)`, and its app imports it as it starts. The body's own tabs
stand at 10 to 29 and 80 to 99; meetings 30, calls 40, recommendations 50, work 60.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from forums.bodies.models import Body
from prestizh.accounts.access import Anyone
from prestizh.refusal import Sentence


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a body at the desk. `name` is its URL name, by which the current one is known."""

    name: str
    label: Sentence
    url: str


Maker: TypeAlias = Callable[[Body, Anyone], Tab | None]
_makers: list[tuple[int, Maker]] = []


def tab(order: int) -> Callable[[Maker], Maker]:
    """Register the maker of a tab; it gives None where the tab isn't for this body or reader."""

    def register(maker: Maker) -> Maker:
        _makers.append((order, maker))
        _makers.sort(key=lambda one: (one[0], one[1].__module__, one[1].__qualname__))
        return maker

    return register


def tabs_of(body: Body, reader: Anyone) -> list[Tab]:
    """The pages of this body that are for this reader, in their order."""
    made = (maker(body, reader) for _order, maker in _makers)
    return [one for one in made if one is not None]
