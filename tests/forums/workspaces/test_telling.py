"""One mail a person and day at most, with how much is new and never what."""

from datetime import datetime, timedelta

import pytest

from forums.bodies import seating
from forums.bodies.models import Membership
from forums.workspaces import talking, telling
from prestizh.accounts.models import User
from prestizh.outbox.letters import make
from prestizh.outbox.models import Message
from prestizh.outbox.rendering import mail_of
from prestizh.terms import SOFIA
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_clerk
from tests.forums.workspaces.making import (
    address,
    client_of,
    make_paper,
    make_room,
    make_topic,
    member_of,
    secretary_of,
)

NOON, EVENING = datetime(2030, 3, 5, 12, tzinfo=SOFIA), datetime(2030, 3, 5, 18, 5, tzinfo=SOFIA)
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("long_transaction")


def told() -> list[Message]:
    return list(Message.objects.filter(kind="workspace.digest").order_by("pk"))


def test_what_others_did_is_told_once_in_the_evening(clock: Clock) -> None:
    clock.step_to(NOON)
    one, other = make_room(), make_room(make_body(name="Друга група"))
    writer = member_of(one)
    reader = member_of(one)
    member_of(other, reader)
    topic = make_topic(one, writer, title="Тайна тема", text="Тайни думи")
    talking.reply(topic, actor=writer, text="Още тайни думи")
    make_paper(other, member_of(other), "Таен документ")
    telling.write_digests()
    assert not told()
    clock.step_to(EVENING)
    telling.write_digests()
    telling.write_digests()
    own = [message for message in told() if message.user_id == reader.pk]
    assert len(own) == 1
    assert not [message for message in told() if message.user_id == writer.pk]
    letter = make(own[0])
    assert letter is not None
    assert sorted(line for room in letter.context["rooms"] for line in room["news"]) == sorted(
        ["2 нови съобщения", "1 нов документ"]
    )
    clock.step(DAY)
    telling.write_digests()
    assert len([message for message in told() if message.user_id == reader.pk]) == 1


def test_the_mail_holds_nothing_of_what_was_written(clock: Clock) -> None:
    clock.step_to(NOON)
    workspace = make_room()
    reader = member_of(workspace)
    make_topic(workspace, member_of(workspace), title="Тайна тема", text="Тайни думи")
    clock.step_to(EVENING)
    telling.write_digests()
    message = next(message for message in told() if message.user_id == reader.pk)
    sent = mail_of(message, clock.now())
    assert sent is not None
    assert workspace.body.name in str(sent.body)
    assert "Тайн" not in f"{sent.subject} {sent.body} {sent.alternatives}"


def test_who_turned_the_mails_off_gets_none_until_on_again(clock: Clock) -> None:
    clock.step_to(NOON)
    workspace = make_room()
    reader = member_of(workspace)
    client, url = client_of(reader), address(workspace, "mail")
    assert client.post(url, {"act": "silence"}).status_code == 302
    make_topic(workspace, member_of(workspace))
    clock.step_to(EVENING)
    telling.write_digests()
    assert reader.pk not in {message.user_id for message in told()}
    client.post(url, {"act": "hear"})
    clock.step(timedelta(hours=2))
    make_topic(workspace, secretary_of(workspace))
    clock.step(DAY)
    telling.write_digests()
    assert reader.pk in {message.user_id for message in told()}


def test_who_left_meanwhile_gets_no_mail(clock: Clock) -> None:
    clock.step_to(NOON)
    workspace = make_room()
    reader: User = member_of(workspace)
    make_topic(workspace, secretary_of(workspace))
    clock.step_to(EVENING)
    telling.write_digests()
    message = next(message for message in told() if message.user_id == reader.pk)
    seating.release(
        Membership.objects.get(user=reader), actor=make_clerk(), ground="own_wish", note=""
    )
    assert make(message) is None
