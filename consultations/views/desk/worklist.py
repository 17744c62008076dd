"""The work list: what is due, in the order of the deadlines, one next action each."""

from itertools import chain

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.duties import duties, duty, waiting
from consultations.models import Consultation
from consultations.state import state_of
from consultations.tables import of_duties
from consultations.views.desk.frame import ENDED
from prestizh.accounts.access import may, only_for, person_of
from prestizh.ledger import clock
from prestizh.terms import sofia_day
from prestizh.ui.components import FilterOption
from prestizh.ui.exporting import exported, one_by_one

ROWS = 20


@only_for("consultation.read_drafts")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All consultations, mine or everybody's: what waits by its deadline, then what has ended."""
    now = clock.now()
    person = person_of(request)
    rows = Consultation.objects.visible_to(person)
    counts = rows.exclude(stage__in=ENDED).aggregate(
        all=Count("pk"), mine=Count("pk", filter=Q(clerk=person))
    )
    only_mine = request.GET.get("whose") == "mine"
    if only_mine:
        rows = rows.filter(clerk=person)
    ended = rows.filter(stage__in=ENDED).order_by("-pk")
    file = exported(
        request,
        lambda: of_duties(
            chain(duties(rows, now), (duty(row, now) for row in one_by_one(waiting(ended))))
        ),
        _("Clerk's desk"),
    )
    if file is not None:
        return file
    page = Paginator(ended, ROWS).get_page(request.GET.get("page"))
    context = {
        "duties": duties(rows, now),
        "ended": [(row, state_of(row, now)) for row in page],
        "page": page,
        "whose": [
            FilterOption(_("everybody's"), "?", counts["all"], not only_mine),
            FilterOption(_("mine"), "?whose=mine", counts["mine"], only_mine),
        ],
        "today": sofia_day(now),
        "may_edit": may(person, "consultation.draft"),
    }
    return render(request, "consultations/desk/desk.html", context)
