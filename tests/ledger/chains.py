"""A chain for the tests of the record."""

from uuid import UUID, uuid4

from django.db.transaction import atomic

from prestizh.ledger.record import Recorded, record


def make_chain(length: int = 3, subject: UUID | None = None) -> tuple[UUID, list[Recorded]]:
    """A chain with a public and a private value in each entry, each in a transaction of its own."""
    chain = subject or uuid4()
    made = []
    for place in range(length):
        with atomic():
            made.append(
                record(
                    chain,
                    "proposal.made",
                    actor=None,
                    public={"text": f"Да се добави ал. {place + 2}."},
                    private={"author": f"person {place}"},
                )
            )
    return chain, made
