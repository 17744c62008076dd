"""Published results on the pages of surveys, and the way to them from the desk."""

from feedback.results.models import Publication
from feedback.results.reading import hosted
from feedback.surveys.models import Survey
from feedback.surveys.panels import Panel, below_list, on_desk, on_page

NEWEST = 5


@on_page
def published_results(survey: Survey) -> Panel | None:
    """A link to the results, once they are published."""
    found = Publication.objects.select_related("survey__version").filter(survey=survey).first()
    return Panel("results/panels/page.html", {"publication": found}) if found else None


@on_desk
def results_at_desk(survey: Survey) -> Panel | None:
    """The way to the results, for a survey that was opened."""
    if survey.opens_at is None:
        return None
    return Panel("results/panels/desk.html", {"address": survey.public_id})


@below_list
def newest_results() -> Panel:
    """The newest results below the open surveys."""
    rows = Publication.objects.select_related("survey__version")[:NEWEST]
    return Panel("results/panels/list.html", {"publications": hosted(rows)})
