"""The daily root: one a day, over everything, signed where a key is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection
from pytest_django import Settings

from prestizh.ledger import daily, reading
from prestizh.ledger.models import DailyRoot
from prestizh.terms import sofia_day
from tests.fixtures_clock import Clock
from tests.ledger.chains import make_chain

KEY = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"


def test_there_is_one_root_a_day(clock: Clock) -> None:
    subject, _ = make_chain(2)
    count, root = reading.root()
    kept = daily.keep_root()
    assert (kept.on, kept.at, kept.entries) == (sofia_day(clock.now()), clock.now(), count)
    assert bytes(kept.root).hex() == root
    make_chain(1, subject)
    daily.keep_root()
    assert DailyRoot.objects.get() == kept
    clock.step(timedelta(days=1))
    daily.keep_root()
    assert DailyRoot.objects.count() == 2
    assert list(DailyRoot.objects.order_by("on"))[1].heads_then() == {subject: 3}


def test_a_root_is_kept_once_however_many_beats_there_are(committed_db: str) -> None:
    make_chain(1)

    def beat(_: int) -> None:
        daily.keep_root()
        connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(beat, range(10)))
    assert DailyRoot.objects.count() == 1


def test_a_root_is_signed_where_there_is_a_key(db: None, settings: Settings) -> None:
    make_chain(1)
    settings.RECORD_SIGNING_KEY = KEY
    kept = daily.keep_root()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(daily.public_key()))
    key.verify(bytes(kept.signature), kept.signed_line())
    with pytest.raises(InvalidSignature):
        key.verify(bytes(kept.signature), kept.signed_line().replace(b" 1 ", b" 2 "))


def test_without_a_key_nothing_is_signed(db: None, settings: Settings) -> None:
    settings.RECORD_SIGNING_KEY = ""
    assert bytes(daily.keep_root().signature) == b""
    assert daily.public_key() == ""
