"""Who gets what from the addresses of questionnaires: the office and its auditor alone."""

from collections.abc import Sequence

from feedback.questionnaires import beginning
from feedback.questionnaires.models import Questionnaire
from tests.access import POST_ONLY, Row, World

READS = frozenset({"clerk", "administrator", "auditor"})
MANAGES = frozenset({"clerk", "administrator"})


def _one(world: World) -> Questionnaire:
    return world.kept(
        "questionnaire",
        lambda: beginning.begin_from_library("after_event", actor=world.cast.clerk),
    )


def _id(world: World) -> Sequence[object]:
    return [_one(world).public_id]


def _first(world: World) -> Sequence[object]:
    return [_one(world).public_id, 1]


def _section(world: World) -> Sequence[object]:
    return [_one(world).public_id, "event"]


def _question(world: World) -> Sequence[object]:
    return [_one(world).public_id, "repeat"]


ROWS: list[Row] = [
    Row("questionnaires:list", READS),
    Row("questionnaires:new", MANAGES),
    Row("questionnaires:page", READS, _id),
    Row("questionnaires:preview", READS, _first),
    Row("questionnaires:export", READS, _first),
    Row("questionnaires:edit", MANAGES, _id),
    Row("questionnaires:words", MANAGES, _id),
    Row("questionnaires:section", MANAGES, _section),
    Row("questionnaires:question", MANAGES, _question),
    Row(
        "questionnaires:move",
        MANAGES,
        lambda world: [_one(world).public_id, "q-repeat", "up"],
        POST_ONLY,
    ),
    Row(
        "questionnaires:remove",
        MANAGES,
        lambda world: [_one(world).public_id, "q-repeat"],
        POST_ONLY,
    ),
    *(
        Row(f"questionnaires:{name}", MANAGES, _id, POST_ONLY)
        for name in ("publish", "begin_version", "drop_version", "copy", "retire", "bring_back")
    ),
]
