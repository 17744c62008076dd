"""Who gets what from the addresses of bodies."""

from collections.abc import Sequence

from forums.bodies.models import Body
from tests.access import EVERYBODY, Row, World
from tests.forums.making import make_body


def body_at_work(world: World) -> Body:
    """A body at work, kept by the secretary of the cast."""
    return world.kept("body", lambda: make_body(world.cast.clerk, secretary=world.cast.secretary))


def _body(world: World) -> Sequence[object]:
    return [body_at_work(world).public_id]


ROWS = [
    Row("bodies:list", EVERYBODY),
    Row("bodies:page", EVERYBODY, _body),
]
