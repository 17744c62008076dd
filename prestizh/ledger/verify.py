"""Verifying the whole record from the database, in the application's role."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from prestizh.ledger import daily, reading, verifier
from prestizh.ledger.models import DailyRoot, Entry, Head

Place = tuple[int, str]
Comparison = Callable[[], Iterator[str]]
COMPARISONS: list[Comparison] = []


@dataclass(frozen=True, slots=True)
class Verified:
    """How many entries in how many chains were found in order, and the root over their heads."""

    entries: int
    chains: int
    root: str


def compared(with_rows: Comparison) -> Comparison:
    """Let `verify` also ask whether an app's rows say what was recorded; each line is a contradiction."""
    COMPARISONS.append(with_rows)
    return with_rows


def verify() -> Verified:
    """Recompute every commitment, entry, head and daily root; read as a stream, of one moment.

    Then look whether the rows that people are shown agree with it (`compared`).

    Raises ``verifier.Broken`` with the first thing that does not follow.
    """
    with reading.one_moment():
        heads = {head.subject: head for head in Head.objects.order_by("subject")}
        count, leaves = 0, []
        everything = Entry.objects.order_by("subject", "number").prefetch_related(
            "values", "removals__by"
        )
        for subject, chain in groupby(
            everything.iterator(chunk_size=500), key=lambda entry: entry.subject
        ):
            hashes = _chain(subject, chain)
            head = heads.pop(subject, None)
            if head is None or (head.number, bytes(head.hash)) != (len(hashes), hashes[-1]):
                raise verifier.Broken(f"chain {subject}: its head is not its last entry")
            count += len(hashes)
            leaves.append(hashes[-1])
        for subject in heads:
            raise verifier.Broken(f"chain {subject}: it has a head and no entries")
        for day in DailyRoot.objects.order_by("on").iterator():
            _day(day)
        for with_rows in COMPARISONS:
            for contradiction in with_rows():
                raise verifier.Broken(contradiction)
    return Verified(count, len(leaves), verifier.tree(leaves).hex())


def _chain(subject: UUID, entries: Iterator[Entry]) -> list[bytes]:
    """The chain's hashes; every value is there, or the chain itself says that it was erased."""
    gone: set[Place] = set()
    said: set[tuple[Place, str]] = set()
    done: set[tuple[Place, str]] = set()

    def watched() -> Iterator[dict[str, object]]:
        for entry in entries:
            full = reading.in_full(entry)
            kept = {value.field for value in entry.values.all()}
            if kept - set(entry.fields):
                raise verifier.Broken(
                    f"chain {subject}, entry {entry.number}: it has a value it does not commit to"
                )
            gone.update((entry.number, field) for field in entry.fields if field not in kept)
            for removal in entry.removals.all():
                kind = "record.erased" if removal.erased else "record.withheld"
                done.add(((entry.number, removal.field), kind))
            said.update((place, entry.kind) for place in verifier.removed_by(full))
            yield full

    hashes = verifier.check_chain(subject, watched())
    erased = {place for place, kind in said if kind == "record.erased"}
    for number, field in sorted(gone ^ erased):
        raise verifier.Broken(
            f"chain {subject}, entry {number}: {field} is missing, and no entry says why"
        )
    for (number, field), _kind in sorted(said ^ done):
        raise verifier.Broken(
            f"chain {subject}, entry {number}: what the chain and the table say of {field} differs"
        )
    return hashes


def _day(day: DailyRoot) -> None:
    leaves = daily.leaves(day)
    if len(leaves) != len(day.heads_then()) or verifier.tree(leaves) != bytes(day.root):
        raise verifier.Broken(f"the root of {day.on} does not follow from the entries any more")
