"""Everybody reads the calendar."""

from collections.abc import Sequence

from tests.access import EVERYBODY, Row, World
from tests.factories import make_topic
from tests.forums.making import make_body


def _body(world: World) -> Sequence[object]:
    return [world.kept("body with days", lambda: make_body(world.cast.clerk)).public_id]


def _topic(world: World) -> Sequence[object]:
    return [world.kept("topic with days", make_topic).pk]


ROWS = [
    Row("calendar:all", EVERYBODY),
    Row("calendar:all_file", EVERYBODY),
    Row("calendar:all_month", EVERYBODY, lambda _w: [2026, 11]),
    Row("calendar:body", EVERYBODY, _body),
    Row("calendar:body_file", EVERYBODY, _body),
    Row("calendar:body_month", EVERYBODY, lambda w: [*_body(w), 2026, 11]),
    Row("calendar:topic", EVERYBODY, _topic),
    Row("calendar:topic_file", EVERYBODY, _topic),
    Row("calendar:topic_month", EVERYBODY, lambda w: [*_topic(w), 2026, 11]),
]
