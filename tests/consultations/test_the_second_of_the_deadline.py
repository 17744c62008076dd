"""Open or closed is decided by the database's clock, to the microsecond, over both DST changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from consultations.models import Consultation, Opinion
from tests.consultations.making import make_clerk, make_draft, make_open, make_opinion
from tests.factories import make_user
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db

MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def open_one(clock: Clock) -> Consultation:
    return make_open(make_clerk())


def test_a_microsecond_before_the_end_is_in_time(open_one: Consultation, clock: Clock) -> None:
    assert open_one.closes_at is not None
    clock.step_to(open_one.closes_at - MICROSECOND)
    opinion = make_opinion(open_one, make_user())
    assert opinion.received_at == open_one.closes_at - MICROSECOND
    assert opinion.lateness == Opinion.Lateness.IN_TIME


def test_the_end_itself_is_late(open_one: Consultation, clock: Clock) -> None:
    assert open_one.closes_at is not None
    clock.step_to(open_one.closes_at)
    opinion = make_opinion(open_one, make_user())
    assert opinion.lateness == Opinion.Lateness.LATE
    assert not opinion.proposals.filter(counts=True).exists()


@pytest.mark.parametrize(
    ("published", "last_day", "closes_at"),
    [
        # 30 days over the change to summer time on 29.3.2026: the night has 23 hours.
        (datetime(2026, 3, 3, 8, tzinfo=UTC), date(2026, 4, 2), "2026-04-02T21:00:00+00:00"),
        # The last day is the 25th of October 2026's eve: a Saturday rolls to Monday, winter time.
        (datetime(2026, 9, 24, 8, tzinfo=UTC), date(2026, 10, 26), "2026-10-26T22:00:00+00:00"),
        # Published at 23:30 in Sofia, which is still the day before in UTC terms of the term.
        (
            datetime(2026, 9, 24, 20, 30, tzinfo=UTC),
            date(2026, 10, 26),
            "2026-10-26T22:00:00+00:00",
        ),
        (
            datetime(2026, 9, 24, 21, 30, tzinfo=UTC),
            date(2026, 10, 26),
            "2026-10-26T22:00:00+00:00",
        ),
    ],
)
def test_the_term_ends_at_midnight_in_sofia(
    clock: Clock, published: datetime, last_day: date, closes_at: str
) -> None:
    clock.step_to(published)
    consultation = make_open(make_clerk())
    assert consultation.last_day == last_day
    assert consultation.closes_at == datetime.fromisoformat(closes_at)


def test_the_end_does_not_depend_on_the_time_zone_of_the_session(clock: Clock) -> None:
    clock.step_to(datetime(2026, 9, 24, 8, tzinfo=UTC))
    consultation = make_open(make_clerk())
    with connection.cursor() as cursor:
        for zone in ("UTC", "America/New_York", "Asia/Tokyo"):
            cursor.execute("SELECT set_config('TimeZone', %s, true)", [zone])
            cursor.execute(
                "SELECT closes_at = (last_day + 1)::timestamp AT TIME ZONE 'Europe/Sofia'"
                " FROM consultations_consultation WHERE id = %s",
                [consultation.pk],
            )
            assert cursor.fetchone() == (True,)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"last_day": date(2026, 10, 1)}, "term_has_all_its_days"),
        ({"closes_at": datetime(2026, 10, 26, 22, 0, 1, tzinfo=UTC)}, "term_ends_at_midnight"),
    ],
)
def test_postgresql_refuses_a_term_that_ends_otherwise(
    clock: Clock, change: dict[str, object], constraint: str
) -> None:
    clock.step_to(datetime(2026, 9, 24, 8, tzinfo=UTC))
    draft = make_draft(make_clerk())
    facts: dict[str, object] = {
        "published_at": clock.now(),
        "last_day": date(2026, 10, 26),
        "closes_at": datetime(2026, 10, 26, 22, tzinfo=UTC),
        "text_digest": "ab" * 32,
        **change,
    }
    if "last_day" in change:
        facts["closes_at"] = datetime(2026, 10, 1, 21, tzinfo=UTC)
    rows = Consultation.objects.filter(pk=draft.pk)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**facts)
