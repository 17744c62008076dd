"""What everybody reads: the calls, one call with its result, its term, the feed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed as SyndicationFeed
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from consultations.counting_aloud import aloud
from forums.calls.models import Call, publication_key
from forums.calls.procedure import LISTS
from forums.calls.protocol.drawing_up import PUBLIC, paper_of
from forums.calls.protocol.sheet import supplements_of
from forums.calls.publishing import counted
from forums.calls.result import describe, results, standing
from forums.calls.stages import CallStage
from forums.calls.tables import of_calls, of_result
from prestizh import terms
from prestizh.documents.serving import paper_response
from prestizh.legaltext import tidy
from prestizh.outbox.links import absolute
from prestizh.ui.artefacts import now_of, published, true_until
from prestizh.ui.exporting import exported, one_by_one

ROWS = 20


def public_call(public_id: str) -> Call:
    """The call that everybody may read, else 404."""
    rows = Call.objects.public().select_related("body__unit")
    found: Call = get_object_or_404(rows, public_id=public_id)
    return found


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The calls to which one can apply now, by their end; below, all others, newest first."""
    now = now_of(request)
    rows = Call.objects.public().select_related("body")
    file = exported(
        request, lambda: of_calls(one_by_one(rows.order_by("-pk")), now), _("Calls for members")
    )
    if file is not None:
        return file
    open_now = list(rows.open_at(now).order_by("closes_at", "pk"))
    others = rows.exclude(stage=CallStage.PUBLISHED, closes_at__gt=now)
    page = Paginator(others.order_by(F("published_at").desc(), "-pk"), ROWS).get_page(
        request.GET.get("page")
    )
    _until(request, now, [*open_now, *page])
    context = {
        "open_now": [(call, standing(call, now)) for call in open_now],
        "rows": [(call, standing(call, now)) for call in page],
        "page": page,
        "today": terms.sofia_day(now),
        "section": "calls",
    }
    return render(request, "calls/list.html", context)


def _until(request: HttpRequest, now: datetime, shown: list[Call]) -> None:
    """„Остават 3 дни“ is true until midnight; „open“, and that one can object, until the term ends."""
    true_until(request, terms.closes_at(terms.sofia_day(now)))
    for call in shown:
        if call.is_open(now):
            true_until(request, call.closes_at)
        if call.takes_objections(now):
            true_until(request, call.objections_close_at)


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The one page for the whole life of a call."""
    call = public_call(public_id)
    now = now_of(request)
    _until(request, now, [call])
    shown = results(call)
    file = exported(request, lambda: of_result(shown), _("Result")) if shown else None
    if file is not None:
        return file
    protocol = call.protocols.first() if call.has_result else None
    context = {
        "call": call,
        "standing": standing(call, now),
        "is_open": call.is_open(now),
        "takes_late": call.stage in {CallStage.PUBLISHED, CallStage.SELECTING},
        "takes_objections": call.takes_objections(now),
        "today": terms.sofia_day(now),
        "seats": call.seats.select_related("seat"),
        "criteria": call.criteria.all(),
        "papers": call.papers.all(),
        "results": shown,
        "protocol": protocol,
        "corrections": supplements_of(protocol.shown) if protocol else [],
        "section": "calls",
    }
    return render(request, "calls/page.html", context)


@published(publication_key)
@login_not_required
@require_safe
def term(request: HttpRequest, public_id: str) -> HttpResponse:
    """How the term was counted: the rule, the days that were skipped, the law."""
    call = public_call(public_id)
    assert call.published_on is not None  # noqa: S101 - what is public was published
    days = counted(call.published_on, call.term_days)
    context = {"call": call, "counted": days, "steps": list(aloud(days)), "section": "calls"}
    return render(request, "calls/term.html", context)


@published(publication_key)
@login_not_required
@require_safe
def calendar_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The last day to apply as .ics."""
    call = public_call(public_id)
    assert call.last_day is not None  # noqa: S101 - what is public has its term
    event = Event()
    event.add("uid", f"{call.public_id}@call")
    event.add("dtstamp", call.published_at)
    event.add("dtstart", call.last_day)
    event.add("dtend", call.last_day + timedelta(days=1))
    event.add("summary", _("Last day to apply: %(call)s") % {"call": call})
    event.add("url", absolute(call.get_absolute_url()))
    calendar = Calendar()
    calendar.add("prodid", "-//Prestizh//calls//BG")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


@published(publication_key)
@login_not_required
@require_safe
def data(request: HttpRequest, public_id: str) -> HttpResponse:
    """The call, its criteria and its result, machine-readable."""
    call = public_call(public_id)
    return JsonResponse(describe(call), json_dumps_params={"ensure_ascii": False})


@login_not_required
@require_safe
def protocol(request: HttpRequest, public_id: str, extension: str) -> HttpResponse:
    """The public copy of the protocol as PDF or Word file, or how far the worker is with it."""
    newest = public_call(public_id).protocols.first()
    return paper_response(request, paper_of(newest, PUBLIC, extension))


if TYPE_CHECKING:
    # What the feed stands on; it takes parameters only for the type checker.
    CallFeed = SyndicationFeed[Call, None]
else:
    CallFeed = SyndicationFeed


class Feed(CallFeed):
    """The newest calls as Atom."""

    feed_type = Atom1Feed
    title = gettext_lazy("Calls for members of councils and working groups")

    def link(self) -> str:
        """The list in the language of the feed; from the site's setting, not from the Host."""
        return absolute(reverse("calls:list"))

    def feed_url(self) -> str:
        """The feed itself."""
        return absolute(reverse("calls:feed"))

    def items(self) -> list[Call]:
        """The twenty newest that are public."""
        return list(Call.objects.public().select_related("body").order_by("-published_at")[:20])

    def item_title(self, item: Call) -> str:
        return tidy(f"{item} · {item.body}")

    def item_description(self, item: Call) -> str:
        return tidy(item.words)

    def item_link(self, item: Call) -> str:
        return absolute(item.get_absolute_url())

    def item_updateddate(self, item: Call) -> datetime:
        return max(
            at for at in (item.published_at, item.decided_at, item.finished_at) if at is not None
        )

    @classmethod
    def as_page(cls) -> Any:
        """The feed as a view that needs no sign-in."""
        return login_not_required(cls())
