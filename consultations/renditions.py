"""The papers of a consultation that the worker makes: closing report and receipt."""

from collections.abc import Callable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from consultations import report
from consultations.models import ClosingReport, Opinion
from consultations.report_paper import word_of
from prestizh.documents import pdf
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import Made, makes
from prestizh.outbox.links import page_url
from prestizh.places.models import Municipality

Progress = Callable[[int, int], None]
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@makes("closing_report.pdf")
def closing_report_pdf(rendition: Rendition, progress: Progress) -> Made:
    """The справка as a tagged PDF with the root of the record at the foot of every page."""
    found = _report_of(rendition)
    progress(0, 2)
    html, title = closing_report_page(found, Municipality.objects.get(), rendition.language)
    progress(1, 2)
    content = pdf.render(html, title=title, language=rendition.language)
    return Made(_name(found, "pdf"), PDF, content, public=True)


@makes("closing_report.docx")
def closing_report_docx(rendition: Rendition, progress: Progress) -> Made:
    """The справка as a Word file."""
    found = _report_of(rendition)
    content = word_of(found, Municipality.objects.get(), rendition.language)
    return Made(_name(found, "docx"), DOCX, content, public=True)


def closing_report_page(
    found: ClosingReport, municipality: Municipality, language: str
) -> tuple[str, str]:
    """The HTML of the справка on paper, and its title, in `language`."""
    with override(language):
        left_out = [(row, report.why_words(row.why)) for row in report.left_out_in(found)]
    return pdf.page(
        "pdf/closing_report.html",
        {
            "report": found,
            "consultation": found.consultation,
            "municipality": municipality,
            "lines": report.lines_in(found),
            "left_out": left_out,
            "totals": found.content["totals"],
            "made_at": found.published_at,
            "record_root": found.root,
        },
        title=format_lazy("{}: {}", _("Closing report"), found.consultation.title),
        language=language,
    )


def _report_of(rendition: Rendition) -> ClosingReport:
    return ClosingReport.objects.select_related("consultation").get(
        consultation__public_id=rendition.subject
    )


def _name(found: ClosingReport, extension: str) -> str:
    return f"spravka-{found.consultation.public_id}.{extension}"


@makes("receipt.pdf")
def receipt_pdf(rendition: Rendition, progress: Progress) -> Made:
    """The receipt of an opinion."""
    opinion = Opinion.objects.select_related("consultation", "organisation").get(
        receipt_id=rendition.subject
    )
    html, title = pdf.page(
        "pdf/receipt.html",
        {
            "opinion": opinion,
            "consultation": opinion.consultation,
            "municipality": Municipality.objects.get(),
            "proposals": opinion.proposals.select_related("provision", "file"),
            "opinion_link": page_url(
                "consultations:opinion", opinion.reference, language=rendition.language
            ),
            "made_at": opinion.received_at,
            "record_root": opinion.record_hash,
        },
        title=format_lazy(_("Receipt for opinion No. {}"), opinion.reference),
        language=rendition.language,
    )
    content = pdf.render(html, title=title, language=rendition.language)
    return Made(f"receipt-{opinion.reference}.pdf", PDF, content, public=False)
