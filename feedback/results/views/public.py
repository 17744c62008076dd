"""What everybody reads: the list of published results, and those of one survey."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from feedback.measures.models import Measure, Source
from feedback.results import reading
from feedback.results.content import read
from feedback.results.models import LISTS, Publication, publication_key
from feedback.results.words import CRITERIA, shown, with_interval
from prestizh.terms import closes_at, sofia_day
from prestizh.ui.artefacts import now_of, published, true_until

ROWS = 20
MEASURES = 10


def publication_of(public_id: str) -> Publication:
    """The published results of a survey, else 404."""
    found: Publication = get_object_or_404(
        Publication.objects.public(), survey__public_id=public_id
    )
    return found


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Published results, the newest first."""
    rows = Publication.objects.public()
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    entries = [(row, read(row.content["results"])) for row in page]
    told = [(row, found.n, with_interval(found.index.figure)) for row, found in entries]
    return render(request, "results/list.html", {"page": page, "entries": told})


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The results, earlier ones, and what was changed because of the answers."""
    found = publication_of(public_id)
    # Measures change apart from this page; it is made anew each day.
    true_until(request, closes_at(sofia_day(now_of(request))))
    earlier = reading.earlier(found.survey)
    done = Measure.objects.public().filter(
        proposal__source=Source.SURVEY, proposal__source_name=str(found.survey)[:200]
    )
    context = {
        **shown(read(found.content["results"]), found.content["voices"]),
        "publication": found,
        "survey": found.survey,
        "earlier": [(one, with_interval(one.index)) for one in earlier],
        "compared": [
            (label, [with_interval(one.scores.get(code)) for one in earlier])
            for code, label in CRITERIA.items()
        ],
        "measures": done.select_related("proposal", "unit")[:MEASURES],
    }
    return render(request, "results/page.html", context)
