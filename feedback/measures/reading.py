"""What a report on a period says of proposals and measures; counted from the rows each time."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Q

from feedback.measures.models import OVER, ImprovementProposal, Measure, MeasureState
from feedback.measures.stages import ImprovementStage
from prestizh.terms import closes_at, opens_at, sofia_day


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal of the public register. `days` are those from its receipt to its answer."""

    public_id: str
    reference: str
    source: str
    source_name: str
    text: str
    stage: str
    received_on: date
    due_on: date
    answered_on: date | None
    days: int | None
    url: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure as it stands on the last day of the period; `days_late` counts to its doing, or to
    that day where it is not over."""

    public_id: str
    text: str
    proposal: str
    doer: str
    state: str
    added_on: date
    due_on: date
    done_on: date | None
    result: str
    result_url: str
    days_late: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Of one period: `received` and `answered` in it; `due` are measures whose day lies in it or
    earlier and was not met before it; `done` in it; `late` on its last day; `open_now` beyond.

    `received_count` counts what was put aside or waits to be read, too.
    """

    first: date
    last: date
    received_count: int
    received: tuple[ProposalRow, ...]
    answered: tuple[ProposalRow, ...]
    late_answers: tuple[ProposalRow, ...]
    measures_due: tuple[MeasureRow, ...]
    measures_done: tuple[MeasureRow, ...]
    measures_late: tuple[MeasureRow, ...]
    measures_open: tuple[MeasureRow, ...]

    @property
    def median_days(self) -> float | None:
        """From receipt to answer, over what was answered in the period; None where nothing was."""
        days = [row.days for row in self.answered if row.days is not None]
        return float(median(days)) if days else None

    @property
    def by_outcome(self) -> dict[str, int]:
        """How many were answered with which outcome, every outcome in its order."""
        outcomes = ("accepted", "partly", "rejected", "answered")
        return {one: sum(row.stage == one for row in self.answered) for one in outcomes}


def read(first: date, last: date) -> Reading:
    """Everything about the days from `first` to `last`, both counted. Three queries."""
    begin, end = opens_at(first), closes_at(last)
    within = Q(received_at__gte=begin, received_at__lt=end)
    everything = ImprovementProposal.objects.filter(within).count()
    public = ImprovementProposal.objects.public().filter(received_at__lt=end)
    rows = [_proposal(row) for row in public.order_by("received_at", "pk")]
    found = Measure.objects.filter(added_at__lt=end).select_related("proposal", "unit")
    measures = [_measure(row, last) for row in found.order_by("due_on", "pk")]
    open_now = [row for row in measures if row.state not in OVER]
    return Reading(
        first=first,
        last=last,
        received_count=everything,
        received=tuple(row for row in rows if row.received_on >= first),
        answered=tuple(row for row in rows if row.answered_on and first <= row.answered_on <= last),
        late_answers=tuple(row for row in rows if _is_late(row, last)),
        measures_due=tuple(row for row in measures if _was_due(row, first, last)),
        measures_done=tuple(
            row for row in measures if row.done_on and first <= row.done_on <= last
        ),
        measures_late=tuple(row for row in open_now if row.due_on < last),
        measures_open=tuple(open_now),
    )


def _is_late(row: ProposalRow, last: date) -> bool:
    """Whether on the last day it had no answer though one was due."""
    return row.due_on < last and (row.answered_on is None or row.answered_on > last)


def _was_due(row: MeasureRow, first: date, last: date) -> bool:
    if row.due_on > last or row.state == MeasureState.DROPPED:
        return False
    return row.due_on >= first or row.done_on is None or row.done_on >= first


def _proposal(row: ImprovementProposal) -> ProposalRow:
    received = sofia_day(row.received_at)
    answered = sofia_day(row.answered_at) if row.answered_at else None
    return ProposalRow(
        row.public_id,
        row.reference,
        row.source,
        row.source_name,
        row.public_text,
        ImprovementStage(row.stage).value,
        received,
        row.due_on,
        answered,
        (answered - received).days if answered else None,
        row.get_absolute_url(),
    )


def _measure(row: Measure, last: date) -> MeasureRow:
    """As it stood on the last day: what was done later was not done yet."""
    is_done = row.done_on is not None and row.done_on <= last
    over_later = row.done_on is not None and not is_done
    until = row.done_on if is_done and row.done_on else last
    state = MeasureState.UNDER_WAY if over_later else MeasureState(row.state)
    late = 0 if state == MeasureState.DROPPED else max((until - row.due_on).days, 0)
    return MeasureRow(
        row.public_id,
        row.text,
        row.proposal.reference,
        row.doer,
        state.value,
        sofia_day(row.added_at),
        row.due_on,
        row.done_on if is_done else None,
        "" if over_later else row.result,
        "" if over_later else row.result_url,
        late,
    )
