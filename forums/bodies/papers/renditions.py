"""The papers of a body that the worker makes: PDF for reading aloud and printing, Word to edit."""

from collections.abc import Callable

from forums.bodies.models import Body
from forums.bodies.papers import MAKERS, Paper
from prestizh.documents import pdf
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import Made, makes
from prestizh.documents.word import Report
from prestizh.places.models import Municipality

Progress = Callable[[int, int], None]
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The acts of a municipality are Bulgarian, whatever language the reader has.
LANGUAGE = "bg"
FILE_NAMES = {"rules": "pravilnik", "act": "akt"}


def paper_of(body: Body, which: str) -> Paper:
    """The paper `rules` or `act` of a body as its settings are now. Raises KeyError for another."""
    return MAKERS[which](body, Municipality.objects.get())


def as_pdf(paper: Paper) -> bytes:
    """A tagged PDF."""
    html, title = pdf.page(
        "pdf/body_paper.html",
        {"paper": paper, "municipality": Municipality.objects.get()},
        title=paper.title,
        language=LANGUAGE,
    )
    return pdf.render(html, title=title, language=LANGUAGE)


def as_word(paper: Paper) -> bytes:
    """A .docx with real headings."""
    word = Report(paper.title, language=LANGUAGE)
    for line in paper.opening:
        word.paragraph(line)
    for part in paper.parts:
        word.heading(part.title)
        for article in part.articles:
            for line in article.lines:
                word.paragraph(line)
    for line in paper.closing:
        word.paragraph(line)
    return word.to_bytes()


def _made(rendition: Rendition, which: str, extension: str) -> Made:
    body = Body.objects.select_related("unit").get(public_id=rendition.subject)
    paper = paper_of(body, which)
    name = f"{FILE_NAMES[which]}-{body.public_id}.{extension}"
    if extension == "pdf":
        return Made(name, PDF, as_pdf(paper), public=False)
    return Made(name, DOCX, as_word(paper), public=False)


@makes("body_rules.pdf")
def rules_pdf(rendition: Rendition, _progress: Progress) -> Made:
    """The draft of the rules of procedure as PDF."""
    return _made(rendition, "rules", "pdf")


@makes("body_rules.docx")
def rules_docx(rendition: Rendition, _progress: Progress) -> Made:
    """The draft of the rules of procedure as a Word file."""
    return _made(rendition, "rules", "docx")


@makes("body_act.pdf")
def act_pdf(rendition: Rendition, _progress: Progress) -> Made:
    """The draft of the constituting act as PDF."""
    return _made(rendition, "act", "pdf")


@makes("body_act.docx")
def act_docx(rendition: Rendition, _progress: Progress) -> Made:
    """The draft of the constituting act as a Word file."""
    return _made(rendition, "act", "docx")
