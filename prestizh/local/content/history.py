"""A past that is told in order: each act at its own moment, with the clock stepped to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from prestizh.ledger import clock
from prestizh.terms import SOFIA

SATURDAY = 5


@dataclass
class History:
    """What happened before `today` (the true day in Sofia), kept until it is played."""

    today: date
    events: list[tuple[datetime, Callable[[], object]]] = field(default_factory=list)

    def happens(self, day: date, hour: str, act: Callable[[], object]) -> None:
        """Have `act` done on `day` at `hour`, as the clocks in Sofia show it ("19:42")."""
        moment = datetime.combine(day, time.fromisoformat(hour), tzinfo=SOFIA)
        self.events.append((moment, act))

    def play(self) -> None:
        """Do everything in the order of the moments; then the clock is true again.

        The clock may begin in the past only while nothing is recorded.
        """
        for moment, act in sorted(self.events, key=lambda event: event[0]):
            clock.step_to(moment)
            act()
        clock.catch_up()

    def ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.today - timedelta(days=days)


def office_day(day: date) -> date:
    """The day itself, or the Friday before it: offices publish on weekdays."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def next_office_day(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
