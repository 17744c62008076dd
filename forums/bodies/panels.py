"""The public page of a body is joined from panels; each part of a body's life brings its own.

A module registers with `@panel(order)`, and its app imports it as it starts. A panel is made for
nobody in particular: it holds only what everybody may read. The body's own panels stand at 10
(facts), 30 (members) and 70 (rules); others go between: meetings 20, calls 40, recommendations
50, work 60, history 90.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from forums.bodies.models import Body
from prestizh.refusal import Sentence


@dataclass(frozen=True, slots=True)
class Panel:
    """One section of the page: its heading, and the template that shows `context` (and `body`).

    `anchor` is its address within the page. `true_until` is the instant (UTC) at which its words
    change by time alone.
    """

    title: Sentence
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    anchor: str = ""
    true_until: datetime | None = None


Maker: TypeAlias = Callable[[Body], Panel | None]
_makers: list[tuple[int, Maker]] = []


def panel(order: int) -> Callable[[Maker], Maker]:
    """Register the maker of a panel; the page shows them in rising order."""

    def register(maker: Maker) -> Maker:
        _makers.append((order, maker))
        _makers.sort(key=lambda one: (one[0], one[1].__module__, one[1].__qualname__))
        return maker

    return register


def panels_of(body: Body) -> list[Panel]:
    """The panels that have something to say about this body, in their order."""
    made = (maker(body) for _order, maker in _makers)
    return [one for one in made if one is not None]
