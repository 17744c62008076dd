"""Reports made by themselves the day after a period, once, with a letter to whom it was promised."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from feedback.reports.models import Every, ParticipationReport, Schedule
from feedback.reports.scheduling import end, make_due, period_of, schedule
from prestizh.accounts.models import Role, User
from prestizh.outbox.models import Message
from prestizh.places.models import Municipality
from prestizh.refusal import Refused
from prestizh.terms import SOFIA
from tests.factories import make_user
from tests.feedback.participation.year import work
from tests.fixtures_clock import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SOFIA)


@pytest.fixture
def quarterly(clock: Clock, administrator: User) -> Schedule:
    """Asked for in the middle of a quarter."""
    clock.step_to(at(2030, 2, 10))
    Municipality.objects.get_or_create(pk=1)
    return schedule(actor=administrator, every=Every.QUARTER, recipients=[administrator])


def days_of(row: Schedule) -> list[tuple[date, date]]:
    return [(one.first_day, one.last_day) for one in row.reports.order_by("first_day")]


def test_the_quarter_and_the_year_of_a_day_are_known() -> None:
    assert period_of(Every.QUARTER, date(2030, 5, 31)) == (date(2030, 4, 1), date(2030, 6, 30))
    assert period_of(Every.QUARTER, date(2030, 12, 1)) == (date(2030, 10, 1), date(2030, 12, 31))
    assert period_of(Every.YEAR, date(2032, 2, 29)) == (date(2032, 1, 1), date(2032, 12, 31))


def test_it_is_made_the_day_after_the_period_and_only_once(
    quarterly: Schedule, clock: Clock
) -> None:
    clock.step_to(at(2030, 3, 31, 23))
    assert make_due() == 0

    clock.step_to(at(2030, 4, 1, 0) + timedelta(minutes=1))
    assert make_due() == 1
    assert make_due() == 0

    assert days_of(quarterly) == [(date(2030, 1, 1), date(2030, 3, 31))]


def test_a_beat_that_slept_makes_up_for_every_period(quarterly: Schedule, clock: Clock) -> None:
    clock.step_to(at(2030, 10, 5))

    assert make_due() == 3

    assert [first.month for first, _last in days_of(quarterly)] == [1, 4, 7]


def test_a_letter_goes_out_once_it_is_counted(
    quarterly: Schedule, clock: Clock, administrator: User
) -> None:
    clock.step_to(at(2030, 4, 1))
    make_due()
    assert not Message.objects.filter(kind="participation.ready").exists()

    work()

    found = Message.objects.get(kind="participation.ready")
    assert found.user == administrator
    assert not mail.outbox


def test_who_reads_no_reports_gets_no_letter(administrator: User) -> None:
    for people, sentence in (([], "at least one"), ([make_user(Role.MODERATOR)], "Only people")):
        with pytest.raises(Refused, match=sentence):
            schedule(actor=administrator, every=Every.YEAR, recipients=people)


def test_one_schedule_of_a_kind_until_it_ends(
    quarterly: Schedule, administrator: User, clock: Clock
) -> None:
    with pytest.raises(Refused, match="regularly already"):
        schedule(actor=administrator, every=Every.QUARTER, recipients=[administrator])

    end(quarterly, actor=administrator)
    with pytest.raises(Refused, match="ended already"):
        end(quarterly, actor=administrator)
    clock.step_to(at(2030, 4, 2))
    assert make_due() == 0
    assert schedule(actor=administrator, every=Every.QUARTER, recipients=[administrator])


def test_it_is_asked_for_and_ended_on_the_page(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    address = reverse("participation:schedules")
    assert client.post(address, {"every": "year", "kind": "all"}).status_code == 422

    given = {"every": "year", "kind": "all", "recipients": [administrator.pk]}
    assert client.post(address, given).status_code == 302
    row = Schedule.objects.get()
    assert administrator.display_name in client.get(address).content.decode()

    client.post(reverse("participation:end_schedule", args=[row.pk]))
    row.refresh_from_db()
    assert row.ended_at is not None
    assert not ParticipationReport.objects.exists()
