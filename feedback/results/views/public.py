"""What everybody reads: the list of published results, and those of one survey."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback.measures.models import ImprovementProposal, Measure
from feedback.results import reading
from feedback.results.content import Results, read
from feedback.results.models import LISTS, Publication, publication_key
from feedback.results.tables import of_publications
from feedback.results.words import CRITERIA, shown, with_interval
from feedback.surveys.models import Survey
from prestizh.terms import closes_at, sofia_day
from prestizh.ui.artefacts import now_of, published, true_until
from prestizh.ui.exporting import exported, one_by_one

ROWS = 20
MOST = 10


def publication_of(public_id: str) -> Publication:
    """The published results of a survey, else 404."""
    found: Publication = get_object_or_404(
        Publication.objects.public(), survey__public_id=public_id
    )
    return found


def index_of(found: Results) -> str:
    """The index with its interval; empty where it was not asked for."""
    return with_interval(found.index.figure) if found.index.figure else ""


def _came_of(survey: Survey, today: date) -> dict[str, Any]:
    """What was done because of the answers, the done first; and proposals without a measure so far."""
    newest_done = F("done_on").desc(nulls_last=True)
    measures = Measure.objects.public().filter(proposal__survey=survey)
    measures = measures.select_related("proposal", "unit").order_by(newest_done, "due_on", "pk")
    proposals = ImprovementProposal.objects.public().filter(survey=survey, measures=None)
    return {
        "measures": [(row, row.days_late(today)) for row in measures[:MOST]],
        "proposals": [
            (row, row.days_late(today)) for row in proposals.order_by("year", "number")[:MOST]
        ],
    }


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Published results, the newest first."""
    rows = Publication.objects.public()
    file = exported(request, lambda: of_publications(one_by_one(rows)), _("Results of surveys"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    entries = [(row, host, read(row.content["results"])) for row, host in reading.hosted(page)]
    told = [(row, host, found.n, index_of(found)) for row, host, found in entries]
    return render(request, "results/list.html", {"page": page, "entries": told})


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The results, earlier ones, and what was changed because of the answers."""
    found = publication_of(public_id)
    # Measures change apart from this page; it is made anew each day.
    today = sofia_day(now_of(request))
    true_until(request, closes_at(today))
    earlier = reading.earlier(found.survey)
    [(_row, host)] = reading.hosted([found])
    context = {
        **shown(read(found.content["results"]), found.content["voices"]),
        "publication": found,
        "survey": found.survey,
        "host": host,
        "earlier": [(one, with_interval(one.index)) for one in earlier],
        "compared": [
            (label, [with_interval(one.scores.get(code)) for one in earlier])
            for code, label in CRITERIA.items()
        ],
        **_came_of(found.survey, today),
    }
    return render(request, "results/page.html", context)
