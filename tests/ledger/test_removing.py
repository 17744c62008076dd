"""Withholding and erasing: by an entry that stays, and the chain still verifies."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.transaction import atomic

from prestizh.accounts.models import User
from prestizh.ledger.models import Value
from prestizh.ledger.record import entries
from prestizh.ledger.removal import erase, withhold
from tests.factories import make_user
from tests.ledger.chains import make_chain
from tests.ledger.forging import forge, stand_alone, verify_ledger


@pytest.fixture
def officers(committed_db: str) -> tuple[User, User]:
    """Two people who may decide on it."""
    return make_user(), make_user()


def exported(directory: Path) -> Path:
    """The whole public record as a file."""
    call_command("export_record", str(directory / "record.json"))
    return directory / "record.json"


def test_an_erased_person_is_gone_and_the_chain_verifies(
    officers: tuple[User, User], tmp_path: Path
) -> None:
    subject, _ = make_chain(3)
    first, second = officers
    with atomic():
        values = [(2, "author"), (2, "text")]
        made = erase(subject, values, reason="чл. 17 ОРЗД", actor=first, second=second)
    entry, last = entries(subject)[1], entries(subject)[3]
    assert made.number == last.number == 4
    assert entry.shown() == {}
    assert not Value.objects.filter(entry=entry).exists()
    assert last.kind == "record.erased"
    assert last.shown() == {"erased": "2 author\n2 text", "reason": "чл. 17 ОРЗД"}
    kept = {value.field: value.value for value in last.values.all()}
    assert (kept["first_officer"], kept["second_officer"]) == (str(first.pk), str(second.pk))
    assert verify_ledger().code == 0
    file = exported(tmp_path)
    assert stand_alone(file).code == 0
    assert "ал. 3" not in file.read_text()
    assert "person 1" not in file.read_text()


def test_a_withheld_text_is_kept_and_not_shown(officers: tuple[User, User], tmp_path: Path) -> None:
    subject, _ = make_chain(2)
    with atomic():
        withhold(subject, [(1, "text")], reason="лични данни на трето лице", actor=officers[0])
    entry = entries(subject)[0]
    assert entry.shown() == {}
    assert entry.values.filter(field="text").exists()
    assert verify_ledger().code == 0
    file = exported(tmp_path)
    assert stand_alone(file).code == 0
    assert "ал. 2" not in file.read_text()
    assert "person" not in file.read_text()


def test_a_withheld_text_can_be_erased_afterwards(officers: tuple[User, User]) -> None:
    subject, _ = make_chain(1)
    with atomic():
        withhold(subject, [(1, "text")], reason="1", actor=officers[0])
        erase(subject, [(1, "text")], reason="2", actor=officers[0], second=officers[1])
    assert verify_ledger().code == 0


@pytest.mark.parametrize(
    "values", [[], [(1, "nothing")], [(9, "text")], [(1, "text"), (1, "text")], [(2, "reason")]]
)
def test_only_values_that_are_there_are_erased(
    officers: tuple[User, User], values: list[tuple[int, str]]
) -> None:
    """Nor the reason and the officers of an earlier removal."""
    subject, _ = make_chain(1)
    with atomic():
        withhold(subject, [(1, "text")], reason="1", actor=officers[0])
    before = Value.objects.count()
    with pytest.raises(Exception), atomic():  # noqa: B017
        erase(subject, values, reason="2", actor=officers[0], second=officers[1])
    assert Value.objects.count() == before


def test_a_private_value_is_not_withheld_and_nothing_is_withheld_twice(
    officers: tuple[User, User],
) -> None:
    subject, _ = make_chain(1)
    with pytest.raises(Exception, match="not every value"), atomic():
        withhold(subject, [(1, "author")], reason="1", actor=officers[0])
    with atomic():
        withhold(subject, [(1, "text")], reason="1", actor=officers[0])
    with pytest.raises(Exception, match="once"), atomic():
        withhold(subject, [(1, "text")], reason="1", actor=officers[0])


def test_one_officer_is_not_enough_and_a_reason_is_needed(officers: tuple[User, User]) -> None:
    subject, _ = make_chain(1)
    first, second = officers
    with pytest.raises(Exception, match="two officers"), atomic():
        erase(subject, [(1, "text")], reason="x", actor=first, second=first)
    for reason in ("", " \n"):
        with pytest.raises(Exception, match="reason"), atomic():
            erase(subject, [(1, "text")], reason=reason, actor=first, second=second)
        with pytest.raises(Exception, match="reason"), atomic():
            withhold(subject, [(1, "text")], reason=reason, actor=first)


def test_more_erased_than_the_entry_says_is_found(
    committed_db: str, officers: tuple[User, User]
) -> None:
    subject, _ = make_chain(2)
    with atomic():
        erase(subject, [(1, "text")], reason="1", actor=officers[0], second=officers[1])
    assert verify_ledger().code == 0
    forge(
        committed_db,
        "INSERT INTO ledger_removal (entry_id, field, by_id, erased) SELECT min(id), 'author',"
        " max(id), true FROM ledger_entry; DELETE FROM ledger_value WHERE field = 'author'"
        " AND entry_id = (SELECT min(id) FROM ledger_entry)",
    )
    assert verify_ledger().code == 1
