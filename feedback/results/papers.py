"""Published results as a tagged PDF, made by the worker."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import override

from feedback.results.content import read
from feedback.results.models import Publication
from feedback.results.reading import hosted
from feedback.results.words import shown
from prestizh.documents import pdf
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import Made, makes
from prestizh.places.models import Municipality

Progress = Callable[[int, int], None]


@makes("survey_results.pdf")
def as_pdf(rendition: Rendition, progress: Progress) -> Made:
    """The results with their digest at the end."""
    found = Publication.objects.select_related("survey__version").get(pk=int(rendition.subject))
    html, title = page_of(found, rendition.language)
    progress(1, 2)
    content = pdf.render(html, title=title, language=rendition.language)
    return Made(f"rezultati-{found.survey.public_id}.pdf", "application/pdf", content, public=True)


def page_of(found: Publication, language: str) -> tuple[str, str]:
    """The HTML of the paper, and its title."""
    with override(language):
        [(_row, host)] = hosted([found])
        context = {
            **shown(read(found.content["results"]), found.content["voices"]),
            "publication": found,
            "survey": found.survey,
            "host": host,
            "municipality": Municipality.objects.get(),
            "made_at": found.published_at,
        }
        title = _("Results: %(title)s") % {"title": found}
    return pdf.page("pdf/survey_results.html", context, title=title, language=language)
