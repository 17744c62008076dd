"""Reminders are right with the beat doubled, stopped or replayed, and on the days of Sofia.

Each defence has its control: with it off, the same test comes out wrong.
"""

import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from consultations import answering, closing, outcome, reminders, tasks
from consultations.models import Consultation, Proposal
from consultations.reminders import due_before_end, remind, weeks_overdue
from prestizh.accounts.models import User
from prestizh.celery import app
from prestizh.ledger import clock as ledger_clock
from prestizh.outbox.models import Follow, Message
from prestizh.outbox.post import enqueue
from prestizh.terms import SOFIA
from tests.consultations.making import make_clerk, make_open, make_opinion
from tests.factories import make_topic, make_user
from tests.fixtures_clock import Clock

in_one_transaction = pytest.mark.usefixtures("db", "long_transaction")
LAST = date(2030, 5, 20)
DAY, HOUR, MOMENT = timedelta(days=1), timedelta(hours=1), timedelta(microseconds=1)
# Published on these days, the term's last day is the Monday after the night of the change.
SUMMER_BEGINS = (datetime(2030, 3, 2, 10, tzinfo=SOFIA), date(2030, 4, 1))
SUMMER_ENDS = (datetime(2030, 9, 28, 10, tzinfo=SOFIA), date(2030, 10, 28))
ORDINARY = (datetime(2030, 4, 19, 10, tzinfo=SOFIA), date(2030, 5, 20))


@pytest.mark.parametrize(
    ("left", "due"),
    [(31, None), (8, None), (7, 7), (6, 7), (4, 7), (3, 3), (2, 3), (1, 1), (0, 1), (-1, None)],
)
def test_before_the_end_the_next_smaller_of_seven_three_and_one_is_due(
    left: int, due: int | None
) -> None:
    assert due_before_end(LAST, LAST - left * DAY) == due


@pytest.mark.parametrize(
    ("after", "weeks"), [(-5, None), (0, None), (1, 0), (7, 0), (8, 1), (14, 1), (15, 2), (50, 7)]
)
def test_after_the_end_the_clerk_is_reminded_on_the_next_day_and_then_weekly(
    after: int, weeks: int | None
) -> None:
    assert weeks_overdue(LAST, LAST + after * DAY) == weeks


def published(clock: Clock, when: tuple[datetime, date]) -> Consultation:
    """A consultation published at that instant, with that last day."""
    clock.step_to(when[0])
    consultation = make_open(make_clerk())
    assert consultation.last_day == when[1]
    return consultation


def follow(clock: Clock, address: str = "ivanka@example.bg", scope: str = "everything") -> Follow:
    now = clock.now()
    return Follow.objects.create(
        address=address,
        language="bg",
        scope=scope,
        token=uuid.uuid4().hex,
        asked_at=now,
        confirmed_at=now,
        told_until=now,
    )


def told(address: str = "ivanka@example.bg") -> list[int]:
    """Of which days before the end this reader was told, in order."""
    messages = Message.objects.filter(kind="consultation.ends_soon", address=address)
    return [message.context["days"] for message in messages.order_by("pk")]


def owed() -> list[int]:
    """After which weeks the clerk was told that the report is owed, in order."""
    messages = Message.objects.filter(kind="consultation.report_owed").order_by("pk")
    return [message.context["weeks"] for message in messages]


def until(clock: Clock, end: datetime, *, every: timedelta) -> Iterator[datetime]:
    """Step the clock to `end`, and stop at each tick."""
    while clock.now() + every < end:
        yield clock.step(every)


# --- days of Sofia ---------------------------------------------------------------------------


@in_one_transaction
@pytest.mark.parametrize("when", [ORDINARY, SUMMER_BEGINS, SUMMER_ENDS])
@pytest.mark.parametrize("days", [7, 3, 1])
def test_a_reminder_is_due_from_midnight_in_sofia(
    clock: Clock, when: tuple[datetime, date], days: int
) -> None:
    published(clock, when)
    follow(clock)
    midnight = reminders.start_of(when[1] - days * DAY)
    clock.step_to(midnight - MOMENT)
    remind()
    before = told()
    clock.step_to(midnight)
    remind()
    assert days not in before
    assert told() == [*before, days]


@in_one_transaction
@pytest.mark.parametrize("when", [ORDINARY, SUMMER_BEGINS, SUMMER_ENDS])
def test_the_report_is_owed_from_midnight_after_the_last_day(
    clock: Clock, when: tuple[datetime, date]
) -> None:
    consultation = published(clock, when)
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at - MOMENT)
    remind()
    assert owed() == []
    clock.step_to(consultation.closes_at)
    remind()
    assert owed() == [0]


@in_one_transaction
def test_control_a_day_of_utc_is_late(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prestizh.ledger.clock.today", lambda: clock.now().astimezone(UTC).date())
    published(clock, ORDINARY)
    follow(clock)
    clock.step_to(reminders.start_of(ORDINARY[1] - 7 * DAY))
    remind()
    assert told() == []


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2030, 3, 31), datetime(2030, 3, 30, 22, tzinfo=UTC)),
        (date(2030, 4, 1), datetime(2030, 3, 31, 21, tzinfo=UTC)),
        (date(2030, 10, 27), datetime(2030, 10, 26, 21, tzinfo=UTC)),
        (date(2030, 10, 28), datetime(2030, 10, 27, 22, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_midnight_on_both_sides_of_the_change(day: date, instant: datetime) -> None:
    assert reminders.start_of(day) == instant


# --- the beat --------------------------------------------------------------------------------


@in_one_transaction
def test_a_beat_that_ticks_all_the_time_reminds_three_times_and_then_weekly(
    clock: Clock,
) -> None:
    consultation = published(clock, SUMMER_BEGINS)
    follow(clock)
    assert consultation.closes_at is not None
    for _tick in until(clock, consultation.closes_at + 16 * DAY, every=7 * HOUR):
        remind()
        remind()
    assert told() == [7, 3, 1]
    assert owed() == [0, 1, 2]
    assert Message.objects.filter(key__endswith=":clerk").count() == 3


@in_one_transaction
@pytest.mark.parametrize("sleeps_at", range(9))
def test_two_days_without_a_beat_lose_only_what_is_no_longer_true(
    clock: Clock, sleeps_at: int
) -> None:
    """A reminder is left out where the beat slept until the next one, or the end, had come."""
    assert reminded_with_a_pause(clock, sleeps_at) == still_true(sleeps_at)


def still_true(sleeps_at: int) -> set[int]:
    slept = {sleeps_at, sleeps_at - 1}
    days_of = {7: {7, 6, 5, 4}, 3: {3, 2}, 1: {1, 0}}
    return {days for days, on in days_of.items() if on - slept}


def reminded_with_a_pause(clock: Clock, sleeps_at: int) -> set[int]:
    """The reminders of a beat that stops for two days, so many days before the end."""
    consultation = published(clock, ORDINARY)
    follow(clock)
    assert consultation.closes_at is not None
    beginning = consultation.closes_at - (sleeps_at + 1) * DAY
    for now in until(clock, consultation.closes_at, every=6 * HOUR):
        if not beginning <= now < beginning + 2 * DAY:
            remind()
    assert max(Counter(told()).values(), default=0) <= 1
    # What was slept through is not sent beside what is due now.
    days = [m.created_at.astimezone(SOFIA).date() for m in Message.objects.filter(address__gt="")]
    assert len(days) == len(set(days))
    return set(told())


@in_one_transaction
def test_control_reminding_on_the_exact_day_loses_some(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exactly(last_day: date, today: date) -> int | None:
        left = (last_day - today).days
        return left if left in reminders.DAYS_BEFORE else None

    monkeypatch.setattr(reminders, "due_before_end", exactly)
    assert reminded_with_a_pause(clock, 7) < still_true(7)


@in_one_transaction
def test_a_month_without_a_beat_is_one_letter_to_the_clerk(clock: Clock) -> None:
    consultation = published(clock, ORDINARY)
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at + 31 * DAY)
    remind()
    assert owed() == [4]


@in_one_transaction
def test_a_task_that_is_replayed_adds_nothing(clock: Clock) -> None:
    published(clock, ORDINARY)
    follow(clock)
    clock.step_to(reminders.start_of(ORDINARY[1] - 3 * DAY))
    tasks.remind.apply(throw=True)
    before = set(Message.objects.values_list("key", flat=True))
    Message.objects.update(state=Message.State.DROPPED)
    for _replay in range(3):
        tasks.remind.apply(throw=True)
    assert set(Message.objects.values_list("key", flat=True)) == before
    assert not Message.objects.filter(state=Message.State.WAITING).exists()


def test_the_beat_asks_for_reminders() -> None:
    asked = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert tasks.remind.name in asked


def test_beats_that_tick_at_once_write_each_reminder_once(committed_db: str) -> None:
    assert reminded_by_three(remind) == (21, 21)


def test_control_without_the_key_they_write_it_three_times(
    committed_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_key(kind: str, **more: Any) -> Message:
        return enqueue(kind, **{**more, "key": uuid.uuid4().hex})

    monkeypatch.setattr(reminders, "enqueue", without_key)
    messages, readers = reminded_by_three(remind)
    assert messages > readers == 21


def reminded_by_three(tick: Callable[[], int]) -> tuple[int, int]:
    """Three beats tick at once over one consultation with 20 followers: messages and readers."""
    with transaction.atomic():
        clerk = make_clerk()
        consultation = make_open(clerk)
        now = ledger_clock.now()
        for number in range(20):
            Follow.objects.create(
                address=f"reader{number}@example.bg",
                language="bg",
                scope="everything",
                token=uuid.uuid4().hex,
                asked_at=now,
                confirmed_at=now,
                told_until=now,
            )
    assert consultation.closes_at is not None
    ledger_clock.step_to(consultation.closes_at - 2 * DAY)
    together = threading.Barrier(3)

    def beat() -> None:
        together.wait()
        try:
            tick()
        finally:
            connection.close()

    beats = [threading.Thread(target=beat) for _beat in range(3)]
    for thread in beats:
        thread.start()
    for thread in beats:
        thread.join()
    written = Message.objects.filter(kind="consultation.ends_soon")
    return written.count(), written.values("address", "user").distinct().count()


# --- to whom ---------------------------------------------------------------------------------


@in_one_transaction
def test_one_address_gets_one_letter_however_it_follows(clock: Clock) -> None:
    topic = make_topic()
    clock.step_to(ORDINARY[0])
    consultation = make_open(make_clerk(), topics=[topic])
    follow(clock, scope="everything")
    follow(clock, scope=f"topic:{topic.pk}")
    follow(clock, scope=f"consultation:{consultation.public_id}")
    follow(clock, "other@example.bg", scope=f"topic:{topic.pk + 1}")
    clock.step_to(reminders.start_of(ORDINARY[1] - 3 * DAY))
    remind()
    assert told() == [3]
    assert told("other@example.bg") == []


@in_one_transaction
def test_who_begins_to_follow_later_hears_of_the_next_one_only(clock: Clock) -> None:
    published(clock, ORDINARY)
    clock.step_to(reminders.start_of(ORDINARY[1] - 5 * DAY))
    follow(clock)
    remind()
    assert told() == []
    clock.step_to(reminders.start_of(ORDINARY[1] - 3 * DAY))
    remind()
    assert told() == [3]


@in_one_transaction
def test_who_never_confirmed_or_has_ended_it_hears_nothing(clock: Clock) -> None:
    published(clock, ORDINARY)
    follow(clock, "ended@example.bg")
    follow(clock, "unconfirmed@example.bg")
    Follow.objects.filter(address="ended@example.bg").update(ended_at=clock.now())
    Follow.objects.filter(address="unconfirmed@example.bg").update(
        confirmed_at=None, told_until=None
    )
    clock.step_to(reminders.start_of(ORDINARY[1] - 3 * DAY))
    remind()
    assert not Message.objects.filter(address__gt="").exists()


@in_one_transaction
def test_what_is_withdrawn_or_reported_reminds_nobody(clock: Clock) -> None:
    consultation = published(clock, ORDINARY)
    clerk: User = consultation.clerk
    other = make_open(clerk, title="Друга наредба")
    make_opinion(other, make_user())
    outcome.withdraw(consultation, actor=clerk, reason="Отпадна нуждата.")
    assert other.closes_at is not None
    clock.step_to(other.closes_at)
    for proposal in Proposal.objects.all():
        answering.answer(proposal, actor=clerk, decision="accepted")
    closing.close(other, actor=clerk)
    Message.objects.all().delete()
    clock.step(20 * DAY)
    remind()
    assert not Message.objects.exists()


@in_one_transaction
def test_a_tick_costs_the_same_with_one_follower_and_with_fifty(clock: Clock) -> None:
    published(clock, ORDINARY)
    follow(clock)
    clock.step_to(reminders.start_of(ORDINARY[1] - 8 * DAY))
    for number in range(50):
        follow(clock, f"reader{number}@example.bg")
    clock.step_to(reminders.start_of(ORDINARY[1] - 7 * DAY))
    remind()
    assert Message.objects.filter(address__gt="").count() == 51
    with CaptureQueriesContext(connection) as fifty:
        remind()
    Follow.objects.exclude(address="ivanka@example.bg").delete()
    with CaptureQueriesContext(connection) as one:
        remind()
    assert len(one) == len(fifty)
