"""What everybody reads: all recommendations, the unanswered ones, one with its answers."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed as SyndicationFeed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from forums.recommendations.events import events_of
from forums.recommendations.forms.filtering import FilterForm
from forums.recommendations.models import Recommendation, publication_key
from forums.recommendations.models.recommendation import RecommendationQuerySet
from forums.recommendations.procedure import LISTS
from forums.recommendations.table import of_measures, table_of
from prestizh.documents.table import Table
from prestizh.outbox.links import absolute
from prestizh.terms import closes_at, sofia_day
from prestizh.ui.artefacts import now_of, published, true_until
from prestizh.ui.components import TimelineEntry
from prestizh.ui.exporting import exported, file_of, one_by_one

ROWS = 20


def _shown() -> RecommendationQuerySet:
    found: RecommendationQuerySet = Recommendation.objects.public().select_related(
        "body", "unit", "decision__meeting", "decision__item"
    )
    return found


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All that was recommended, the newest first; filtered by what the reader asks."""
    today = sofia_day(now_of(request))
    form = FilterForm(request.GET)
    form.is_valid()
    found = form.narrowed(_shown(), today)
    true_until(request, closes_at(today))
    file = exported(request, lambda: table_of(one_by_one(found), today), _("Recommendations"))
    if file is not None:
        return file
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(row, row.days_late(today)) for row in page],
        "is_filtered": any(form.cleaned_data.values()),
        "late": Recommendation.objects.public().late(today).count(),
        "section": "bodies",
    }
    return render(request, "recommendations/list.html", context)


@published(LISTS)
@login_not_required
@require_safe
def unanswered(request: HttpRequest) -> HttpResponse:
    """What nobody answered yet: those that are late first, with the days."""
    today = sofia_day(now_of(request))
    true_until(request, closes_at(today))
    found = _shown().unanswered()
    file = exported(request, lambda: table_of(one_by_one(found), today), _("Recommendations"))
    if file is not None:
        return file
    rows = [(row, row.days_late(today)) for row in found]
    context = {
        "rows": rows,
        "late": sum(1 for _row, days in rows if days),
        "section": "bodies",
    }
    return render(request, "recommendations/unanswered.html", context)


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One recommendation: its words, its answers, its measures, what happened."""
    row = get_object_or_404(_shown(), public_id=public_id)
    today = sofia_day(now_of(request))
    true_until(request, closes_at(today))
    measures = row.measures.all()
    file = exported(request, lambda: of_measures(one_by_one(measures), today), _("Measures"))
    if file is not None:
        return file
    context = {
        "recommendation": row,
        "answers": list(row.answers.select_related("document").order_by("-number")),
        "measures": [(one, one.days_late(today)) for one in measures],
        "links": row.links.select_related("consultation", "provision"),
        "entries": [
            TimelineEntry(event.at, event.sentence, event.detail) for event in events_of(row)
        ],
        "late": row.days_late(today),
        "scope": publication_key(public_id),
        "section": "bodies",
    }
    return render(request, "recommendations/page.html", context)


def _table(request: HttpRequest) -> Table:
    return table_of(one_by_one(_shown()), sofia_day(now_of(request)))


@login_not_required
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """All public recommendations, safe to open in a spreadsheet."""
    return file_of(_table(request), "csv", _("Recommendations"))


@login_not_required
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    return file_of(_table(request), "json", _("Recommendations"))


if TYPE_CHECKING:
    # What the feed stands on; it takes parameters only for the type checker.
    RecommendationFeed = SyndicationFeed[Recommendation, None]
else:
    RecommendationFeed = SyndicationFeed


class Feed(RecommendationFeed):
    """The newest recommendations as Atom."""

    feed_type = Atom1Feed
    title = gettext_lazy("What the bodies recommend")

    def link(self) -> str:
        """The list in the language of the feed; from the site's setting, not from the Host."""
        return absolute(reverse("recommendations:list"))

    def feed_url(self) -> str:
        """The feed itself."""
        return absolute(reverse("recommendations:feed"))

    def items(self) -> list[Recommendation]:
        """The twenty that were sent last."""
        return list(_shown().order_by("-sent_at", "-pk")[:20])

    def item_title(self, item: Recommendation) -> str:
        return f"{item.body}: {item}"

    def item_description(self, item: Recommendation) -> str:
        return item.words

    def item_link(self, item: Recommendation) -> str:
        return absolute(item.get_absolute_url())

    def item_updateddate(self, item: Recommendation) -> datetime | None:
        return item.answered_at or item.sent_at

    @classmethod
    def as_page(cls) -> Any:
        """The feed as a view that needs no sign-in."""
        return login_not_required(cls())
