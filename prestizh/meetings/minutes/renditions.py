"""The papers of minutes that the worker makes: PDF and Word, the full ones and the public ones."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prestizh.documents import pdf
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import Made, makes
from prestizh.meetings.minutes.content import Content
from prestizh.meetings.minutes.papers import LANGUAGE
from prestizh.meetings.minutes.shown import left_out_words, sheet_of
from prestizh.meetings.minutes.word import signed_lines, word_of
from prestizh.meetings.models import MinutesVersion, PublishedCopy, Signature
from prestizh.places.models import Municipality

Progress = Callable[[int, int], None]
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@makes("minutes.pdf")
def public_pdf(rendition: Rendition, progress: Progress) -> Made:
    """The public copy as a tagged PDF."""
    copy = _copy(rendition)
    progress(0, 2)
    content = _pdf_of(copy.content, _signatures(copy.version), _foot(copy), copy.root)
    return Made(_name(copy.version, "pdf"), PDF, content, public=True)


@makes("minutes.docx")
def public_docx(rendition: Rendition, progress: Progress) -> Made:
    """The public copy as a Word file."""
    copy = _copy(rendition)
    content = word_of(copy.content, _signatures(copy.version), _foot(copy))
    return Made(_name(copy.version, "docx"), DOCX, content, public=True)


@makes("minutes_full.pdf")
def full_pdf(rendition: Rendition, progress: Progress) -> Made:
    """Everything that was signed, for those who work here, as a tagged PDF."""
    version = _version(rendition)
    progress(0, 2)
    content = _pdf_of(version.content, _signatures(version), _full_foot(version), "")
    return Made(_name(version, "pdf"), PDF, content, public=False)


@makes("minutes_full.docx")
def full_docx(rendition: Rendition, progress: Progress) -> Made:
    """Everything that was signed, for those who work here, as a Word file."""
    version = _version(rendition)
    content = word_of(version.content, _signatures(version), _full_foot(version))
    return Made(_name(version, "docx"), DOCX, content, public=False)


def _copy(rendition: Rendition) -> PublishedCopy:
    found: PublishedCopy = PublishedCopy.objects.select_related("version__minutes__meeting").get(
        pk=rendition.subject
    )
    return found


def _version(rendition: Rendition) -> MinutesVersion:
    found: MinutesVersion = MinutesVersion.objects.select_related("minutes__meeting").get(
        pk=rendition.subject
    )
    return found


def _signatures(version: MinutesVersion) -> list[Signature]:
    return list(version.signatures.all())


def _foot(copy: PublishedCopy) -> list[tuple[str, str]]:
    facts = [
        (_("Number in the record of this body"), str(copy.record_number)),
        (_("Digest of this copy (SHA-256)"), copy.digest),
        (_("Digest of the signed version (SHA-256)"), copy.version.digest),
        (_("Root of the record"), copy.root),
    ]
    if copy.why:
        facts.insert(0, (_("What is different from the copy before"), copy.why))
    return facts


def _full_foot(version: MinutesVersion) -> list[tuple[str, str]]:
    return [
        (_("Version of the minutes"), str(version.number)),
        (_("Digest of the signed version (SHA-256)"), version.digest),
    ]


def _pdf_of(
    content: Content,
    signatures: Sequence[Signature],
    foot: Sequence[tuple[str, str]],
    record_root: str,
) -> bytes:
    sheet = sheet_of(content)
    html, title = pdf.page(
        "pdf/minutes.html",
        {
            "sheet": sheet,
            "left_out": left_out_words(sheet),
            "signed": signed_lines(sheet, signatures),
            "foot": foot,
            "municipality": Municipality.objects.get(),
            "record_root": record_root,
            "running_title": f"{_('Minutes')}: {sheet.host}, {sheet.meeting}",
        },
        title=gettext_lazy("Minutes"),
        language=LANGUAGE,
    )
    return pdf.render(html, title=f"{title}: {sheet.host}, {sheet.meeting}", language=LANGUAGE)


def _name(version: MinutesVersion, extension: str) -> str:
    return f"protokol-{version.minutes.meeting.public_id}.{extension}"
