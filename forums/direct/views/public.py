"""What everybody reads: the register, one entry, its terms, the calendar, the procedures."""

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

from forums.direct.explaining import explained
from forums.direct.forms.filtering import FilterForm
from forums.direct.kinds import Kind
from forums.direct.models import Initiative, publication_key
from forums.direct.open_data import of_measures, table_of
from forums.direct.procedure import LISTS
from forums.direct.procedures import PROCEDURES
from forums.direct.reading import Dated, Entry, dates_of, read, timeline
from prestizh.legaltext import tidy
from prestizh.outbox.links import absolute
from prestizh.places.calendar import calendar
from prestizh.terms import closes_at, sofia_day
from prestizh.ui.artefacts import now_of, published, true_until
from prestizh.ui.exporting import exported, one_by_one

ROWS = 20
MOST_DATES = 200


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The public register, newest first."""
    today, days = sofia_day(now_of(request)), calendar()
    form = FilterForm(request.GET)
    form.is_valid()
    found = form.narrowed(Initiative.objects.public()).with_all()
    file = exported(request, lambda: table_of(one_by_one(found)), _("Direct participation"))
    if file is not None:
        return file
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    entries = [read(row, today, days) for row in page]
    true_until(request, closes_at(today))
    context = {
        "form": form,
        "page": page,
        "entries": entries,
        "is_filtered": any(form.cleaned_data.values()),
        "section": "bodies",
    }
    return render(request, "direct/list.html", context)


def entry_of(request: HttpRequest, public_id: str) -> Entry:
    """The entry that everybody may read, as it stands until midnight; else 404."""
    row = get_object_or_404(Initiative.objects.public().with_all(), public_id=public_id)
    today = sofia_day(now_of(request))
    true_until(request, closes_at(today))
    return read(row, today, calendar())


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The one page of an initiative, an assembly or a referendum."""
    entry = entry_of(request, public_id)
    row = entry.row
    rows = row.measures.all()
    file = exported(request, lambda: of_measures(rows, entry.today), _("Measures"))
    if file is not None:
        return file
    measures = [(one, one.is_late(entry.today)) for one in rows]
    context: dict[str, Any] = {
        "entry": entry,
        "row": row,
        "procedure": PROCEDURES[Kind(row.kind)],
        "events": timeline(row.changes.select_related("document"), entry),
        "result": getattr(row, "result", None),
        "answer": getattr(row, "answer", None),
        "measures": measures,
        "names": row.committee.filter(agreed=True),
        "topics": list(row.topics.all()),
        "section": "bodies",
    }
    return render(request, "direct/page.html", context)


@published(publication_key)
@login_not_required
@require_safe
def terms(request: HttpRequest, public_id: str) -> HttpResponse:
    """How each term of this entry was counted."""
    entry = entry_of(request, public_id)
    told = [(line, list(explained(line.due))) for line in entry.lines]
    context = {"entry": entry, "row": entry.row, "told": told, "section": "bodies"}
    return render(request, "direct/terms.html", context)


def coming(request: HttpRequest) -> list[Dated]:
    """The days that are still to come, of all that run; the page holds until midnight."""
    today, days = sofia_day(now_of(request)), calendar()
    true_until(request, closes_at(today))
    rows = Initiative.objects.public().running().with_all()[:MOST_DATES]
    found = [date for row in rows for date in dates_of(read(row, today, days))]
    return sorted((one for one in found if one.day >= today), key=lambda one: one.day)


@published(LISTS)
@login_not_required
@require_safe
def dates(request: HttpRequest) -> HttpResponse:
    """The calendar of what is due and held."""
    return render(request, "direct/calendar.html", {"dates": coming(request), "section": "bodies"})


@published(LISTS)
@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The procedures, in plain words with the articles."""
    context = {"procedures": PROCEDURES.values(), "section": "bodies"}
    return render(request, "direct/rules.html", context)


if TYPE_CHECKING:
    DirectFeed = SyndicationFeed[Initiative, None]
else:
    DirectFeed = SyndicationFeed


class Feed(DirectFeed):
    """The newest entries of the register as Atom."""

    feed_type = Atom1Feed
    title = gettext_lazy("Direct participation")

    def link(self) -> str:
        """The register in the language of the feed; from the site's setting, not from the Host."""
        return absolute(reverse("direct:list"))

    def feed_url(self) -> str:
        """The feed itself."""
        return absolute(reverse("direct:feed"))

    def items(self) -> list[Initiative]:
        """The twenty newest."""
        return list(Initiative.objects.public().prefetch_related("changes")[:20])

    def item_title(self, item: Initiative) -> str:
        return tidy(f"{item.get_kind_display()}: {item}")

    def item_description(self, item: Initiative) -> str:
        return tidy(f"{item.get_stage_display()}. {item.asks}")

    def item_link(self, item: Initiative) -> str:
        return absolute(item.get_absolute_url())

    def item_updateddate(self, item: Initiative) -> datetime:
        return max(change.at for change in item.changes.all())

    @classmethod
    def as_page(cls) -> Any:
        """The feed as a view that needs no sign-in."""
        return login_not_required(cls())
