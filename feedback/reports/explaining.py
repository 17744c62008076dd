"""Saying why something was not as law and rules ask; until the report is published."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.content import Words
from feedback.reports.codec import write
from feedback.reports.content import NO_WORDS, Chapter
from feedback.reports.joining import DEVIATIONS, with_causes
from feedback.reports.making import add_edition, content_of, newest
from feedback.reports.models import Edition, ParticipationReport
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.refusal import Refused

LONGEST_CAUSE = 1000


@transaction.atomic
def explain(report: ParticipationReport, *, actor: User, causes: Mapping[str, Words]) -> Edition:
    """Keep a further edition with these causes, by the key of the deviation. Raises `Refused`."""
    row = ParticipationReport.objects.select_for_update().get(pk=report.pk)
    access.require(actor, "participation.make")
    edition = newest(row)
    if edition is None:
        raise Refused(_("The report has not been counted yet."))
    if row.published_at is not None:
        raise Refused(_("The report is published; nothing in it is changed."))
    content = content_of(edition)
    chapter = content.chapter(DEVIATIONS)
    known = keys_of(chapter)
    if chapter is None or not known:
        raise Refused(_("Nothing deviates, so there is no cause to say."))
    said = {
        key: Words(cause.bg.strip(), cause.en.strip())
        for key, cause in causes.items()
        if key in known
    }
    if any(len(text) > LONGEST_CAUSE for cause in said.values() for text in (cause.bg, cause.en)):
        raise Refused(_("A cause has 1,000 characters at most."))
    written = write(content.with_chapter(with_causes(chapter, said)))
    return add_edition(row, written, edition.behind, number=edition.number + 1, actor=actor)


def keys_of(chapter: Chapter | None) -> dict[str, tuple[Words, Words]]:
    """Of each deviation its key, the sentence, and the cause that stands now."""
    found = {}
    for table in chapter.tables if chapter else ():
        for row in table.rows:
            what, cause = (
                cell.value if isinstance(cell.value, Words) else NO_WORDS for cell in row.cells
            )
            found[row.key] = (what, cause)
    return found
