"""The daily digest: one mail a day, whatever the beat does."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from prestizh.outbox import delivery, digest
from prestizh.outbox.digest import News
from prestizh.outbox.models import Follow, Message
from tests.fixtures_clock import Clock
from tests.outbox.greeting import part
from tests.running import MailServer

SOFIA = ZoneInfo("Europe/Sofia")
START = datetime(2030, 3, 25, 9, 0, tzinfo=SOFIA)


@pytest.fixture
def happened(monkeypatch: pytest.MonkeyPatch) -> list[News]:
    """What happened in the municipality; the only source of news in the test."""
    happened: list[News] = []
    monkeypatch.setattr(digest, "_sources", [lambda _since, _until: iter(happened)])
    return happened


@pytest.fixture
def day(clock: Clock) -> Clock:
    """The clock at nine in the morning of a Monday, six days before summer time begins."""
    clock.step_to(START)
    return clock


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """An hour of the wall clock in Sofia, some days after the start."""
    return datetime.combine((START + timedelta(days=days)).date(), START.time(), SOFIA).replace(
        hour=hour, minute=minute
    )


def follow(scope: str, address: str = "ivanka@example.org", since: datetime = START) -> Follow:
    return Follow.objects.create(
        address=address,
        language="bg",
        scope=scope,
        token=f"{address}:{scope}"[:43],
        asked_at=since,
        confirmed_at=since,
        told_until=since,
    )


def item(when: datetime, *scopes: str, sentence: str = "Открита е консултация") -> News:
    return News(frozenset(scopes), when, sentence, "/consultations/x/")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(18, 1), at(18, days=-1)),
        (at(18, 2), at(18)),
        (at(23, 59), at(18)),
        (at(0, 30, days=1), at(18)),
        # Summer time begins on 31 March 2030 at 3 in the morning: six is six on the wall.
        (at(18, 5, days=6), at(18, days=6)),
    ],
)
def test_six_in_the_evening_is_sofias(now: datetime, expected: datetime) -> None:
    assert digest.last_six(now.astimezone(UTC)) == expected


def test_one_mail_tells_all_that_an_address_follows(
    day: Clock, happened: list[News], smtp_server: MailServer
) -> None:
    follow("topic:1")
    follow("settlement:2")
    happened += [
        item(at(10), "topic:1", "settlement:2", sentence="И за двете"),
        item(at(11), "settlement:2", sentence="За селото"),
        item(at(12), "topic:9", sentence="За друго"),
    ]
    day.step_to(at(18, 3))
    assert digest.write_digests() == 1
    delivery.deliver_due()
    (mail,) = smtp_server.messages
    assert part(mail).count("И за двете") == 1
    assert "За селото" in part(mail)
    assert "За друго" not in part(mail)
    assert "http://testserver/consultations/x/" in part(mail)
    assert mail["List-Unsubscribe"].strip().startswith("<http://testserver/follow/end-all/")


def test_nothing_new_is_no_mail(day: Clock, happened: list[News]) -> None:
    follow("topic:1")
    happened.append(item(at(10), "topic:2"))
    day.step_to(at(18, 3))
    assert digest.write_digests() == 0
    assert not Message.objects.exists()


def test_a_beat_that_runs_all_day_writes_one(day: Clock, happened: list[News]) -> None:
    follow("everything")
    happened += [item(at(hour), "topic:1") for hour in range(10, 22)]
    for _tick in range(60):
        day.step(timedelta(minutes=15))
        digest.write_digests()
        digest.write_digests()
    assert Message.objects.filter(kind="following.digest").count() == 1


def test_two_days_without_a_beat_are_told_in_one_mail_and_nothing_twice(
    day: Clock, happened: list[News], smtp_server: MailServer
) -> None:
    follow("everything")
    happened += [item(at(10, days=days), "topic:1", sentence=f"Новина {days}") for days in range(4)]
    day.step_to(at(18, 3))
    digest.write_digests()
    delivery.deliver_due()
    day.step_to(at(9, days=3))
    digest.write_digests()
    delivery.deliver_due()
    day.step_to(at(18, 3, days=3))
    digest.write_digests()
    delivery.deliver_due()
    told = [
        [number for number in range(4) if f"Новина {number}" in part(mail)]
        for mail in smtp_server.messages
    ]
    assert told == [[0], [1, 2], [3]]


def test_what_happened_before_somebody_followed_is_not_news_to_them(
    day: Clock, happened: list[News], smtp_server: MailServer
) -> None:
    follow("topic:1")
    follow("topic:2", since=at(12))
    happened += [
        item(at(11), "topic:2", sentence="Преди"),
        item(at(13), "topic:2", sentence="След"),
    ]
    day.step_to(at(18, 3))
    digest.write_digests()
    delivery.deliver_due()
    (mail,) = smtp_server.messages
    assert "След" in part(mail)
    assert "Преди" not in part(mail)


def test_who_ended_it_meanwhile_gets_no_digest(
    day: Clock, happened: list[News], smtp_server: MailServer
) -> None:
    follow("everything")
    happened.append(item(at(10), "topic:1"))
    day.step_to(at(18, 3))
    assert digest.write_digests() == 1
    Follow.objects.update(ended_at=day.now())
    delivery.deliver_due()
    assert smtp_server.messages == []
    assert Message.objects.get().state == Message.State.DROPPED


def test_addresses_that_never_confirmed_are_forgotten(day: Clock) -> None:
    kept = follow("topic:1")
    Follow.objects.create(
        address="typo@example.org", language="bg", scope="topic:1", token="x", asked_at=day.now()
    )
    day.step(timedelta(days=9))
    digest.forget_old()
    assert list(Follow.objects.all()) == [kept]
