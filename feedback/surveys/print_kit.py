"""A survey on paper: the poster with its QR code and the form to fill in by hand, as tagged PDFs.

They are made by the worker when the desk asks for them; one for each last day, because both say it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import segno
from django.utils.translation import gettext as _
from django.utils.translation import override

from feedback.surveys import asking, hosts
from feedback.surveys.models import Survey
from prestizh.documents import pdf
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import Made, makes, request_rendition
from prestizh.ledger import clock
from prestizh.outbox.links import absolute
from prestizh.places.models import Municipality
from prestizh.refusal import Refused

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of squares: the path of an SVG, `size` squares wide and high."""

    path: str
    size: int


POSTER, FORM = "survey_poster.pdf", "survey_form.pdf"
# Light squares around the code, without which no telephone finds it (ISO/IEC 18004).
QUIET = 4
# Names of files, as they are kept on a disk.
NAMES = {POSTER: "plakat", FORM: "formulyar"}


def print_out(survey: Survey, kind: str, language: str) -> Rendition:
    """The poster or the form in one language: asked for now, or long since. Raises `Refused`."""
    if not survey.is_open(clock.now()):
        raise Refused(_("Posters and forms are printed while the survey is open."))
    key = f"{kind}:{survey.public_id}:{survey.last_day}:{language}"
    return request_rendition(kind, survey.public_id, language, key=key)


@makes(POSTER)
@makes(FORM)
def printed(rendition: Rendition, progress: Progress) -> Made:
    """The sheet for the door of the hall, or the questionnaire with boxes and lines."""
    survey = Survey.objects.select_related("version").get(public_id=rendition.subject)
    html, title = page_of(survey, rendition.kind, rendition.language)
    progress(1, 2)
    content = pdf.render(html, title=title, language=rendition.language)
    name = f"{NAMES[rendition.kind]}-{survey.public_id}-{rendition.language}.pdf"
    return Made(name, "application/pdf", content, public=True)


def page_of(survey: Survey, kind: str, language: str) -> tuple[str, str]:
    """The HTML of a sheet, and its title."""
    address = absolute(survey.get_absolute_url())
    content = asking.content_of(survey.version)
    host = hosts.of(survey)
    with override(language):
        context = {
            "survey": survey,
            "host": host if host and host.is_public else None,
            "municipality": Municipality.objects.get(),
            "address": address,
            "qr": drawn(address),
            "intro": content.intro.said_in(language),
            "screens": asking.sheet(content) if kind == FORM else [],
            "made_at": clock.now(),
        }
        what = _("Form to print") if kind == FORM else _("Poster with a QR code")
        title = f"{what}: {survey}"
    template = f"pdf/{kind.removesuffix('.pdf')}.html"
    return pdf.page(template, context, title=title, language=language)


def drawn(address: str) -> Drawn:
    """The QR code of an address; error correction M (15 %), because posters get wet."""
    code = segno.make(address, error="m", micro=False)
    rows = enumerate(code.matrix_iter(border=QUIET))
    dark = [(x, y) for y, row in rows for x, is_dark in enumerate(row) if is_dark]
    path = "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)
    return Drawn(path, int(code.symbol_size(border=QUIET)[0]))
