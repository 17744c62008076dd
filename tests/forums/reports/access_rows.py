"""Who sees which page of yearly reports."""

from collections.abc import Sequence

from forums.reports.content import counted, digest_of
from forums.reports.models import YearlyReport
from prestizh.documents.renditions import request_rendition
from prestizh.ledger import clock
from prestizh.terms import sofia_day
from tests.access import EVERYBODY, Row, World
from tests.forums.making import make_body

KEEPERS = frozenset({"clerk", "secretary"})


def _made(world: World) -> YearlyReport:
    """The row alone: the act asks for a year that is over."""
    clerk = world.cast.clerk
    body = make_body(clerk, secretary=world.cast.secretary)
    now = clock.now()
    content = counted(body, sofia_day(now).year, sofia_day(now)).frozen()
    made = YearlyReport.objects.create(
        body=body,
        year=content["year"],
        content=content,
        digest=digest_of(content),
        record_number=1,
        published_by=clerk,
        published_at=now,
    )
    request_rendition(
        "yearly_report.pdf", str(made.pk), "bg", key=f"yearly_report.pdf:{made.pk}:bg"
    )
    return made


def _report(world: World) -> Sequence[object]:
    found = world.kept("yearly report", lambda: _made(world))
    return [found.body.public_id, found.year]


ROWS = [
    Row("reports:page", EVERYBODY, _report),
    Row("reports:csv", EVERYBODY, _report),
    # Sent to where one sees how far the worker is.
    Row("reports:paper", EVERYBODY, lambda w: [*_report(w), "pdf"], granted=302),
    Row("reports:desk", KEEPERS, lambda w: _report(w)[:1]),
]
