"""The yearly report as a tagged PDF and as a Word file, made by the worker."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from forums.reports.content import read
from forums.reports.models import YearlyReport
from forums.reports.words import attendance, deviations, facts, tables
from prestizh.documents import pdf
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import Made, makes
from prestizh.documents.word import Report
from prestizh.places.models import Municipality
from prestizh.ui.dates import day_text, moment_text

Progress = Callable[[int, int], None]
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@makes("yearly_report.pdf")
def as_pdf(rendition: Rendition, progress: Progress) -> Made:
    """With the digest of its facts at the end."""
    found = _found(rendition)
    html, title = page_of(found, rendition.language)
    progress(1, 2)
    content = pdf.render(html, title=title, language=rendition.language)
    return Made(_name(found, "pdf"), PDF, content, public=True)


@makes("yearly_report.docx")
def as_word(rendition: Rendition, progress: Progress) -> Made:
    """The same facts in the same order."""
    found = _found(rendition)
    return Made(_name(found, "docx"), DOCX, word_of(found, rendition.language), public=True)


def page_of(found: YearlyReport, language: str) -> tuple[str, str]:
    """The HTML of the report on paper, and its title."""
    content = read(found.content)
    with override(language):
        context = {
            "report": found,
            "body": found.body,
            "municipality": Municipality.objects.get(),
            "facts": facts(content),
            "attendance": attendance(content),
            "tables": tables(content),
            "deviations": deviations(content),
            "span": span_words(found),
            "made_at": found.published_at,
        }
        title = f"{found}: {found.body}"
    return pdf.page("pdf/yearly_report.html", context, title=title, language=language)


def span_words(found: YearlyReport) -> str:
    """From which day to which it counts."""
    days = [date.fromisoformat(found.content[name]) for name in ("from_day", "counted_until")]
    first, last = (day_text(day, "date") for day in days)
    return _("from %(first)s to %(last)s") % {"first": first, "last": last}


def word_of(found: YearlyReport, language: str) -> bytes:
    """The .docx."""
    content = read(found.content)
    with override(language):
        paper = Report(f"{found}: {found.body}", language=language)
        paper.paragraph(span_words(found))
        if found.words:
            paper.paragraph(found.words)
        paper.heading(_("What the record says"))
        paper.table([_("Fact"), _("How many")], facts(content), widths=(11, 4))
        share = _("Share in percent")
        for heading, first, asked, rows in (
            (_("Attendance by quota"), _("Quota"), _("Invited"), attendance(content)),
            (_("Attendance by tables"), _("Working table"), _("Places"), tables(content)),
        ):
            if rows:
                paper.heading(heading)
                cells = [[name, str(a), str(b), f"{c} %"] for name, a, b, c in rows]
                paper.table([first, asked, _("There"), share], cells)
        paper.heading(_("What was not as the rules ask"))
        paper.bullets(deviations(content) or [_("Nothing.")])
        paper.heading(_("In the public record"))
        paper.facts(
            [
                (_("Published"), moment_text(found.published_at)),
                (_("Number in the record of the body"), str(found.record_number)),
                (_("Digest of the facts (SHA-256)"), found.digest),
            ]
        )
        return paper.to_bytes()


def _found(rendition: Rendition) -> YearlyReport:
    rows = YearlyReport.objects.select_related("body")
    found: YearlyReport = rows.get(pk=int(rendition.subject))
    return found


def _name(found: YearlyReport, extension: str) -> str:
    return f"otchet-{found.year}-{found.body.public_id}.{extension}"
