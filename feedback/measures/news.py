"""What followers of everything are told in their digest: answers, and what was done."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from feedback.measures.models import ImprovementProposal, MeasureReport
from prestizh.outbox.digest import News, digest_source

SCOPES = frozenset({"everything"})


@digest_source
def improvement_news(since: datetime, until: datetime) -> Iterator[News]:
    """Proposals that were answered, and measures that were done, after `since` up to `until`."""
    answered = ImprovementProposal.objects.public().filter(
        answered_at__gt=since, answered_at__lte=until
    )
    for row in answered.order_by("answered_at"):
        sentence = _("A proposal for better participation was answered (%(outcome)s): %(title)s")
        facts = {"outcome": row.get_stage_display(), "title": str(row)}
        assert row.answered_at is not None  # noqa: S101 - asked for above
        yield News(SCOPES, row.answered_at, sentence % facts, row.get_absolute_url())
    done = MeasureReport.objects.filter(state="done", at__gt=since, at__lte=until)
    for report in done.select_related("measure__proposal").order_by("at"):
        said = _("What we changed: %s") % report.measure.text
        yield News(SCOPES, report.at, said, report.measure.proposal.get_absolute_url())
