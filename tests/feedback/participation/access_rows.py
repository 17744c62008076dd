"""Who sees which page of participation reports."""

from collections.abc import Sequence

from feedback.reports.building import build
from feedback.reports.making import keep, scope_of
from feedback.reports.models import Every, ParticipationReport, Schedule
from feedback.reports.publishing import publish
from feedback.reports.scheduling import schedule
from prestizh.ledger import clock
from prestizh.places.models import Municipality
from tests.access import ADMINISTRATOR, EVERYBODY, POST_ONLY, Row, World
from tests.consultations.making import make_open

READERS = frozenset({"clerk", "administrator", "auditor"})
MAKERS = frozenset({"clerk", "administrator"})


def _made(world: World) -> ParticipationReport:
    """The row alone: the act asks for a period that is over. It counts one draft of today."""
    Municipality.objects.get_or_create(pk=1)
    make_open(world.cast.clerk)
    today = clock.today()
    row: ParticipationReport = ParticipationReport.objects.create(
        first_day=today, last_day=today, asked_by=world.cast.clerk, asked_at=clock.now()
    )
    keep(row, *build(scope_of(row), lambda _done, _total: None))
    return row


def _report(world: World) -> Sequence[object]:
    return [world.kept("participation report", lambda: _made(world)).public_id]


def _shown(world: World) -> Sequence[object]:
    def make() -> ParticipationReport:
        return publish(_made(world), actor=world.cast.administrator)

    return [world.kept("published participation report", make).public_id]


def _schedule(world: World) -> Sequence[object]:
    def make() -> Schedule:
        person = world.cast.administrator
        return schedule(actor=person, every=Every.YEAR, recipients=[person])

    return [world.kept("participation schedule", make).pk]


ROWS = [
    Row("participation:list", EVERYBODY),
    Row("participation:page", EVERYBODY, _shown),
    # What is not published yet: `test_rows` and `test_formats` have what everybody reads.
    Row("participation:file", READERS, lambda w: [*_report(w), "xlsx"]),
    Row("participation:rows", READERS, lambda w: [*_report(w), "terms.published"]),
    Row("participation:desk", READERS),
    Row("participation:new", MAKERS),
    Row("participation:schedules", MAKERS),
    Row("participation:end_schedule", MAKERS, _schedule, POST_ONLY),
    Row("participation:desk_page", READERS, _report),
    Row("participation:progress", READERS, _report),
    Row("participation:again", MAKERS, _report, POST_ONLY),
    Row("participation:causes", MAKERS, _report),
    Row("participation:publish", ADMINISTRATOR, _report),
]
