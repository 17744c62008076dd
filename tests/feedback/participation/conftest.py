"""The year and its report. The year goes by once; tests that only read get what was counted then."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.translation import override

from feedback.reports.asking import ask
from feedback.reports.building import build
from feedback.reports.content import Report
from feedback.reports.drilling import READERS, Line, rows_for, sees
from feedback.reports.making import keep, scope_of
from feedback.reports.models import Edition, ParticipationReport
from feedback.reports.trail import Behind
from prestizh.accounts.models import Role, User
from prestizh.places.models import Municipality
from tests.factories import make_user
from tests.feedback.participation.year import at, go_through
from tests.fixtures_clock import Clock

_counted: list[tuple[Report, Behind]] = []
# Under each key of the year's report: the rows as a clerk read them, while they were there.
_drilled: dict[str, list[Line]] = {}


@pytest.fixture
def administrator(db: None) -> User:
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def asked(clock: Clock, administrator: User) -> Callable[..., ParticipationReport]:
    """Asks for the report on 2030 (or another period) on 15 January 2031."""

    def report(**more: Any) -> ParticipationReport:
        if clock.now() < at(2031, 1, 15):
            clock.step_to(at(2031, 1, 15))
        Municipality.objects.get_or_create(pk=1)
        days = {"first_day": at(2030, 1, 1).date(), "last_day": at(2030, 12, 31).date()}
        return ask(actor=administrator, **{**days, **more})

    return report


@pytest.fixture
def edition(
    clock: Clock,
    long_transaction: None,
    asked: Callable[..., ParticipationReport],
) -> Edition:
    """The report on the year of `go_through`, counted; the rows themselves are there for the first test."""
    if not _counted:
        go_through(clock)
        report = asked()
        _counted.append(build(scope_of(report), lambda _done, _total: None))
        clerk = make_user(Role.CLERK)
        for key, (of, keys) in _counted[0][1].items():
            found = rows_for(clerk, of, keys) if sees(clerk, of) else ()
            _drilled[key] = [READERS[of].line(row) for row in found]
        return keep(report, *_counted[0])
    return keep(asked(), *_counted[0])


@pytest.fixture
def drilled(edition: Edition) -> dict[str, list[Line]]:
    """What a clerk finds behind each number of the year's report."""
    return _drilled


@pytest.fixture
def english() -> Iterator[None]:
    """Sentences and addresses in English, for tests that read them."""
    with override("en"):
        yield
