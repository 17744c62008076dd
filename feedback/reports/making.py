"""The worker counts a report, and keeps it for ever with its digest."""

import json
from collections.abc import Callable
from typing import Any

from django.db import transaction

from feedback.reports.asking import COUNTED
from feedback.reports.building import build
from feedback.reports.codec import digest_of, read, write
from feedback.reports.content import Report
from feedback.reports.models import Edition, ParticipationReport
from feedback.reports.scope import Scope
from feedback.reports.trail import Behind
from prestizh.accounts.models import User
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import Made, makes, request_rendition
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.terms import sofia_day

PAPER = "participation.pdf"


@makes(COUNTED)
def count(rendition: Rendition, progress: Callable[[int, int], None]) -> Made:
    """Count it chapter by chapter; a second run finds what the first one kept."""
    report = ParticipationReport.objects.select_related("unit").get(public_id=rendition.subject)
    edition = newest(report) or keep(report, *build(scope_of(report), progress))
    text = json.dumps(edition.content, ensure_ascii=False, indent=1)
    name = f"participation-{report.public_id}.json"
    return Made(name, "application/json", text.encode(), public=False)


def scope_of(report: ParticipationReport) -> Scope:
    """What it is about, counted today."""
    today = sofia_day(clock.now())
    return Scope(report.first_day, report.last_day, report.unit, report.kind, today)


def newest(report: ParticipationReport) -> Edition | None:
    """The edition that is shown; None while it is being counted."""
    return Edition.objects.filter(report=report).first()


def content_of(edition: Edition) -> Report:
    """What it says."""
    return read(edition.content)


@transaction.atomic
def keep(report: ParticipationReport, content: Report, behind: Behind) -> Edition:
    """Freeze what was counted, and write to those whom the schedule names."""
    row = ParticipationReport.objects.select_for_update().get(pk=report.pk)
    known = newest(row)
    if known is not None:
        return known
    edition = add_edition(row, write(content), behind, number=1, actor=None)
    if row.schedule is not None:
        for person in row.schedule.recipients.filter(is_active=True):
            enqueue(
                "participation.ready",
                key=f"participation_ready:{row.public_id}:{person.pk}",
                to=person,
                context={"report": row.pk},
            )
    return edition


def add_edition(
    row: ParticipationReport,
    written: dict[str, Any],
    behind: Any,
    *,
    number: int,
    actor: User | None,
) -> Edition:
    """One more edition, with its entry in the record and its paper asked for."""
    digest = digest_of(written)
    entry = record(
        row.subject,
        "participation.counted" if number == 1 else "participation.explained",
        actor=actor,
        private={"sha256": digest, "edition": str(number)},
    )
    edition = Edition.objects.create(
        report=row,
        number=number,
        content=written,
        behind=behind,
        digest=digest,
        record_number=entry.number,
        made_by=actor,
        made_at=clock.now(),
    )
    request_rendition(PAPER, str(edition.pk), "bg", key=paper_key(edition, "bg"))
    return edition


def paper_key(edition: Edition, language: str) -> str:
    """The key of the PDF in `language`."""
    return f"{PAPER}:{edition.pk}:{language}"
