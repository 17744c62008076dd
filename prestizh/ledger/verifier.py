"""Checks a public export of the record: python verifier.py FILE [--root HEX] [--receipt HEX]

Needs Python 3.8 or later and nothing else: no portal, no network. Exits 0 if every hash in the
file follows from the file's content, else 1 with the first that does not. That alone says that the
file fits together, not that it is whole: --root checks it against a published daily root, and
--receipt against the hash on a receipt, both got from elsewhere than the file.

A field is committed to as SHA-256(00 name 00 nonce value); the nonce has 32 bytes. An entry's hash
is SHA-256 over: 01, version 01, subject (16 bytes), number (8), microseconds since 1970 UTC (8),
hash of the entry before (32, zeros for the first), length (2) and text of the kind, count of
fields (2), then in the byte order of their names: length (2) and name, 1 if public else 0,
commitment (32). Integers are big-endian, texts UTF-8.

The root is a Merkle tree over the last hash of every chain, in the order of their subjects: a node
is SHA-256(02 left right); of n leaves, the left half holds the largest power of two below n. The
root over no leaf is SHA-256(02).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import uuid
from datetime import datetime, timedelta, timezone
from typing import Any, Iterable, Sequence  # noqa: UP035 (older Pythons)

START = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017
BEFORE_THE_FIRST = bytes(32)
# Two acts may be recorded in another order than they began in, but not by more than this.
SLACK = timedelta(minutes=1)


class Broken(Exception):  # noqa: N818
    """The first thing that does not follow from the file's content."""


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def commitment(field: str, nonce: bytes, value: str) -> bytes:
    if len(nonce) != 32:
        raise Broken(f"the nonce of {field} has not 32 bytes")
    return sha256(b"\x00", field.encode(), b"\x00", nonce, value.encode())


def entry_hash(subject: uuid.UUID, entry: dict[str, Any]) -> bytes:
    at = datetime.fromisoformat(entry["at"].replace("Z", "+00:00"))
    microseconds = (at - START) // timedelta(microseconds=1)
    kind = entry["kind"].encode()
    parts = [b"\x01\x01", subject.bytes, entry["number"].to_bytes(8, "big")]
    parts += [microseconds.to_bytes(8, "big", signed=True), bytes.fromhex(entry["previous_hash"])]
    parts += [len(kind).to_bytes(2, "big"), kind, len(entry["fields"]).to_bytes(2, "big")]
    for field in sorted(entry["fields"], key=lambda field: str.encode(field["field"])):
        name, digest = field["field"].encode(), bytes.fromhex(field["commitment"])
        parts += [len(name).to_bytes(2, "big"), name, bytes([bool(field["public"])]), digest]
    return sha256(*parts)


def tree(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return sha256(b"\x02")
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x02", tree(leaves[:half]), tree(leaves[half:]))


def check_fields(fields: list[dict[str, Any]]) -> None:
    if len({field["field"] for field in fields}) != len(fields):
        raise Broken("a field stands there twice")
    for field in fields:
        if "value" in field:
            found = commitment(field["field"], bytes.fromhex(field["nonce"]), field["value"])
            if found.hex() != field["commitment"]:
                raise Broken(f"the value of {field['field']} is not the one recorded")


def check_entry(subject: uuid.UUID, number: int, entry: dict[str, Any], previous: bytes) -> bytes:
    check_fields(entry["fields"])
    if entry["number"] != number:
        raise Broken(f"its number is given as {entry['number']}")
    if bytes.fromhex(entry["previous_hash"]) != previous:
        raise Broken("it does not follow the entry before it")
    found = entry_hash(subject, entry)
    if found.hex() != entry["hash"]:
        raise Broken("its content is not the one recorded")
    return found


def removed_by(entry: dict[str, Any]) -> set[tuple[int, str]]:
    """The values, by number and field, that this entry says were withheld or erased."""
    if entry["kind"] not in ("record.withheld", "record.erased"):
        return set()
    values = {field["field"]: field.get("value", "") for field in entry["fields"]}
    lines = [line.split() for line in values[entry["kind"][7:]].splitlines()]
    return {(int(number), name) for number, name in lines}


def check_chain(subject: uuid.UUID, entries: Iterable[dict[str, Any]]) -> list[bytes]:
    """The hashes of the chain's entries, each found to follow from its content."""
    hashes, latest = [BEFORE_THE_FIRST], START
    absent: set[tuple[int, str]] = set()
    for number, entry in enumerate(entries, 1):
        try:
            hashes.append(check_entry(subject, number, entry, hashes[-1]))
            at = datetime.fromisoformat(entry["at"].replace("Z", "+00:00"))
            if at < latest - SLACK:
                raise Broken("it is earlier than the entries before it")
        except Broken as broken:
            raise Broken(f"chain {subject}, entry {number}: {broken}") from None
        latest = max(at, latest)
        shown = [field for field in entry["fields"] if field["public"]]
        absent |= {(number, field["field"]) for field in shown if "value" not in field}
        absent -= removed_by(entry)
    for number, name in sorted(absent):
        raise Broken(f"chain {subject}, entry {number}: {name} is missing, and no entry says why")
    return hashes[1:]


def proven_roots(subject: str, proofs: list[dict[str, Any]], hashes: list[bytes]) -> list[bytes]:
    """The roots that the chain's proofs lead up to, from the hash of the entry they name."""
    roots = []
    for proof in proofs:
        if not 1 <= proof["number"] <= len(hashes):
            raise Broken(f"chain {subject}: entry {proof['number']} is missing")
        found = hashes[proof["number"] - 1]
        for side, hexadecimal in proof["path"]:
            sister = bytes.fromhex(hexadecimal)
            found = sha256(b"\x02", *((sister, found) if side == "left" else (found, sister)))
        roots.append(found)
    return roots


def earlier_root(day: dict[str, Any], chains: dict[uuid.UUID, list[bytes]]) -> bytes:
    """The root over the chains as they were on a day, from the entries that stand there now."""
    leaves = []
    for subject, number in sorted((uuid.UUID(subject), number) for subject, number in day["heads"]):
        if not 1 <= number <= len(chains.get(subject, [])):
            raise Broken(f"chain {subject}: entry {number} is missing, which {day['on']} counted")
        leaves.append(chains[subject][number - 1])
    if tree(leaves).hex() != day["root"]:
        raise Broken(f"the root of {day['on']} does not follow from the chains")
    return tree(leaves)


def check(record: dict[str, Any], root: bytes | None = None, receipt: bytes | None = None) -> str:
    """What was found to be in order, as a sentence."""
    chains: dict[uuid.UUID, list[bytes]] = {}
    proven = []
    for chain in record["chains"]:
        subject = uuid.UUID(chain["subject"])
        hashes = check_chain(subject, chain["entries"])
        if subject in chains or not hashes:
            raise Broken(f"chain {subject}: it is empty, or stands there twice")
        chains[subject] = hashes
        proven.append(set(proven_roots(chain["subject"], chain.get("proofs", []), hashes)))
    whole = tree([chains[subject][-1] for subject in sorted(chains)])
    roots = {whole, *(earlier_root(day, chains) for day in record.get("roots", []))}
    if root and root not in roots.union(set.intersection(*proven) if proven else ()):
        raise Broken("the root given does not follow from this file")
    if receipt and not any(receipt in hashes for hashes in chains.values()):
        raise Broken(
            "no entry has the hash on the receipt; take the one beside the number of the entry,"
            " not that of the text"
        )
    count = sum(map(len, chains.values()))
    return f"In order: {count} entries, chains: {len(chains)}, root over them: {whole.hex()}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Checks a public export of the record.")
    parser.add_argument("file")
    parser.add_argument("--root", type=bytes.fromhex, help="a daily root, in hexadecimal")
    parser.add_argument("--receipt", type=bytes.fromhex, help="the hash on a receipt")
    options = parser.parse_args(arguments)
    try:
        with open(options.file, encoding="utf-8") as file:  # noqa: PTH123
            print(check(json.load(file), options.root, options.receipt))
    except Broken as broken:
        print(f"BROKEN: {broken}")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        print(f"BROKEN: this is no export of the record ({error!r})")
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
