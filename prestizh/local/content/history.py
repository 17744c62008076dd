"""A past that is told in order: each act at its own moment, with the clock stepped to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from prestizh.ledger import clock
from prestizh.terms import SOFIA, WorkingDays

ONE_DAY = timedelta(days=1)


@dataclass
class History:
    """What happened before `today` (the true day in Sofia), kept until it is played."""

    today: date
    calendar: WorkingDays
    events: list[tuple[datetime, Callable[[], object]]] = field(default_factory=list)

    def happens(self, day: date, hour: str, act: Callable[[], object]) -> None:
        """Have `act` done on `day` at `hour`, as the clocks in Sofia show it ("19:42")."""
        moment = datetime.combine(day, time.fromisoformat(hour), tzinfo=SOFIA)
        self.events.append((moment, act))

    def play(self) -> None:
        """Do everything in the order of the moments; then the clock is true again.

        The clock may begin in the past only while nothing is recorded.
        """
        in_order = sorted(self.events, key=lambda event: event[0])
        for number, (moment, act) in enumerate(in_order):
            # An act takes a moment itself, so that the next one may be due already.
            if number == 0 or moment > clock.now():
                clock.step_to(moment)
            act()
        clock.catch_up()

    def ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.today - timedelta(days=days)

    def office_day(self, day: date) -> date:
        """The day itself, or the last working one before it: offices publish on working days."""
        while not self.calendar.is_working(day):
            day -= ONE_DAY
        return day

    def next_office_day(self, day: date) -> date:
        """The day itself, or the first working one after it."""
        while not self.calendar.is_working(day):
            day += ONE_DAY
        return day
