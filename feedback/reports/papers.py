"""The report as a tagged PDF, made by the worker."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from feedback.reports.making import PAPER, content_of, paper_key
from feedback.reports.models import Edition
from feedback.reports.showing import chapters_of, said_now
from prestizh.documents import pdf
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import Made, makes


@makes(PAPER)
def as_pdf(rendition: Rendition, progress: Callable[[int, int], None]) -> Made:
    """With the digest of the content at its end."""
    edition = Edition.objects.select_related("report").get(pk=rendition.subject)
    html, title = page_of(edition, rendition.language)
    progress(1, 2)
    content = pdf.render(html, title=title, language=rendition.language)
    name = f"participation-{edition.report.public_id}-{rendition.language}.pdf"
    return Made(name, "application/pdf", content, public=False)


def page_of(edition: Edition, language: str) -> tuple[str, str]:
    """The HTML of the report on paper, and its title."""
    content = content_of(edition)
    with override(language):
        context = {
            "report": edition.report,
            "edition": edition,
            "content": content,
            "municipality": said_now(content.municipality),
            "unit": said_now(content.unit),
            "kind": said_now(content.kind_words),
            "chapters": list(chapters_of(content)),
            "made_at": edition.made_at,
        }
        title = f"{_('Participation report')}: {edition.report}"
    return pdf.page("pdf/participation.html", context, title=title, language=language)


def paper_of(edition: Edition, language: str) -> Rendition | None:
    """The PDF in `language`, else the Bulgarian one: English is made with the publication."""
    keys = [paper_key(edition, language), paper_key(edition, "bg")]
    found = {
        row.key: row for row in Rendition.objects.select_related("document").filter(key__in=keys)
    }
    return found.get(keys[0]) or found.get(keys[1])
