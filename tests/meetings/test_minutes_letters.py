"""The letters of minutes arrive whole, and not when they are stale."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from prestizh.accounts.models import User
from prestizh.ledger import clock as portal_clock
from prestizh.meetings.minutes import remarking, signing
from prestizh.meetings.minutes.reminders import remind
from prestizh.meetings.models import Verdict
from prestizh.outbox import delivery
from tests.fixtures_clock import Clock
from tests.meetings.held import draw_up, make_held, send
from tests.running import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]


def delivered(server: MailServer, person: User) -> list[EmailMessage]:
    """What arrives now for this person."""
    del server.messages[:]
    delivery.deliver_due()
    return [mail for mail in server.messages if mail["To"] == person.email]


def words(mail: EmailMessage) -> str:
    """Both forms of a mail, which say the same."""
    parts = [part for part in mail.walk() if part.get_content_type() in {"text/plain", "text/html"}]
    assert len(parts) == 2
    return "\n".join(part.get_content() for part in parts)


def test_a_member_gets_the_draft_and_the_answer(smtp_server: MailServer) -> None:
    held = make_held()
    minutes = send(held)
    (asked,) = delivered(smtp_server, held.members[0])
    assert words(asked).count(f"/meetings/{held.meeting.public_id}/minutes/draft/") == 2
    made = remarking.remark(minutes, actor=held.members[0], text="ДУМИ", item=held.items[0])
    remarking.settle(made, actor=held.secretary, verdict=Verdict.LEFT, answer="Вписано е.")
    (answered,) = delivered(smtp_server, held.members[0])
    for said in ("ДУМИ", "Вписано е.", "неприета"):
        assert words(answered).count(said) == 2


def test_the_chair_is_asked_to_sign_unless_it_changed_meanwhile(smtp_server: MailServer) -> None:
    held = make_held(remarks_days=0)
    minutes = draw_up(held)
    signing.sign(minutes, actor=held.secretary, read=1)
    (asked,) = delivered(smtp_server, held.members[0])
    assert "/minutes/sign/" in words(asked)
    other = make_held(remarks_days=0)
    theirs = draw_up(other)
    signing.sign(theirs, actor=other.secretary, read=1)
    signing.sign(theirs, actor=other.members[0], read=1)
    assert delivered(smtp_server, other.members[0]) == []


def test_the_secretary_is_told_before_the_day_and_when_it_has_passed(
    smtp_server: MailServer, clock: Clock
) -> None:
    held = make_held(minutes_days=5)
    due_on = draw_up(held).due_on
    assert due_on is not None
    clock.step(timedelta(days=(due_on - portal_clock.today()).days - 1))
    remind()
    (before,) = delivered(smtp_server, held.secretary)
    assert "се публикува до" in words(before)
    clock.step(timedelta(days=4))
    remind()
    (late,) = delivered(smtp_server, held.secretary)
    assert words(late).count("закъснението е 3 дни") == 2
