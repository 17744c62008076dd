"""Who gets what from the addresses of bodies."""

from collections.abc import Sequence

from forums.bodies.models import Body
from tests.access import EVERYBODY, POST_ONLY, Row, World
from tests.forums.making import make_body, make_body_in_preparation, make_member, seat_of


def body_at_work(world: World) -> Body:
    """A body at work, kept by the secretary of the cast."""
    return world.kept("body", lambda: make_body(world.cast.clerk, secretary=world.cast.secretary))


def _body(world: World) -> Sequence[object]:
    return [body_at_work(world).public_id]


def _draft(world: World) -> Sequence[object]:
    made = world.kept("body in preparation", lambda: make_body_in_preparation(world.cast.clerk))
    return [made.public_id]


def _seat(world: World) -> Sequence[object]:
    body = body_at_work(world)
    return [body.public_id, seat_of(body).pk]


def _member(world: World) -> Sequence[object]:
    body = body_at_work(world)
    member = world.kept("member", lambda: make_member(body, world.cast.participant))
    return [body.public_id, member.pk]


CLERK = frozenset({"clerk"})
AT_DESK = frozenset({"clerk", "secretary", "administrator", "auditor"})
KEEPS = frozenset({"clerk", "secretary"})

ROWS = [
    Row("bodies:list", EVERYBODY),
    Row("bodies:page", EVERYBODY, _body),
    Row("bodies:desk", AT_DESK),
    Row("bodies:desk_patterns", CLERK),
    Row("bodies:desk_start", CLERK, lambda _w: ["youth"]),
    Row("bodies:desk_page", AT_DESK, _body),
    Row("bodies:desk_facts", KEEPS, _body),
    Row("bodies:desk_seats", KEEPS, _body),
    Row("bodies:desk_retire", AT_DESK, _seat, POST_ONLY),
    Row("bodies:desk_appoint", KEEPS, _seat),
    Row("bodies:desk_member", KEEPS, _member),
    Row("bodies:desk_rules", KEEPS, _body),
    Row("bodies:desk_secretaries", CLERK, _body),
    Row("bodies:desk_relieve", CLERK, lambda w: [*_body(w), 1], POST_ONLY),
    Row("bodies:desk_papers", KEEPS, _body),
    Row("bodies:desk_paper", KEEPS, lambda w: [*_body(w), "rules"]),
    Row("bodies:desk_paper_file", AT_DESK, lambda w: [*_body(w), "act", "pdf"], POST_ONLY),
    Row("bodies:desk_constitute", CLERK, _draft, POST_ONLY),
    Row("bodies:desk_drop", CLERK, _draft, POST_ONLY),
    Row("bodies:desk_end", CLERK, _body),
]
