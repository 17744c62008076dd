"""Who gets what from the addresses of forums."""

from collections.abc import Sequence

from forums.bodies.models import Body
from forums.gatherings.models import Forum, Motion
from forums.gatherings.registering import token_for
from tests.access import EVERYBODY, POST_ONLY, Row, World
from tests.forums.gatherings.making import (
    make_draw_forum,
    make_motion,
    make_registration,
    make_session,
    make_working,
)
from tests.forums.making import make_body

RUN_IT = frozenset({"clerk", "secretary"})
READ_PEOPLE = frozenset({"clerk", "secretary", "auditor"})


def _drawn(world: World) -> Forum:
    maker = lambda: make_draw_forum(world.cast.clerk, secretary=world.cast.secretary)  # noqa: E731
    return world.kept("draw forum", maker)


def _forum(world: World) -> Sequence[object]:
    return [_drawn(world).body.public_id]


def _without(world: World) -> Sequence[object]:
    def make() -> Body:
        return make_body(world.cast.clerk, secretary=world.cast.secretary, kind="citizen_forum")

    return [world.kept("body without forum", make).public_id]


def _guest(world: World) -> Sequence[object]:
    return [token_for(world.kept("guest", lambda: make_registration(_drawn(world))))]


def _person(world: World) -> Sequence[object]:
    row = world.kept("guest", lambda: make_registration(_drawn(world)))
    return [*_forum(world), row.pk]


def _motion_row(world: World) -> Motion:
    """A motion at the first session of a forum that works."""

    def make() -> Motion:
        clerk, secretary = world.cast.clerk, world.cast.secretary
        session = make_session(make_working(clerk, secretary=secretary), clerk)
        return make_motion(session, clerk)

    return world.kept("motion", make)


def _working(world: World) -> Sequence[object]:
    return [_motion_row(world).session.forum.body.public_id]


def _session(world: World) -> Sequence[object]:
    return [*_working(world), 1]


def _motion(world: World) -> Sequence[object]:
    return [*_working(world), _motion_row(world).pk]


ROWS = [
    Row("gatherings:list", EVERYBODY),
    Row("gatherings:feed", EVERYBODY),
    Row("gatherings:program", EVERYBODY),
    Row("gatherings:page", EVERYBODY, _forum),
    Row("gatherings:draw", EVERYBODY, _forum),
    # There is no file before the list is closed.
    Row("gatherings:draw_file", frozenset(), _forum),
    Row("gatherings:register", EVERYBODY, _forum),
    Row("gatherings:asked", EVERYBODY, _forum),
    # The address is the secret.
    Row("gatherings:mine", EVERYBODY, _guest),
    Row("gatherings:answer", EVERYBODY, lambda w: [*_guest(w), "confirm"], POST_ONLY),
    Row("gatherings:prepare", RUN_IT, _without),
    Row("gatherings:desk", READ_PEOPLE, _forum),
    Row("gatherings:frame", RUN_IT, _forum),
    Row("gatherings:tables", RUN_IT, _forum),
    Row("gatherings:untable", RUN_IT, lambda w: [*_forum(w), 1], POST_ONLY),
    Row("gatherings:population", RUN_IT, _forum),
    Row("gatherings:papers", RUN_IT, _forum),
    Row("gatherings:paper_back", RUN_IT, lambda w: [*_forum(w), 1], POST_ONLY),
    Row("gatherings:people", READ_PEOPLE, _forum),
    Row("gatherings:pass_on", RUN_IT, _person, POST_ONLY),
    Row("gatherings:speaks", RUN_IT, _person, POST_ONLY),
    Row("gatherings:seed", RUN_IT, _forum),
    Row("gatherings:session", EVERYBODY, _session),
    Row("gatherings:projects", EVERYBODY, _working),
    Row("gatherings:sessions", RUN_IT, _working),
    Row("gatherings:desk_session", RUN_IT, _session),
    Row("gatherings:held", RUN_IT, _session),
    Row("gatherings:bulletin", RUN_IT, _session),
    Row("gatherings:propose", RUN_IT, _session),
    Row("gatherings:vote", RUN_IT, _motion),
    Row("gatherings:desk_projects", RUN_IT, _working),
    Row("gatherings:select", RUN_IT, _working, POST_ONLY),
    Row("gatherings:judge", RUN_IT, _motion),
    Row("gatherings:follow_up", RUN_IT, _motion),
    Row("gatherings:step", RUN_IT, lambda w: [*_forum(w), "close"], POST_ONLY),
]
