"""Who gets what from the addresses of calls.

The cast's secretary keeps the body that calls; its representative applied. Nobody else but clerk
and auditor reads an application, and nobody but its applicant finds their page of it.
"""

from collections.abc import Sequence

from forums.bodies.models import Body
from forums.calls.models import Application, Call
from prestizh.accounts.models import Representation
from tests.access import EVERYBODY, POST_ONLY, SIGNED_IN, Row, World
from tests.forums.calls.making import (
    make_application,
    make_application_draft,
    make_call,
    make_call_in_preparation,
)
from tests.forums.making import make_body

READS = frozenset({"clerk", "auditor", "secretary"})
WORKS = frozenset({"clerk", "secretary"})
APPLICANT = frozenset({"representative"})


def _body(world: World) -> Body:
    return world.kept(
        "calling body", lambda: make_body(world.cast.clerk, secretary=world.cast.secretary)
    )


def called(world: World) -> Call:
    """A call that is open, with an application of the cast's representative."""
    return world.kept("call", lambda: make_call(_body(world), clerk=world.cast.clerk))


def _prepared(world: World) -> Sequence[object]:
    made = world.kept(
        "call draft",
        lambda: make_call_in_preparation(_body(world), clerk=world.cast.clerk),
    )
    return [made.public_id]


def _open(world: World) -> Sequence[object]:
    return [called(world).public_id]


def _speaks(world: World) -> Representation:
    found = world.cast.representative.representations.first()
    assert found is not None
    return found


def _sent(world: World) -> Application:
    return world.kept("application", lambda: make_application(called(world), _speaks(world)))


def _unsent(world: World) -> Application:
    other = world.kept("other call", lambda: make_call(_body(world), clerk=world.cast.clerk))
    return world.kept("unsent", lambda: make_application_draft(other, _speaks(world)))


def _own(world: World) -> Sequence[object]:
    return [_sent(world).public_id]


def _own_draft(world: World) -> Sequence[object]:
    return [_unsent(world).public_id]


def _file(world: World) -> Sequence[object]:
    mandate = _sent(world).mandate
    assert mandate is not None
    return [*_own(world), mandate.public_id]


def _at_desk(world: World) -> Sequence[object]:
    return [*_open(world), _sent(world).public_id]


def _line(world: World) -> Sequence[object]:
    return [*_prepared(world), "paper", 1]


PUBLIC = [
    Row("calls:list", EVERYBODY),
    Row("calls:feed", EVERYBODY),
    Row("calls:page", EVERYBODY, _open),
    Row("calls:term", EVERYBODY, _open),
    Row("calls:calendar", EVERYBODY, _open),
    Row("calls:data", EVERYBODY, _open),
    # There is none before the result; `test_protocol` asks for one that is there.
    Row("calls:protocol", frozenset(), lambda w: [*_open(w), "pdf"]),
]
OWN = [
    Row("calls:mine", SIGNED_IN),
    Row("calls:apply", SIGNED_IN, _open),
    Row("calls:application", APPLICANT, _own, stranger=302),
    Row("calls:edit", APPLICANT, _own_draft, stranger=302),
    Row("calls:send", SIGNED_IN, _own_draft, POST_ONLY),
    Row("calls:withdraw", APPLICANT, _own, stranger=302),
    # Sent back to the application: nothing was asked, nothing is decided yet.
    Row("calls:complete", APPLICANT, _own, granted=302, stranger=302),
    Row("calls:object", APPLICANT, _own, granted=302, stranger=302),
    Row("calls:remove_paper", SIGNED_IN, lambda w: [*_own_draft(w), 1], POST_ONLY),
    Row("calls:file", APPLICANT | READS, _file),
]
DESK = [
    Row("calls:desk", READS),
    Row("calls:desk_new", WORKS),
    Row("calls:desk_page", READS, _prepared),
    Row("calls:desk_facts", WORKS, _prepared),
    Row("calls:desk_lines", WORKS, _prepared),
    Row("calls:desk_take_out", WORKS, _line, POST_ONLY),
    Row("calls:desk_publish", WORKS, _prepared),
    Row("calls:desk_cancel", WORKS, _open),
    Row("calls:desk_applications", READS, _open),
    Row("calls:desk_application", READS, _at_desk),
    Row("calls:desk_begin", WORKS, _open, POST_ONLY),
    # Sent back to the overview: the selection has not begun.
    Row("calls:desk_selection", READS, _open, granted=302),
    Row("calls:desk_drop_selector", WORKS, lambda w: [*_open(w), 1], POST_ONLY),
    Row("calls:desk_points", frozenset(), lambda w: [*_open(w), 1]),
    Row("calls:desk_protocol", frozenset(), lambda w: [*_open(w), "pdf"]),
    Row("calls:desk_decide", WORKS, _open, granted=302),
    Row("calls:desk_correct", WORKS, _open, granted=302),
    Row("calls:desk_finish", WORKS, _open, granted=302),
    Row("calls:desk_verdict", WORKS, _at_desk, granted=302),
    Row("calls:desk_objection", frozenset(), _at_desk),
    Row("calls:desk_appoint", WORKS, _at_desk, granted=302),
]
ROWS = [*PUBLIC, *OWN, *DESK]
