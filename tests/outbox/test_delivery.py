"""What becomes of a message: its words, and what each answer of the mail server means."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from prestizh.ledger import clock
from prestizh.outbox import delivery, overview
from prestizh.outbox.models import Follow, Message
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.outbox.greeting import greet, part
from tests.running import MailServer

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def try_again(message: Message) -> Message:
    """Make it due and sweep once more."""
    Message.objects.filter(pk=message.pk).update(next_attempt_at=clock.now())
    delivery.deliver_due()
    message.refresh_from_db()
    return message


def test_a_mail_has_text_and_html_in_the_readers_language(smtp_server: MailServer) -> None:
    message = greet(language="en", subject="Greetings")
    delivery.deliver_due()
    message.refresh_from_db()
    assert message.state == Message.State.SENT
    assert message.sent_at is not None
    (mail,) = smtp_server.messages
    assert mail["To"] == "ivanka@example.org"
    assert mail["Subject"] == "Greetings"
    assert mail["Message-ID"] == f"<{message.message_id}@testserver>"
    assert mail["Content-Language"] == "en"
    assert mail["List-Unsubscribe"] is None
    assert "Sign up: http://testserver/<&>" in part(mail, "plain")
    assert 'lang="en"' in part(mail, "html")
    assert 'href="http://testserver/&lt;&amp;&gt;"' in part(mail, "html")


def test_a_subject_stays_one_line(smtp_server: MailServer) -> None:
    greet(subject="Покана\r\nBcc: all@example.org\n\nДоклад\x1b[31m")
    delivery.deliver_due()
    (mail,) = smtp_server.messages
    assert mail["Subject"].strip() == "Покана Bcc: all@example.org Доклад [31m"
    assert mail["Bcc"] is None


def test_nothing_leaves_before_its_time(smtp_server: MailServer) -> None:
    greet(due_at=clock.now() + timedelta(seconds=1))
    delivery.deliver_due()
    assert smtp_server.messages == []


def test_what_is_no_longer_needed_is_dropped(smtp_server: MailServer) -> None:
    message = greet(does="nothing")
    delivery.deliver_due()
    message.refresh_from_db()
    assert (message.state, smtp_server.messages) == (Message.State.DROPPED, [])


def test_an_account_that_was_closed_gets_no_mail(smtp_server: MailServer) -> None:
    person = make_user(is_active=False)
    message = greet(person)
    delivery.deliver_due()
    message.refresh_from_db()
    assert (message.state, smtp_server.messages) == (Message.State.DROPPED, [])


def test_a_letter_that_is_not_ready_waits_and_is_not_counted(smtp_server: MailServer) -> None:
    message = greet(does="wait")
    delivery.deliver_due()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.WAITING, 0)
    assert message.next_attempt_at > clock.now()


@pytest.mark.parametrize("refusal", ["451 later please", None])
def test_after_three_attempts_it_is_set_aside_and_shown(
    smtp_server: MailServer, refusal: str | None
) -> None:
    """For a server that says „later“, and for a letter that can't be made."""
    smtp_server.refusal = refusal
    message = greet(does="" if refusal else "fail")
    waits = []
    for _attempt in range(3):
        message = try_again(message)
        waits.append(message.next_attempt_at - clock.now())
    assert waits[:2] == [timedelta(minutes=5), HOUR]
    assert (message.state, message.attempts) == (Message.State.SET_ASIDE, 3)
    assert list(overview.set_aside()) == [message]
    assert (refusal or "RuntimeError: no words") in message.error
    assert try_again(message).attempts == 3


def test_a_final_refusal_sets_it_aside_at_once(smtp_server: MailServer) -> None:
    smtp_server.refusal = "550 no such reader"
    message = try_again(greet())
    assert (message.state, message.attempts) == (Message.State.SET_ASIDE, 1)
    assert message.error == "550 no such reader"


def test_one_bad_message_does_not_hold_up_the_others(smtp_server: MailServer) -> None:
    greet(does="fail")
    greet(to="second@example.org")
    delivery.deliver_due()
    assert [mail["To"] for mail in smtp_server.messages] == ["second@example.org"]


def test_two_days_without_a_mail_server_lose_and_count_nothing(
    smtp_server: MailServer, settings: Settings
) -> None:
    messages = [greet(to=f"reader{number}@example.org") for number in range(3)]
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1  # nobody listens there
    waits = [try_again(messages[0]).next_attempt_at - clock.now() for _hour in range(48)]
    messages[0].refresh_from_db()
    assert waits[0] == timedelta(seconds=15)
    assert max(waits) == waits[-1] == HOUR
    assert messages[0].attempts == 0
    assert list(overview.failing()) != []
    assert overview.standing().set_aside == 0

    settings.EMAIL_PORT = port
    Message.objects.filter(pk=messages[1].pk).update(next_attempt_at=clock.now())
    delivery.deliver_due()
    readers = {mail["To"] for mail in smtp_server.messages}
    assert readers == {f"reader{number}@example.org" for number in range(3)}
    assert overview.standing().failing == 0


@pytest.mark.parametrize("refusal", ["421 closing down", "421 4.7.0 too many connections"])
def test_a_server_that_closes_is_not_the_messages_fault(
    smtp_server: MailServer, refusal: str
) -> None:
    smtp_server.refusal = refusal
    message = try_again(greet())
    assert (message.state, message.attempts, message.postponed) == (Message.State.WAITING, 0, 1)


def test_the_administrator_tries_again(smtp_server: MailServer) -> None:
    actor = make_user()
    smtp_server.refusal = "550 no"
    message = try_again(greet())
    smtp_server.refusal = None
    overview.retry(message, actor=actor)
    delivery.deliver_due()
    message.refresh_from_db()
    assert message.state == Message.State.SENT
    with pytest.raises(Refused):
        overview.retry(message, actor=actor)


def test_mail_of_a_following_ends_in_one_click(smtp_server: MailServer) -> None:
    now = clock.now()
    follow = Follow.objects.create(
        address="ivanka@example.org",
        language="bg",
        scope="everything",
        token="a-secret",
        asked_at=now,
        confirmed_at=now,
        told_until=now,
    )
    greet(follow=follow.pk)
    delivery.deliver_due()
    (mail,) = smtp_server.messages
    assert mail["List-Unsubscribe"] == "<http://testserver/follow/end/a-secret/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "http://testserver/follow/end/a-secret/" in part(mail, "plain")

    Follow.objects.update(ended_at=now)
    message = greet(follow=follow.pk)
    delivery.deliver_due()
    message.refresh_from_db()
    assert message.state == Message.State.DROPPED
