"""Tricks with the exported file itself, which the stand-alone verifier must not fall for."""

from collections.abc import Callable
from typing import Any

import pytest

from prestizh.ledger import verifier
from prestizh.ledger.reading import public_chain
from tests.ledger.chains import make_chain


def first(record: dict[str, Any]) -> dict[str, Any]:
    """The first entry of the file."""
    entry: dict[str, Any] = record["chains"][0]["entries"][0]
    return entry


def with_a_second_field_of_the_name(record: dict[str, Any]) -> None:
    nonce = bytes(32)
    forged = {
        "field": "text",
        "public": True,
        "nonce": nonce.hex(),
        "value": "forged",
        "commitment": verifier.commitment("text", nonce, "forged").hex(),
    }
    first(record)["fields"].insert(0, forged)


def with_a_letter_taken_from_the_nonce(record: dict[str, Any]) -> None:
    """The commitment stays the same: the bytes only change sides."""
    field = next(f for f in first(record)["fields"] if "value" in f)
    value = field["value"].encode()
    field["nonce"] += value[:2].hex()
    field["value"] = value[2:].decode()


def with_a_value_left_out(record: dict[str, Any]) -> None:
    field = next(f for f in first(record)["fields"] if "value" in f)
    del field["value"], field["nonce"]


def with_the_chain_twice(record: dict[str, Any]) -> None:
    record["chains"].append(record["chains"][0])


def with_no_entries(record: dict[str, Any]) -> None:
    record["chains"][0]["entries"] = []
    record["chains"][0]["proofs"] = []


def with_another_zone(record: dict[str, Any]) -> None:
    first(record)["at"] = first(record)["at"].replace("Z", "+02:00")


@pytest.mark.parametrize(
    "trick",
    [
        with_a_second_field_of_the_name,
        with_a_letter_taken_from_the_nonce,
        with_a_value_left_out,
        with_the_chain_twice,
        with_no_entries,
        with_another_zone,
    ],
)
def test_the_verifier_does_not_fall_for_a_file(
    db: None, trick: Callable[[dict[str, Any]], None]
) -> None:
    subject, _ = make_chain(2)
    record: dict[str, Any] = {**public_chain(subject)}
    assert verifier.check(record).startswith("In order: 2 entries")
    trick(record)
    with pytest.raises(verifier.Broken):
        verifier.check(record)


def test_no_private_value_is_exported(db: None) -> None:
    subject, _ = make_chain(2)
    assert "person 0" not in str(public_chain(subject))
    assert "Да се добави" in str(public_chain(subject))
