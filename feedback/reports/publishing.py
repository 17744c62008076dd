"""Publishing a report: from then on everybody reads it, and nothing in it changes."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.reports.making import PAPER, newest, paper_key
from feedback.reports.models import LIST_KEY, ParticipationReport, publication_key
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.renditions import request_rendition
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Refused
from prestizh.ui.artefacts import changed

LANGUAGES = ("bg", "en")


@transaction.atomic
def publish(report: ParticipationReport, *, actor: User) -> ParticipationReport:
    """Show the newest edition to everybody. Raises `Refused`."""
    row: ParticipationReport = ParticipationReport.objects.select_for_update().get(pk=report.pk)
    access.require(actor, "participation.publish")
    edition = newest(row)
    if edition is None:
        raise Refused(_("The report has not been counted yet."))
    if row.published_at is not None:
        raise Refused(_("The report is published already."))
    row.published_by, row.published_at = actor, clock.now()
    row.save(update_fields=["published_by", "published_at"])
    for language in LANGUAGES:
        request_rendition(PAPER, str(edition.pk), language, key=paper_key(edition, language))
    changed(LIST_KEY, publication_key(row.public_id))
    record(
        row.subject,
        "participation.published",
        actor=actor,
        public={
            "sha256": edition.digest,
            "first_day": row.first_day.isoformat(),
            "last_day": row.last_day.isoformat(),
        },
    )
    return row
