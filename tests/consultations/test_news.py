"""The digest tells every public event of a consultation once, to whom it concerns."""

from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from consultations import outcome
from consultations.models import Consultation
from consultations.news import consultation_news
from prestizh.accounts.models import User
from prestizh.outbox import delivery, digest
from prestizh.outbox.models import Follow
from prestizh.terms import SOFIA
from tests.consultations.making import make_clerk, make_draft, make_open, make_opinion
from tests.factories import make_settlement, make_topic, make_user
from tests.fixtures_clock import Clock
from tests.running import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]

MORNING = datetime(2030, 4, 15, 10, tzinfo=SOFIA)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def clerk(clock: Clock) -> User:
    clock.step_to(MORNING)
    return make_clerk()


@pytest.fixture
def consultation(clerk: User) -> Consultation:
    return make_open(clerk, title_en="Ordinance on a clean yard")


def test_an_event_is_in_the_window_that_ends_with_it_and_in_no_other(
    consultation: Consultation,
) -> None:
    """Windows are half-open the way the digest has them: after one end, up to the next."""
    at, day = consultation.published_at, timedelta(days=1)
    assert at is not None
    windows = [(at - day, at - MOMENT), (at - MOMENT, at), (at - day, at), (at, at + day)]
    assert [len(list(consultation_news(*window))) for window in windows] == [0, 1, 1, 0]


def test_news_go_to_whom_it_concerns(clerk: User) -> None:
    topic, village = make_topic(), make_settlement()
    consultation = make_open(clerk, topics=[topic], settlements=[village])
    (item,) = consultation_news(MORNING - MOMENT, MORNING)
    assert item.scopes == {
        "everything",
        f"consultation:{consultation.public_id}",
        f"topic:{topic.pk}",
        f"settlement:{village.pk}",
    }


def test_news_are_told_in_the_readers_language(consultation: Consultation) -> None:
    with override("en"):
        (item,) = consultation_news(MORNING - MOMENT, MORNING)
        assert str(item.sentence) == (
            "Ordinance on a clean yard: The draft was published for discussion until 15 May 2030."
        )
        assert item.path == f"/en/consultations/{consultation.public_id}/"
    with override("bg"):
        (item,) = consultation_news(MORNING - MOMENT, MORNING)
        assert str(item.sentence).startswith(f"{consultation.title}: ")
        assert "15 май 2030 г." in str(item.sentence)


def test_drafts_and_what_people_wrote_are_no_news(clerk: User) -> None:
    make_draft(clerk)
    make_opinion(make_open(clerk), make_user())
    told = [str(item.sentence) for item in consultation_news(MORNING - MOMENT, MORNING)]
    assert len(told) == 1


def test_one_mail_tells_a_follower_of_the_day(
    clock: Clock, consultation: Consultation, clerk: User, smtp_server: MailServer
) -> None:
    for scope in ("everything", f"consultation:{consultation.public_id}"):
        Follow.objects.create(
            address="ivanka@example.bg",
            language="bg",
            scope=scope,
            token=f"token-{scope}"[:43],
            asked_at=MORNING - timedelta(days=1),
            confirmed_at=MORNING - timedelta(days=1),
            told_until=MORNING - timedelta(days=1),
        )
    outcome.withdraw(consultation, actor=clerk, reason="Отпадна нуждата.")
    clock.step_to(MORNING.replace(hour=19))
    assert digest.write_digests() == 1
    delivery.deliver_due()
    (mail,) = [m for m in smtp_server.messages if m["To"] == "ivanka@example.bg"]
    body = mail.get_body(("plain",))
    assert body is not None
    words = str(body.get_content())
    assert words.count(consultation.title) >= 2
    assert words.count("Отпадна нуждата.") == 1
    assert f"http://testserver{consultation.get_absolute_url()}" in words
    clock.step_to(MORNING.replace(hour=19) + timedelta(days=1))
    assert digest.write_digests() == 0
