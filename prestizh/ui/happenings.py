"""What happens on which day: each app brings its own days, the calendar shows them all.

An app registers with `@happenings` as it starts. Only what everybody may read is given.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from prestizh.refusal import Sentence


@dataclass(frozen=True, slots=True)
class Happening:
    """One day of the calendar. `key` names it for ever, as calendars of people ask for.

    `scopes` are those by which it can be asked for: `body:<public id>`, `topic:<id>`. `starts_at`
    and `ends_at` are instants; without them it lasts the whole `day`. `said_at` is the instant at
    which it was made known, `path` leads to its page in the active language.
    """

    key: str
    kind: Sentence
    title: str
    path: str
    day: date
    said_at: datetime
    scopes: frozenset[str] = frozenset()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    is_cancelled: bool = False


# Gives what happens from the first day up to and with the last.
Source = Callable[[date, date], Iterable[Happening]]
_sources: list[Source] = []


def happenings(source: Source) -> Source:
    """Register a source of days."""
    if source not in _sources:
        _sources.append(source)
    return source


def between(first: date, last: date, scope: str = "") -> list[Happening]:
    """All that happens from `first` to `last`, of one scope if it is given, in order."""
    found = [one for source in _sources for one in source(first, last)]
    return sorted(
        (one for one in found if not scope or scope in one.scopes),
        key=lambda one: (one.day, one.starts_at is not None, str(one.starts_at), one.key),
    )
