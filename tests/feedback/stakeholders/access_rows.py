"""Who gets what from the addresses of the map of stakeholders."""

from collections.abc import Sequence

from consultations.models import Consultation
from tests.access import POST_ONLY, Row, World
from tests.consultations.making import make_open
from tests.feedback.stakeholders.making import make_group


def _row(world: World) -> Sequence[object]:
    return [world.kept("stakeholder", lambda: make_group(world.cast.clerk)).public_id]


def _occasion(world: World) -> Sequence[object]:
    def made() -> Consultation:
        return make_open(world.cast.clerk)

    return ["consultation", world.kept("occasion", made).public_id]


READS = frozenset({"clerk", "administrator", "auditor"})
MANAGES = frozenset({"clerk", "administrator"})

ROWS = [
    Row("stakeholders:list", READS),
    Row("stakeholders:grid", READS),
    Row("stakeholders:new", MANAGES),
    Row("stakeholders:invite", MANAGES),
    Row("stakeholders:coverages", READS),
    Row("stakeholders:coverage", READS, _occasion),
    Row("stakeholders:came", MANAGES, _occasion, POST_ONLY),
    Row("stakeholders:page", READS, _row),
    Row("stakeholders:edit", MANAGES, _row),
    Row("stakeholders:score", MANAGES, _row, POST_ONLY),
    Row("stakeholders:strategy", MANAGES, _row, POST_ONLY),
    Row("stakeholders:retire", MANAGES, _row, POST_ONLY),
]
