"""A forged record is found: by `verify_ledger`, and by the stand-alone verifier on an export."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from prestizh.ledger import daily, reading
from tests.ledger.chains import make_chain
from tests.ledger.forging import forge, stand_alone, verify_ledger

FIRST = UUID("11111111-1111-4111-8111-111111111111")
SECOND = UUID("22222222-2222-4222-8222-222222222222")
HERE = f"subject = '{FIRST}'"
THE_VALUE = (
    "entry_id = (SELECT id FROM ledger_entry WHERE number = 2 AND " + HERE + ") AND field = '{}'"
)
TEXT, AUTHOR = THE_VALUE.format("text"), THE_VALUE.format("author")
CUT = (
    f"DELETE FROM ledger_value WHERE entry_id = (SELECT id FROM ledger_entry WHERE {HERE}"
    f" AND number = 3); DELETE FROM ledger_entry WHERE {HERE} AND number = 3"
)
CUT_WITH_ITS_HEAD = (
    f"{CUT}; UPDATE ledger_head SET number = 2, hash ="
    f" (SELECT hash FROM ledger_entry WHERE {HERE} AND number = 2) WHERE {HERE}"
)
REWRITTEN = f"""
UPDATE ledger_value SET value = 'forged' WHERE {TEXT};
UPDATE ledger_entry SET commitments = ARRAY(
    SELECT ledger_commitment(field, nonce, value) FROM ledger_value
    WHERE entry_id = ledger_entry.id ORDER BY field
) WHERE {HERE};
UPDATE ledger_entry SET hash = ledger_entry_hash(
    subject, number, at, previous_hash, kind, fields, publics, commitments
) WHERE {HERE} AND number = 2;
UPDATE ledger_entry SET previous_hash =
    (SELECT hash FROM ledger_entry WHERE {HERE} AND number = 2) WHERE {HERE} AND number = 3;
UPDATE ledger_entry SET hash = ledger_entry_hash(
    subject, number, at, previous_hash, kind, fields, publics, commitments
) WHERE {HERE} AND number = 3;
UPDATE ledger_head SET hash =
    (SELECT hash FROM ledger_entry WHERE {HERE} AND number = 3) WHERE {HERE};
"""
BACK_DATED = f"""
UPDATE ledger_entry SET at = at - interval '1 year' WHERE {HERE} AND number = 3;
UPDATE ledger_entry SET hash = ledger_entry_hash(
    subject, number, at, previous_hash, kind, fields, publics, commitments
) WHERE {HERE} AND number = 3;
UPDATE ledger_head SET hash =
    (SELECT hash FROM ledger_entry WHERE {HERE} AND number = 3) WHERE {HERE};
"""

# In the public part: both find it.
PUBLIC = {
    "another kind": f"UPDATE ledger_entry SET kind = 'test.forged' WHERE {HERE} AND number = 2",
    "another instant": f"UPDATE ledger_entry SET at = at - interval '1 microsecond' WHERE {HERE}"
    " AND number = 2",
    "an instant before the last": BACK_DATED,
    "another text": f"UPDATE ledger_value SET value = 'forged' WHERE {TEXT}",
    "another nonce": f"UPDATE ledger_value SET nonce = sha256('') WHERE {TEXT}",
    "another commitment": "UPDATE ledger_entry SET commitments[1] = sha256('') WHERE"
    f" {HERE} AND number = 2",
    "another field's name": "UPDATE ledger_entry SET fields = '{author,title}' WHERE"
    f" {HERE} AND number = 2",
    "a text without its row": f"DELETE FROM ledger_value WHERE {TEXT}",
    "a text made private": f"UPDATE ledger_entry SET publics = '{{false,false}}' WHERE {HERE}"
    " AND number = 2",
    "a text withheld by nobody": "INSERT INTO ledger_removal (entry_id, field, by_id, erased)"
    f" SELECT id, 'text', id, false FROM ledger_entry WHERE {HERE} AND number = 2",
    "an entry missing in the middle": f"DELETE FROM ledger_entry WHERE {HERE} AND number = 2",
    "an entry renumbered": f"UPDATE ledger_entry SET number = 7 WHERE {HERE} AND number = 2",
    "another previous hash": "UPDATE ledger_entry SET previous_hash = sha256('') WHERE"
    f" {HERE} AND number = 2",
    "an entry of another chain": f"UPDATE ledger_entry SET subject = '{SECOND}', number = 4,"
    f" previous_hash = sha256('') WHERE {HERE} AND number = 3",
}
# Not in what is exported, or consistent in itself: `verify_ledger` alone finds it.
PRIVATE = {
    "another author": f"UPDATE ledger_value SET value = 'forged' WHERE {AUTHOR}",
    "an author without a row": f"DELETE FROM ledger_value WHERE {AUTHOR}",
    "a value nothing commits to": f"UPDATE ledger_value SET field = 'x' WHERE {AUTHOR}",
    "another head": f"UPDATE ledger_head SET hash = sha256('') WHERE {HERE}",
    "no head": f"DELETE FROM ledger_head WHERE {HERE}",
    "a cut tail": CUT,
}
# Consistent throughout: nothing but a root or a receipt from elsewhere tells.
CONSISTENT = {
    "a cut tail with its head": CUT_WITH_ITS_HEAD,
    "a rewritten chain": REWRITTEN,
    "a chain less": "DELETE FROM ledger_value WHERE entry_id IN (SELECT id FROM ledger_entry WHERE"
    f" {HERE}); DELETE FROM ledger_entry WHERE {HERE}; DELETE FROM ledger_head WHERE {HERE}",
}


@pytest.fixture
def record_of_two(committed_db: str) -> str:
    """Two chains of three entries; gives the database's name."""
    make_chain(3, FIRST)
    make_chain(3, SECOND)
    return committed_db


def exported(directory: Path) -> Path:
    """The whole public record as a file."""
    file = directory / "record.json"
    call_command("export_record", str(file))
    return file


def test_an_untouched_record_is_in_order(record_of_two: str, tmp_path: Path) -> None:
    count, root = reading.root()
    found = verify_ledger()
    assert (found.code, found.said) == (0, f"6 entries in 2 chains, root {root}\n")
    assert count == 6
    found = stand_alone(exported(tmp_path), "--root", root)
    assert found.code == 0, found.said
    assert root in found.said


def test_an_empty_record_is_in_order(committed_db: str, tmp_path: Path) -> None:
    assert verify_ledger().code == 0
    assert stand_alone(exported(tmp_path)).code == 0


@pytest.mark.parametrize("what", PUBLIC)
def test_both_find_what_was_forged(record_of_two: str, tmp_path: Path, what: str) -> None:
    forge(record_of_two, PUBLIC[what])
    inside, outside = verify_ledger(), stand_alone(exported(tmp_path))
    assert (inside.code, outside.code) == (1, 1), (inside.said, outside.said)
    assert "BROKEN: chain" in inside.said
    assert "BROKEN: chain" in outside.said


@pytest.mark.parametrize("what", PRIVATE)
def test_verify_ledger_finds(record_of_two: str, tmp_path: Path, what: str) -> None:
    forge(record_of_two, PRIVATE[what])
    found = verify_ledger()
    assert found.code == 1, found.said
    assert "BROKEN: chain" in found.said


@pytest.mark.parametrize("what", CONSISTENT)
def test_only_a_root_from_elsewhere_tells(record_of_two: str, tmp_path: Path, what: str) -> None:
    """A chain alone proves little: the control is the verification without a root."""
    _, root = reading.root()
    forge(record_of_two, CONSISTENT[what])
    file = exported(tmp_path)
    assert verify_ledger().code == 0
    assert stand_alone(file).code == 0
    found = stand_alone(file, "--root", root)
    assert found.code == 1
    assert "BROKEN" in found.said


@pytest.mark.parametrize("what", CONSISTENT)
def test_a_daily_root_in_the_database_tells_too(
    record_of_two: str, tmp_path: Path, what: str
) -> None:
    daily.keep_root()
    assert verify_ledger().code == 0
    make_chain(1, SECOND)
    assert verify_ledger().code == 0
    assert stand_alone(exported(tmp_path)).code == 0
    forge(record_of_two, CONSISTENT[what])
    assert verify_ledger().code == 1
    assert stand_alone(exported(tmp_path)).code == 1


def test_a_receipt_tells_when_its_entry_is_gone(record_of_two: str, tmp_path: Path) -> None:
    _, (recorded,) = make_chain(1, FIRST)
    assert stand_alone(exported(tmp_path), "--receipt", recorded.hash.hex()).code == 0
    forge(record_of_two, CUT_WITH_ITS_HEAD.replace("3", "4").replace("number = 2", "number = 3"))
    found = stand_alone(exported(tmp_path), "--receipt", recorded.hash.hex())
    assert (found.code, "receipt" in found.said) == (1, True)


def test_one_chain_is_checked_against_the_root_over_all(record_of_two: str, tmp_path: Path) -> None:
    daily.keep_root()
    _, of_the_day = reading.root()
    make_chain(2, SECOND)
    _, now = reading.root()
    file = tmp_path / "chain.json"
    call_command("export_record", str(file), subject=FIRST)
    for root in (of_the_day, now):
        assert stand_alone(file, "--root", root).code == 0
    assert stand_alone(file, "--root", "00" * 32).code == 1
    chain = json.loads(file.read_text())
    chain["chains"][0]["entries"].pop()
    file.write_text(json.dumps(chain))
    found = stand_alone(file)
    assert (found.code, "missing" in found.said) == (1, True)
    chain["chains"][0]["proofs"] = []
    file.write_text(json.dumps(chain))
    assert stand_alone(file).code == 0
    assert stand_alone(file, "--root", now).code == 1


def test_what_is_no_export_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    for content in ("", "[]", "{}", '{"chains": [{}]}', '{"chains": 7}', "\0"):
        file.write_text(content)
        assert stand_alone(file).code == 1
    assert stand_alone(tmp_path / "nowhere").code == 1


def test_a_chain_that_does_not_exist_is_not_exported(committed_db: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nothing was ever recorded"):
        call_command("export_record", str(tmp_path / "x.json"), subject=FIRST)
    assert list(tmp_path.iterdir()) == []
