"""Who sees which page of recommendations."""

from collections.abc import Sequence
from datetime import date

from forums.bodies.models import Body
from forums.recommendations import measuring
from forums.recommendations.models import Recommendation
from tests.access import EVERYBODY, POST_ONLY, Row, World
from tests.forums.making import make_body
from tests.forums.recommendations.making import make_answer, make_draft, make_sent

KEEPERS = frozenset({"clerk", "secretary"})
# The account of the participant is the addressee's.
ANSWERS = frozenset({"clerk", "secretary", "participant"})


def _body(world: World) -> Body:
    return world.kept(
        "recommending body", lambda: make_body(world.cast.clerk, secretary=world.cast.secretary)
    )


def _sent(world: World) -> Recommendation:
    return world.kept(
        "recommendation",
        lambda: make_sent(
            _body(world), world.cast.clerk, addressee_email=world.cast.participant.email
        ),
    )


def _one(world: World) -> Sequence[object]:
    return [_sent(world).public_id]


def _draft(world: World) -> Sequence[object]:
    row = world.kept("drafted", lambda: make_draft(_body(world), world.cast.clerk))
    return [row.public_id]


def _measure(world: World) -> Sequence[object]:
    def make() -> int:
        row = make_sent(
            _body(world), world.cast.clerk, addressee_email=world.cast.participant.email
        )
        make_answer(row, world.cast.clerk)
        measure = measuring.add_measure(
            row, actor=world.cast.clerk, text="Сметка", owner_name="Отдел", due_on=date(2099, 1, 5)
        )
        return int(measure.pk)

    return [world.kept("measure", make)]


def _of_body(world: World) -> Sequence[object]:
    return [_body(world).public_id]


ROWS = [
    Row("recommendations:list", EVERYBODY),
    Row("recommendations:unanswered", EVERYBODY),
    Row("recommendations:feed", EVERYBODY),
    Row("recommendations:csv", EVERYBODY),
    Row("recommendations:json", EVERYBODY),
    Row("recommendations:page", EVERYBODY, _one),
    Row("recommendations:answer", ANSWERS, _one),
    Row("recommendations:measures", ANSWERS, _one),
    Row("recommendations:measure", ANSWERS, _measure),
    Row("recommendations:desk", KEEPERS),
    Row("recommendations:desk_body", KEEPERS, _of_body),
    Row("recommendations:desk_new", KEEPERS, _of_body),
    Row("recommendations:desk_page", KEEPERS, _draft),
    Row("recommendations:desk_edit", KEEPERS, _draft),
    Row("recommendations:desk_links", KEEPERS, _draft),
    Row("recommendations:desk_send", EVERYBODY, _draft, POST_ONLY),
    Row("recommendations:desk_drop", EVERYBODY, _draft, POST_ONLY),
]
