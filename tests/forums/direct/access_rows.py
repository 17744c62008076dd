"""Who gets what from the addresses of direct participation."""

from collections.abc import Sequence

from forums.direct import ending, noting
from forums.direct.kinds import Kind
from forums.direct.models import CommitteeMember, Initiative, Measure
from tests.access import EVERYBODY, POST_ONLY, Row, World
from tests.forums.direct.making import ago, make_answered, make_noted

CLERK = frozenset({"clerk"})
READS_NAMES = frozenset({"clerk", "auditor"})


def _noted(world: World) -> Initiative:
    return world.kept("direct", lambda: make_noted(clerk=world.cast.clerk))


def _entry(world: World) -> Sequence[object]:
    return [_noted(world).public_id]


def _answered(world: World) -> Initiative:
    return world.kept("direct answered", make_answered)


def _measure(world: World) -> Measure:
    return world.kept(
        "direct measure",
        lambda: ending.add_measure(
            _answered(world),
            actor=world.cast.clerk,
            text="Ограда",
            owner="Отдел",
            due_on=ago(-30),
        ),
    )


def _member(world: World) -> CommitteeMember:
    return world.kept(
        "direct member",
        lambda: noting.add_member(_noted(world), actor=world.cast.clerk, name="Радка Паркова"),
    )


ROWS = [
    Row("direct:list", EVERYBODY),
    Row("direct:calendar", EVERYBODY),
    Row("direct:calendar_file", EVERYBODY),
    Row("direct:rules", EVERYBODY),
    Row("direct:feed", EVERYBODY),
    Row("direct:csv", EVERYBODY),
    Row("direct:json", EVERYBODY),
    Row("direct:page", EVERYBODY, _entry),
    Row("direct:terms", EVERYBODY, _entry),
    Row("direct:event_file", EVERYBODY, _entry),
    Row("direct:desk", CLERK),
    Row("direct:desk_new", CLERK, lambda _w: [Kind.ASSEMBLY]),
    Row("direct:desk_page", READS_NAMES, _entry),
    Row("direct:desk_facts", CLERK, _entry),
    Row("direct:desk_step", CLERK, lambda w: [*_entry(w), "begin"]),
    Row("direct:desk_days", CLERK, _entry),
    Row("direct:desk_committee", READS_NAMES, _entry),
    Row(
        "direct:desk_member_out",
        CLERK,
        lambda w: [*_entry(w), _member(w).pk],
        POST_ONLY,
    ),
    Row("direct:desk_measures", CLERK, lambda w: [_answered(w).public_id]),
    Row(
        "direct:desk_measure_done",
        CLERK,
        lambda w: [_answered(w).public_id, _measure(w).pk],
    ),
]
