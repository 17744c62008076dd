"""The daily root of the record reaches the addresses outside the house, once a day."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from prestizh.ledger import reading
from prestizh.outbox import delivery
from prestizh.outbox.models import Message
from prestizh.outbox.tasks import send_daily_root
from tests.fixtures_clock import Clock
from tests.ledger.chains import make_chain
from tests.outbox.greeting import part
from tests.running import MailServer

pytestmark = pytest.mark.django_db


def test_each_address_gets_the_root_once_a_day(
    clock: Clock, settings: Settings, smtp_server: MailServer
) -> None:
    settings.RECORD_ROOT_ADDRESSES = ["notary@example.org", "council@example.org"]
    make_chain(2)
    _count, root = reading.root()
    send_daily_root()
    send_daily_root()
    delivery.deliver_due()
    assert {mail["To"] for mail in smtp_server.messages} == set(settings.RECORD_ROOT_ADDRESSES)
    assert len(smtp_server.messages) == 2
    assert all(root in part(mail, "plain") for mail in smtp_server.messages)
    clock.step(timedelta(days=1))
    send_daily_root()
    assert Message.objects.count() == 4


def test_without_addresses_the_root_is_kept_and_nobody_is_written_to(clock: Clock) -> None:
    make_chain(1)
    send_daily_root()
    assert not Message.objects.exists()
