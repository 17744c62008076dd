"""Who gets what from the addresses of proposals and measures."""

from collections.abc import Sequence

from feedback.measures.models import ImprovementProposal, Measure
from tests.access import EVERYBODY, POST_ONLY, SIGNED_IN, Row, World
from tests.feedback.measures.making import make_measure, make_registered


def _proposal(world: World) -> Sequence[object]:
    def made() -> ImprovementProposal:
        return make_registered(world.cast.clerk, actor=world.cast.participant)

    return [world.kept("improvement", made).public_id]


def _measure(world: World) -> Sequence[object]:
    def made() -> Measure:
        return make_measure(world.cast.clerk, owner_email="participant@example.bg")

    return [world.kept("improvement measure", made).public_id]


READS = frozenset({"clerk", "administrator", "auditor"})
MANAGES = frozenset({"clerk", "administrator"})

ROWS = [
    Row("measures:changed", EVERYBODY),
    Row("measures:feed", EVERYBODY),
    Row("measures:list", EVERYBODY),
    Row("measures:page", EVERYBODY, _proposal),
    Row("measures:propose", SIGNED_IN),
    Row("measures:mine", SIGNED_IN),
    Row("measures:measure", READS | {"participant"}, _measure, stranger=302),
    Row("measures:desk", READS),
    Row("measures:desk_new", MANAGES),
    Row("measures:desk_page", READS, _proposal),
    Row("measures:desk_register", MANAGES, _proposal, POST_ONLY),
    Row("measures:desk_aside", MANAGES, _proposal, POST_ONLY),
    Row("measures:desk_answer", MANAGES, _proposal, POST_ONLY),
    Row("measures:desk_measure", MANAGES, _proposal, POST_ONLY),
]
