"""Everything in the portal that has a day by which somebody has to do something.

Each source is one function with a constant number of queries; a new part of the portal adds its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import Consultation
from consultations.stages import Stage
from feedback.measures.models import ImprovementProposal
from feedback.measures.models import Measure as ImprovementMeasure
from feedback.measures.stages import ImprovementStage
from feedback.surveys.models import Plan
from forums.bodies.models import Membership
from forums.bodies.stages import BodyStage
from forums.calls.models import Call
from forums.calls.stages import CallStage
from forums.direct.models import Initiative
from forums.direct.reading import read
from forums.direct.stages import FINAL
from forums.recommendations.models import Measure, Recommendation
from forums.reports.due import all_owed
from prestizh.documents.table import Column, Table
from prestizh.ledger import clock
from prestizh.meetings import reading
from prestizh.meetings.minutes.publishing import due as minutes_due
from prestizh.meetings.minutes.reminders import owed as minutes_owed
from prestizh.meetings.models import Meeting
from prestizh.meetings.stages import MeetingStage
from prestizh.outbox.links import absolute
from prestizh.places.calendar import calendar
from prestizh.terms import SOFIA, add_months, sofia_day


@dataclass(frozen=True, slots=True)
class Due:
    """One thing with a day: about what, what has to be done, where, whose it is, by when."""

    title: str
    action: str
    url: str
    whose: str
    on: date

    def days_late(self, today: date) -> int:
        """Whole days after its day; 0 in time."""
        return max((today - self.on).days, 0)


COLUMNS = (
    Column("title", gettext_lazy("what it is about")),
    Column("action", gettext_lazy("what is to be done")),
    Column("whose", gettext_lazy("whose it is")),
    Column("due_on", gettext_lazy("due on"), date),
    Column("days_late", gettext_lazy("days late")),
    Column("url", gettext_lazy("page")),
)


def of_due_dates(rows: Iterable[Due], today: date) -> Table:
    """One row for each thing with a day, as of `today`."""
    return Table(
        COLUMNS,
        (
            [one.title, one.action, one.whose, one.on, one.days_late(today), absolute(one.url)]
            for one in rows
        ),
    )


@dataclass(frozen=True, slots=True)
class Month:
    """A month of Sofia: its first day, and the first of the next."""

    first: date
    next: date

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month in which the day lies."""
        first = day.replace(day=1)
        return cls(first, add_months(first, 1))

    @property
    def before(self) -> "Month":
        """The month before it."""
        return Month(add_months(self.first, -1), self.first)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From its first instant to the first of the next, for `__range` of instants."""
        return _midnight(self.first), _midnight(self.next)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SOFIA)


def duties(today: date) -> tuple[list[Due], list[Due]]:
    """What is late, the longest first; and what is due from today to the end of the month."""
    found = sorted(
        (one for source in SOURCES for one in source(today)), key=lambda one: (one.on, one.title)
    )
    end = Month.of(today).next
    return (
        [one for one in found if one.on < today],
        [one for one in found if today <= one.on < end],
    )


def _consultations(_today: date) -> Iterator[Due]:
    """After its last day a draft waits for its answers and the report; before, for opinions."""
    now = clock.now()
    rows = Consultation.objects.filter(stage=Stage.PUBLISHED).select_related("clerk", "unit")
    for row in rows.order_by("last_day", "pk"):
        if row.last_day is None:
            continue
        over = row.is_over(now)
        yield Due(
            row.title,
            _("Answer the proposals and publish the closing report")
            if over
            else _("Last day to write on the draft"),
            reverse("consultations:desk_page", args=[row.public_id]),
            str(row.clerk or row.unit or ""),
            row.last_day,
        )


def _recommendations(_today: date) -> Iterator[Due]:
    for row in Recommendation.objects.public().unanswered().select_related("body", "unit"):
        if row.due_on is not None:
            action = _("Answer the recommendation")
            yield Due(str(row), action, row.get_absolute_url(), row.to_whom, row.due_on)


def _recommended_measures(_today: date) -> Iterator[Due]:
    rows = Measure.objects.unfinished().select_related("recommendation", "owner")
    for row in rows:
        if row.due_on is not None:
            url = row.recommendation.get_absolute_url()
            yield Due(row.text, _("Carry the measure out"), url, str(row.owner or ""), row.due_on)


def _minutes(today: date) -> Iterator[Due]:
    meetings = list(minutes_owed())
    for meeting, host in reading.with_hosts(meetings):
        found = minutes_due(meeting, [], today)
        if found is not None:
            action = _("Publish the minutes")
            yield Due(f"{host}: {meeting}", action, meeting.get_absolute_url(), str(host), found.on)


def _meetings(today: date) -> Iterator[Due]:
    rows = Meeting.objects.filter(
        stage=MeetingStage.CONVENED, starts_at__range=(_midnight(today), Month.of(today).span[1])
    )
    for meeting, host in reading.with_hosts(rows.order_by("starts_at")):
        on = sofia_day(meeting.starts_at)
        yield Due(f"{host}: {meeting}", _("It meets"), meeting.get_absolute_url(), str(host), on)


def _reports(today: date) -> Iterator[Due]:
    for body, year, last_day in all_owed(today):
        action = _("Publish the yearly report for %(year)s") % {"year": year}
        yield Due(str(body), action, body.get_absolute_url(), str(body), last_day)


def _mandates(_today: date) -> Iterator[Due]:
    rows = Membership.objects.current().filter(
        body__stage=BodyStage.ACTIVE, mandate_ends_on__isnull=False
    )
    for row in rows.select_related("body").order_by("mandate_ends_on", "pk"):
        if row.mandate_ends_on is not None:
            action = _("The mandate ends")
            yield Due(
                row.name, action, row.body.get_absolute_url(), str(row.body), row.mandate_ends_on
            )


def _calls(_today: date) -> Iterator[Due]:
    """A call whose term is over waits for its selection."""
    rows = Call.objects.filter(stage__in=[CallStage.PUBLISHED, CallStage.SELECTING])
    now = clock.now()
    for row in rows.select_related("body").order_by("last_day", "pk"):
        if row.last_day is not None:
            action = (
                _("Last day to apply") if row.is_open(now) else _("Select and publish the result")
            )
            yield Due(str(row), action, row.get_absolute_url(), str(row.body), row.last_day)


def _direct(today: date) -> Iterator[Due]:
    days = calendar()
    rows = Initiative.objects.public().exclude(stage__in=FINAL).with_all()
    for entry in (read(row, today, days) for row in rows):
        if entry.next is not None and entry.next.is_deadline:
            row = entry.row
            yield Due(
                str(row), str(entry.next.rule.says), row.get_absolute_url(), "", entry.next.day
            )


def _improvements(_today: date) -> Iterator[Due]:
    for row in ImprovementMeasure.objects.unfinished().select_related("owner"):
        action = _("Carry the measure out")
        yield Due(row.text, action, row.get_absolute_url(), str(row.owner or ""), row.due_on)


def _proposals(_today: date) -> Iterator[Due]:
    waiting = ImprovementProposal.objects.filter(
        stage__in=[ImprovementStage.RECEIVED, ImprovementStage.REVIEW]
    )
    for row in waiting:
        action = _("Answer the proposal for better participation")
        url = reverse("measures:desk_page", args=[row.public_id])
        yield Due(str(row), action, url, row.origin, row.due_on)


def _surveys(_today: date) -> Iterator[Due]:
    """What was to open by itself and could not."""
    for row in Plan.objects.unresolved().select_related("survey__version", "made_by"):
        action = _("Open the survey, or plan another hour")
        url = reverse("surveys:desk_page", args=[row.survey.public_id])
        yield Due(str(row.survey), action, url, str(row.made_by), sofia_day(row.opens_at))


SOURCES: tuple[Callable[[date], Iterator[Due]], ...] = (
    _consultations,
    _recommendations,
    _recommended_measures,
    _minutes,
    _meetings,
    _reports,
    _mandates,
    _calls,
    _direct,
    _improvements,
    _proposals,
    _surveys,
)
