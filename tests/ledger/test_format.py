"""The hash format: golden vectors, and two implementations that agree on everything.

The vectors were derived by hand from docs/record.md, byte by byte; they never change.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prestizh.ledger import verifier
from prestizh.ledger.reading import path

SUBJECT = UUID("00112233-4455-6677-8899-aabbccddeeff")
NONCE = bytes(range(32))
AT = datetime(2026, 3, 29, 0, 59, 59, 999999, tzinfo=UTC)

COMMITTED = "5f19553fb0c4c50e741eeb33c1e6da6c6722641add73fc25ca39c6cdf06fe1e5"
EMPTY_ENTRY = "177127d5dadce82796bf1fcf7cead67bb4eadf3635b63095577def4c0ad590b1"
FULL_ENTRY = "dc2959ecfd37f9e4205756ad824d462039bb9098965b2e98830fb5b25412edf8"
ROOT_OF_NONE = "dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986"
ROOT_OF_THREE = "bb9e3f65216be5b09f2a243a064be01e7abe42d680b020e0bb07c944dc51ce55"


def entry(number: int, kind: str, fields: list[dict[str, Any]], previous: bytes) -> dict[str, Any]:
    """An entry as an export has it."""
    at = AT.isoformat(timespec="microseconds")
    return {
        "number": number,
        "kind": kind,
        "at": at,
        "fields": fields,
        "previous_hash": previous.hex(),
    }


def in_sql(sql: str, *values: Any) -> bytes:
    """What PostgreSQL makes of it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        (digest,) = cursor.fetchone()
    return bytes(digest)


def entry_hash_in_sql(subject: UUID, made: dict[str, Any]) -> bytes:
    """The hash of an exported entry as PostgreSQL computes it."""
    return in_sql(
        "SELECT public.ledger_entry_hash(%s, %s::bigint, %s, %s, %s::text, %s::text[],"
        " %s::boolean[], %s::bytea[])",
        subject,
        made["number"],
        datetime.fromisoformat(made["at"]),
        bytes.fromhex(made["previous_hash"]),
        made["kind"],
        [field["field"] for field in made["fields"]],
        [field["public"] for field in made["fields"]],
        [bytes.fromhex(field["commitment"]) for field in made["fields"]],
    )


FULL = entry(
    258,
    "consultation.published",
    [
        {"field": "title", "public": True, "commitment": "11" * 32},
        {"field": "actor", "public": False, "commitment": "22" * 32},
    ],
    b"\xff" * 32,
)
EMPTY = entry(1, "test.made", [], bytes(32))


def test_a_commitment_is_the_golden_one(db: None) -> None:
    assert verifier.commitment("title", NONCE, "Наредба № 1").hex() == COMMITTED
    assert (
        in_sql("SELECT public.ledger_commitment('title', %s, 'Наредба № 1')", NONCE).hex()
        == COMMITTED
    )


@pytest.mark.parametrize(("made", "golden"), [(EMPTY, EMPTY_ENTRY), (FULL, FULL_ENTRY)])
def test_an_entry_hash_is_the_golden_one(db: None, made: dict[str, Any], golden: str) -> None:
    assert verifier.entry_hash(SUBJECT, made).hex() == golden
    assert entry_hash_in_sql(SUBJECT, made).hex() == golden


def test_a_full_entry_is_laid_out_as_the_handbook_says() -> None:
    """Spelt out byte by byte, with neither implementation's help."""
    microseconds = 1_774_745_999_999_999
    assert datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds) == AT
    laid_out = (
        "01 01 00112233445566778899aabbccddeeff 0000000000000102"
        + f"{microseconds:016x}"
        + "ff" * 32
        + "0016" + b"consultation.published".hex()
        + "0002"
        + "0005" + b"actor".hex() + "00" + "22" * 32
        + "0005" + b"title".hex() + "01" + "11" * 32
    )  # fmt: skip
    assert sha256(bytes.fromhex(laid_out)).hexdigest() == FULL_ENTRY


def test_roots_are_the_golden_ones() -> None:
    assert verifier.tree([]).hex() == ROOT_OF_NONE
    assert verifier.tree([b"\x01" * 32]) == b"\x01" * 32
    assert verifier.tree([bytes([n]) * 32 for n in (1, 2, 3)]).hex() == ROOT_OF_THREE


fields = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,62}", fullmatch=True),
    st.tuples(st.booleans(), st.binary(min_size=32, max_size=32)),
    max_size=5,
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    subject=st.uuids(),
    number=st.integers(1, 2**63 - 1),
    at=st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1)),  # noqa: DTZ001
    previous=st.binary(min_size=32, max_size=32),
    kind=st.from_regex(r"[a-z][a-z0-9_]{0,20}\.[a-z]{1,20}", fullmatch=True),
    given_fields=fields,
)
def test_sql_and_python_agree_on_entries(
    db: None,
    subject: UUID,
    number: int,
    at: datetime,
    previous: bytes,
    kind: str,
    given_fields: dict[str, tuple[bool, bytes]],
) -> None:
    made = entry(
        number,
        kind,
        [
            {"field": name, "public": public, "commitment": digest.hex()}
            for name, (public, digest) in given_fields.items()
        ],
        previous,
    )
    made["at"] = at.replace(tzinfo=UTC).isoformat()
    assert verifier.entry_hash(subject, made) == entry_hash_in_sql(subject, made)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    nonce=st.binary(min_size=32, max_size=32),
    value=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")),
)
def test_sql_and_python_agree_on_values(db: None, nonce: bytes, value: str) -> None:
    assert verifier.commitment("text", nonce, value) == in_sql(
        "SELECT public.ledger_commitment('text', %s, %s)", nonce, value
    )


@given(st.integers(1, 70), st.data())
def test_the_way_up_from_every_leaf_leads_to_the_root(count: int, data: st.DataObject) -> None:
    leaves = [sha256(bytes([n])).digest() for n in range(count)]
    index = data.draw(st.integers(0, count - 1))
    proof = {"number": 1, "path": path(leaves, index)}
    assert verifier.proven_roots("x", [proof], [leaves[index]]) == [verifier.tree(leaves)]
    assert len({verifier.tree(leaves[:n]) for n in range(count + 1)}) == count + 1
