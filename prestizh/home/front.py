"""The first page: what is open now, what became of the rest, how to follow."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db.models import Avg, DurationField, ExpressionWrapper, F, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consultations import fragments
from consultations.models import Consultation
from consultations.stages import Stage
from consultations.state import State, state_of
from forums.calls.models import Call
from forums.calls.result import Standing, standing
from prestizh import terms
from prestizh.places.models import in_language
from prestizh.ui.artefacts import now_of, published, true_until

CLOSED = (Stage.REPORTED, Stage.ADOPTED, Stage.REJECTED)
MOST = 12
CALLS = 4
UNFINISHED = 500
DECIDED = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A consultation on the first page, with its title and summary in the page's language."""

    consultation: Consultation
    title: str
    summary: str
    state: State

    @property
    def url(self) -> str:
        return self.consultation.get_absolute_url()


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the proposals in closed consultations were answered, and how fast.

    `days` is the mean from the end of the term to the closing report, in whole days; None where
    no report was ever published.
    """

    proposals: int
    answered: int
    days: int | None

    @property
    def percent(self) -> int:
        return self.answered * 100 // self.proposals if self.proposals else 100


def answered_share() -> Share:
    """The share over all consultations that have their closing report. One query."""
    waited = ExpressionWrapper(
        F("report__published_at") - F("closes_at"), output_field=DurationField()
    )
    sums = Consultation.objects.filter(stage__in=CLOSED, report__isnull=False).aggregate(
        proposals=Sum("proposal_count"), answered=Sum("answered_count"), waited=Avg(waited)
    )
    days = None if sums["waited"] is None else round(sums["waited"] / timedelta(days=1))
    return Share(sums["proposals"] or 0, sums["answered"] or 0, days)


def entries(rows: QuerySet[Consultation], now: datetime) -> list[Entry]:
    """The rows as they are shown at `now`."""
    return [
        Entry(
            row,
            in_language(row.title, row.title_en),
            in_language(row.summary, row.summary_en),
            state_of(row, now),
        )
        for row in rows
    ]


def open_calls(now: datetime) -> list[tuple[Call, Standing]]:
    """The calls for members to which one can apply now, those that end first."""
    rows = Call.objects.public().open_at(now).select_related("body").order_by("closes_at", "pk")
    return [(row, standing(row, now)) for row in rows[:CALLS]]


@login_not_required
@published(fragments.LISTS)
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What a visitor can do today comes first."""
    now = now_of(request)
    today = terms.sofia_day(now)
    unfinished = Consultation.objects.filter(stage__in=[Stage.ANNOUNCED, Stage.PUBLISHED])
    running = entries(unfinished.order_by("closes_at", "planned_on", "pk")[:UNFINISHED], now)
    by_state = {
        state: [entry for entry in running if entry.state == state][:MOST]
        for state in (State.OPEN, State.CLOSED, State.UPCOMING)
    }
    # „Остават 12 дни“ is true until midnight, and the list until the first end of a term.
    true_until(request, terms.closes_at(today))
    for entry in by_state[State.OPEN][:1]:
        true_until(request, entry.consultation.closes_at)
    calls = open_calls(now)
    for call, _standing in calls[:1]:
        true_until(request, call.closes_at)
    decided = Consultation.objects.filter(stage__in=CLOSED, published_at__isnull=False)
    context = {
        "open_now": by_state[State.OPEN],
        "calls": calls,
        "answering": by_state[State.CLOSED],
        "upcoming": by_state[State.UPCOMING],
        "decided": entries(decided.order_by("-report__published_at", "-pk")[:DECIDED], now),
        "share": answered_share(),
        "today": today,
        "section": "front",
    }
    return render(request, "home/front.html", context)
