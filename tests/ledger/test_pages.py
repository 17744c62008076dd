"""The record's pages: for everybody, without an account."""

from pathlib import Path
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from prestizh.ledger import daily, reading
from tests.ledger.chains import make_chain
from tests.ledger.forging import stand_alone


def test_the_record_says_its_root_and_the_daily_ones(db: None, client: Client) -> None:
    make_chain(2)
    kept = daily.keep_root()
    make_chain(1)
    page = client.get(reverse("ledger:record")).content.decode()
    assert reading.root()[1] in page
    assert kept.root.hex() in page


def test_a_chain_is_downloaded_and_checked_with_the_program_from_the_site(
    db: None, client: Client, tmp_path: Path
) -> None:
    subject, made = make_chain(2)
    chain = client.get(reverse("ledger:chain", args=[subject]))
    (tmp_path / "chain.json").write_bytes(chain.content)
    assert "person 0" not in chain.content.decode()
    program = tmp_path / "verifier.py"
    program.write_bytes(client.get(reverse("ledger:verifier")).content)
    receipt = made[0].hash.hex()
    found = stand_alone(tmp_path / "chain.json", "--receipt", receipt, program=program)
    assert found.code == 0, found.said


def test_a_chain_that_does_not_exist_is_not_found(db: None, client: Client) -> None:
    assert client.get(reverse("ledger:chain", args=[uuid4()])).status_code == 404


def test_all_roots_can_be_had(db: None, client: Client) -> None:
    make_chain(1)
    kept = daily.keep_root()
    (root,) = client.get(reverse("ledger:roots")).json()["roots"]
    assert (root["root"], root["entries"]) == (kept.root.hex(), 1)
