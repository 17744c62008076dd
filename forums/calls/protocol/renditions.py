"""The papers of a protocol that the worker makes: PDF and Word, public and full."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from forums.calls.models import SelectionProtocol
from forums.calls.protocol.content import Content
from forums.calls.protocol.drawing_up import LANGUAGE
from forums.calls.protocol.sheet import SeatSheet, Sheet, sheet_of
from prestizh.documents import pdf
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import Made, makes
from prestizh.documents.word import Report
from prestizh.places.models import Municipality

Progress = Callable[[int, int], None]
Facts = list[tuple[str, str]]
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@makes("selection_protocol.pdf")
def public_pdf(rendition: Rendition, progress: Progress) -> Made:
    """What everybody may read, as a tagged PDF."""
    found = _found(rendition)
    progress(0, 2)
    content = as_pdf(found.shown, public_foot(found))
    return Made(_name(found, "pdf"), PDF, content, public=True)


@makes("selection_protocol.docx")
def public_docx(rendition: Rendition, _progress: Progress) -> Made:
    """What everybody may read, as a Word file."""
    found = _found(rendition)
    content = as_word(found.shown, public_foot(found))
    return Made(_name(found, "docx"), DOCX, content, public=True)


@makes("selection_protocol_full.pdf")
def full_pdf(rendition: Rendition, progress: Progress) -> Made:
    """The whole protocol for those who select, to be signed and kept, as a tagged PDF."""
    found = _found(rendition)
    progress(0, 2)
    content = as_pdf(found.content, full_foot(found))
    return Made(_name(found, "pdf"), PDF, content, public=False)


@makes("selection_protocol_full.docx")
def full_docx(rendition: Rendition, _progress: Progress) -> Made:
    """The whole protocol for those who select, as a Word file."""
    found = _found(rendition)
    content = as_word(found.content, full_foot(found))
    return Made(_name(found, "docx"), DOCX, content, public=False)


def public_foot(found: SelectionProtocol) -> Facts:
    """What the public record says of the public copy."""
    return [
        (_("Number in the record of this body"), str(found.record_number)),
        (_("Digest of this copy (SHA-256)"), found.shown_digest),
        (_("Digest of the full protocol (SHA-256)"), found.digest),
    ]


def full_foot(found: SelectionProtocol) -> Facts:
    """What the public record says of the full protocol."""
    return [
        (_("Number in the record of this body"), str(found.record_number)),
        (_("Digest of the full protocol (SHA-256)"), found.digest),
    ]


def as_pdf(content: Content, foot: Facts) -> bytes:
    """A tagged PDF of this content."""
    with override(LANGUAGE):
        sheet = sheet_of(content)
        running = f"{sheet.title}: {sheet.call}"
    html, title = pdf.page(
        "pdf/selection_protocol.html",
        {
            "sheet": sheet,
            "foot": foot,
            "municipality": Municipality.objects.get(),
            "running_title": running,
        },
        title=gettext_lazy("Protocol of the selection"),
        language=LANGUAGE,
    )
    return pdf.render(html, title=f"{title}: {sheet.call}", language=LANGUAGE)


def as_word(content: Content, foot: Facts) -> bytes:
    """A .docx of this content, with real headings."""
    with override(LANGUAGE):
        sheet = sheet_of(content)
        paper = Report(sheet.title, language=LANGUAGE)
        paper.facts(sheet.facts)
        if sheet.left_out:
            paper.paragraph(sheet.left_out)
        paper.heading(_("Criteria and points"))
        heads = [_("Criterion"), _("Points at most"), _("Weight")]
        paper.table(heads, sheet.criteria, widths=(10, 3, 3))
        for seat in sheet.seats:
            _seat(paper, sheet, seat)
        for one in sheet.supplements:
            paper.heading(one.heading)
            paper.facts([*one.facts, (_("Why"), one.grounds)])
            paper.table(one.heads, one.changes, widths=(3, 6.5, 6.5))
        if sheet.selectors:
            paper.heading(_("Who assessed"))
            paper.facts(sheet.selectors)
        paper.heading(_("In the public record"))
        paper.facts(foot)
        return paper.to_bytes()


def _seat(paper: Report, sheet: Sheet, seat: SeatSheet) -> None:
    paper.heading(seat.heading)
    if not seat.entries:
        paper.paragraph(_("Nobody applied for these places."))
        return
    paper.table(sheet.overview_heads, seat.overview, widths=(2, 2.5, 5.5, 2, 4))
    for entry in seat.entries:
        paper.heading(entry.heading, 2)
        paper.facts([(_("Decision"), entry.decision), *entry.facts])
        if entry.points:
            paper.table(sheet.points_heads, entry.points)
        if entry.reasons:
            paper.heading(_("Reasons of the decision"), 3)
            paper.quote(entry.reasons)
        paper.facts(entry.objection)


def _found(rendition: Rendition) -> SelectionProtocol:
    rows = SelectionProtocol.objects.select_related("call")
    found: SelectionProtocol = rows.get(pk=int(rendition.subject))
    return found


def _name(found: SelectionProtocol, extension: str) -> str:
    return f"protokol-podbor-{found.call.public_id}-{found.number}.{extension}"
