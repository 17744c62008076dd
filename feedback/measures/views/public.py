"""What everybody reads: what was changed, the register of proposals, one with its answer."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed as SyndicationFeed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from feedback.measures.forms.proposing import FilterForm
from feedback.measures.models import ImprovementProposal, Measure, publication_key
from feedback.measures.models.measure import MeasureQuerySet
from feedback.measures.procedure import LISTS
from feedback.measures.table import of_measures, table_of
from prestizh.outbox.links import absolute
from prestizh.terms import closes_at, opens_at, sofia_day
from prestizh.ui.artefacts import now_of, published, true_until
from prestizh.ui.exporting import exported, one_by_one

ROWS = 20


def _done() -> MeasureQuerySet:
    found: MeasureQuerySet = Measure.objects.public().done().select_related("proposal", "unit")
    return found


@published(LISTS)
@login_not_required
@require_safe
def changed(request: HttpRequest) -> HttpResponse:
    """What was done because somebody proposed it; then what is still to come."""
    today = sofia_day(now_of(request))
    true_until(request, closes_at(today))
    ahead = Measure.objects.public().unfinished().select_related("proposal", "unit")
    file = exported(
        request, lambda: of_measures(one_by_one(_done()), today), gettext_lazy("What we changed")
    ) or exported(
        request,
        lambda: of_measures(one_by_one(ahead), today),
        gettext_lazy("Promised and not done yet"),
        which="ahead",
    )
    if file is not None:
        return file
    page = Paginator(_done(), ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "ahead": [(row, row.days_late(today)) for row in ahead[:ROWS]],
        "proposals": ImprovementProposal.objects.public().count(),
    }
    return render(request, "measures/changed.html", context)


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The public register, the newest first; filtered by what the reader asks."""
    today = sofia_day(now_of(request))
    true_until(request, closes_at(today))
    form = FilterForm(request.GET)
    form.is_valid()
    found = form.narrowed(ImprovementProposal.objects.public())
    file = exported(
        request,
        lambda: table_of(one_by_one(found), today),
        gettext_lazy("Proposals for better participation"),
    )
    if file is not None:
        return file
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(row, row.days_late(today)) for row in page],
        "is_filtered": any(form.cleaned_data.values()),
    }
    return render(request, "measures/list.html", context)


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One proposal: its words, its answer, its measures."""
    rows = ImprovementProposal.objects.public().select_related("analysis", "survey__version")
    row = get_object_or_404(rows, public_id=public_id)
    today = sofia_day(now_of(request))
    true_until(request, closes_at(today))
    measures = row.measures.select_related("unit", "proposal")
    file = exported(
        request, lambda: of_measures(one_by_one(measures), today), gettext_lazy("Measures")
    )
    if file is not None:
        return file
    context = {
        "proposal": row,
        "late": row.days_late(today),
        "measures": [(one, one.days_late(today)) for one in measures],
    }
    return render(request, "measures/page.html", context)


if TYPE_CHECKING:
    # What the feed stands on; it takes parameters only for the type checker.
    MeasureFeed = SyndicationFeed[Measure, None]
else:
    MeasureFeed = SyndicationFeed


class Feed(MeasureFeed):
    """What was changed, as Atom."""

    feed_type = Atom1Feed
    title = gettext_lazy("What we changed")

    def link(self) -> str:
        """The page in the language of the feed; from the site's setting, not from the Host."""
        return absolute(reverse("measures:changed"))

    def feed_url(self) -> str:
        """The feed itself."""
        return absolute(reverse("measures:feed"))

    def items(self) -> list[Measure]:
        """The twenty that were done last."""
        return list(_done()[:ROWS])

    def item_title(self, item: Measure) -> str:
        return item.text

    def item_description(self, item: Measure) -> str:
        return item.result

    def item_link(self, item: Measure) -> str:
        return absolute(f"{item.proposal.get_absolute_url()}#measure-{item.pk}")

    def item_updateddate(self, item: Measure) -> datetime | None:
        return opens_at(item.done_on) if item.done_on else None

    @classmethod
    def as_page(cls) -> Any:
        """The feed as a view that needs no sign-in."""
        return login_not_required(cls())
