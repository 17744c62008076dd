"""Reading the record as a whole: the root over all chains, and the public export."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from typing import IO, Any, NotRequired, TypedDict
from uuid import UUID

from django.db import connection
from django.db.transaction import atomic

from prestizh.ledger import daily, verifier
from prestizh.ledger.models import DailyRoot, Entry, Head, Value
from prestizh.ledger.record import entries

FORMAT = "prestizh-record/1"
# How many of the last daily roots one chain's export can be checked against.
DAYS_PROVEN = 7


class Field(TypedDict):
    """A field of an exported entry; without nonce and value if it is private or was removed."""

    field: str
    public: bool
    commitment: str
    nonce: NotRequired[str]
    value: NotRequired[str]


class Proof(TypedDict):
    """Leads from an entry's hash to the root of a day (or of the moment): sister by sister."""

    of: str
    number: int
    path: list[tuple[str, str]]


class Chain(TypedDict):
    """One exported chain."""

    subject: str
    entries: list[dict[str, Any]]
    proofs: list[Proof]


class Export(TypedDict):
    """A public export of one chain, as ``verifier.py`` reads it."""

    format: str
    chains: list[Chain]


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of one moment; within a transaction, it is of that one."""
    if connection.in_atomic_block:
        yield
        return
    with atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def root() -> tuple[int, str]:
    """How many entries there are, and the root over the heads of all chains, in hexadecimal."""
    heads = list(Head.objects.order_by("subject").values_list("number", "hash"))
    leaves = [bytes(digest) for _, digest in heads]
    return sum(number for number, _ in heads), verifier.tree(leaves).hex()


def public_chain(subject: UUID) -> Export:
    """The public export of one chain, with the proofs that lead from it to the last roots.

    Values that are private, withheld or erased are left out; their commitments stay. Raises
    ``Head.DoesNotExist`` if nothing was ever recorded about the subject.
    """
    with one_moment():
        heads = {head.subject: head for head in Head.objects.order_by("subject")}
        if subject not in heads:
            raise Head.DoesNotExist
        hashes = [bytes(head.hash) for head in heads.values()]
        way = path(hashes, list(heads).index(subject))
        proofs = [Proof(of="now", number=heads[subject].number, path=way)]
        proofs += _daily_proofs(subject)
        chain = [exported(entry) for entry in entries(subject)]
    return Export(format=FORMAT, chains=[Chain(subject=str(subject), entries=chain, proofs=proofs)])


def _daily_proofs(subject: UUID) -> list[Proof]:
    proofs = []
    for day in DailyRoot.objects.order_by("-on")[:DAYS_PROVEN]:
        then = day.heads_then()
        leaves = daily.leaves(day)
        # Fewer leaves than heads: an entry is gone, and nothing can be proven any more.
        if subject in then and len(leaves) == len(then):
            way = path(leaves, list(then).index(subject))
            proofs.append(Proof(of=day.on.isoformat(), number=then[subject], path=way))
    return proofs


def path(leaves: Sequence[bytes], index: int) -> list[tuple[str, str]]:
    """The way from a leaf up to the root: on which side the sister stands, and her hash."""
    if len(leaves) == 1:
        return []
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    left, right = leaves[:half], leaves[half:]
    if index < half:
        return [*path(left, index), ("right", verifier.tree(right).hex())]
    return [*path(right, index - half), ("left", verifier.tree(left).hex())]


def write_all(file: IO[str]) -> None:
    """Write every chain's public export, and the daily roots, into one file, entry by entry."""
    with one_moment():
        file.write(f'{{"format": {json.dumps(FORMAT)}, "roots": [')
        for place, day in enumerate(DailyRoot.objects.order_by("on").iterator()):
            file.write(",\n" if place else "\n")
            json.dump(exported_root(day), file)
        file.write('],\n"chains": [')
        subject: UUID | None = None
        everything = Entry.objects.order_by("subject", "number")
        for entry in everything.prefetch_related("values", "removals").iterator(chunk_size=500):
            if entry.subject == subject:
                file.write(",\n")
            else:
                file.write("" if subject is None else "]},")
                file.write(f'\n{{"subject": "{entry.subject}", "entries": [\n')
            subject = entry.subject
            json.dump(exported(entry), file, ensure_ascii=False)
        file.write("]}\n]}\n" if subject else "]}\n")


def exported(entry: Entry) -> dict[str, Any]:
    """One entry as it is exported; needs ``values`` and ``removals`` prefetched."""
    shown = entry.shown()
    return _exported(entry, {v.field: v for v in entry.values.all() if v.field in shown})


def in_full(entry: Entry) -> dict[str, Any]:
    """One entry as it is verified: with the private and the withheld values too."""
    return _exported(entry, {value.field: value for value in entry.values.all()})


def _exported(entry: Entry, values: dict[str, Value]) -> dict[str, Any]:
    fields = []
    for name, public, digest in zip(entry.fields, entry.publics, entry.commitments, strict=True):
        field = Field(field=name, public=public, commitment=bytes(digest).hex())
        if name in values:
            field["nonce"] = bytes(values[name].nonce).hex()
            field["value"] = values[name].value
        fields.append(field)
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return {
        "number": entry.number,
        "at": at.replace("+00:00", "Z"),
        "kind": entry.kind,
        "fields": fields,
        "previous_hash": bytes(entry.previous_hash).hex(),
        "hash": bytes(entry.hash).hex(),
    }


def exported_root(day: DailyRoot) -> dict[str, Any]:
    """One daily root as it is exported."""
    return {
        "on": day.on.isoformat(),
        "entries": day.entries,
        "root": bytes(day.root).hex(),
        "signature": bytes(day.signature).hex(),
        "heads": [[str(subject), number] for subject, number in day.heads_then().items()],
    }


def write_chain(subject: UUID, file: IO[str]) -> None:
    """Write the public export of one chain; raises as ``public_chain``."""
    json.dump(public_chain(subject), file, ensure_ascii=False, indent=1)
