"""Publishing a yearly report: the year is over or the body has ended, and there is none yet."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body
from forums.bodies.procedure import locked, tell
from forums.bodies.stages import PUBLIC_STAGES
from forums.reports.content import counted, digest_of
from forums.reports.models import YearlyReport
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.renditions import request_rendition
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, refuse_if_any
from prestizh.terms import sofia_day

PAPERS = ("yearly_report.pdf", "yearly_report.docx")


def obstacles(body: Body, year: int, today: date) -> list[Obstacle]:
    """What stands in the way of the report for `year`."""
    found = []
    if body.stage not in PUBLIC_STAGES or body.constituted_at is None:
        return [Obstacle(_("Only a body that was constituted reports on a year."), field="year")]
    if year < sofia_day(body.constituted_at).year:
        found.append(Obstacle(_("The body was not at work in that year."), field="year"))
    ended = sofia_day(body.ended_at) if body.ended_at else None
    if ended is not None and year > ended.year:
        found.append(Obstacle(_("The body was not at work in that year."), field="year"))
    if year >= today.year and ended is None:
        found.append(Obstacle(_("That year is not over yet."), field="year"))
    if YearlyReport.objects.filter(body=body, year=year).exists():
        sentence = _("The report for that year is published; it is not changed.")
        found.append(Obstacle(sentence, field="year"))
    return found


@transaction.atomic
def publish(body: Body, *, actor: User, year: int, words: str = "") -> YearlyReport:
    """Count the year, freeze it and show it to everybody. Raises `Refused`."""
    row = locked(body)
    access.require(actor, "report.publish", row.subject)
    now = clock.now()
    today = sofia_day(now)
    refuse_if_any(obstacles(row, year, today))
    content = counted(row, year, today).frozen()
    digest = digest_of(content)
    entry = record(
        row.subject,
        "report.published",
        actor=actor,
        public={"year": str(year), "sha256": digest, "held": str(content["held"])},
    )
    made: YearlyReport = YearlyReport.objects.create(
        body=row,
        year=year,
        content=content,
        digest=digest,
        words=words.strip(),
        record_number=entry.number,
        published_by=actor,
        published_at=now,
    )
    for kind in PAPERS:
        request_rendition(kind, str(made.pk), "bg", key=f"{kind}:{made.pk}:bg")
    tell(row)
    return made
