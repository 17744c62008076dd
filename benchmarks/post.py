"""Sending an opinion, against the record's raw function called by psycopg on the same database.

One transaction each, committed and synced, in turns. Ours is the whole act: locks, rows, the place
in the record, the mail in the outbox, the fragments of the page in both languages.
"""

import os
import secrets
import time
import uuid
from collections.abc import Callable
from statistics import median

import psycopg

from benchmarks.measuring import machine, spread

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
POSTS = int(os.environ.get("BENCH_POSTS", "60"))
TARGET = 0.25
RAW = (
    "SELECT * FROM ledger_append(%s::uuid, %s, %s::text[], %s::bytea[], %s::text[], %s::boolean[])"
)


def main() -> None:
    """Measure in turns and print the ratios with their spread, and the machine."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as raw:
        acts = {"signed in": _act(signed_in=1), "guest": _act(signed_in=0)}
        rates: dict[str, list[float]] = {"raw": [], **{name: [] for name in acts}}
        for _round in range(ROUNDS):
            rates["raw"].append(_rate(lambda: _append(raw)))
            for name, act in acts.items():
                rates[name].append(_rate(act))
        print(f"Machine: {machine()}")
        print(f"raw function: {median(rates['raw']):.0f} a second")
        for name in acts:
            ratios = [one / r for one, r in zip(rates[name], rates["raw"], strict=True)]
            reached = "reached" if median(ratios) >= TARGET else "MISSED"
            print(f"opinion, {name}: {spread(ratios)} of its rate (target {TARGET}: {reached})")


def _rate(act: Callable[[], object]) -> float:
    act()
    started = time.perf_counter()
    for _number in range(POSTS):
        act()
    return POSTS / (time.perf_counter() - started)


SUBJECT = uuid.uuid4()


def _append(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    names = ["author", "lateness", "reference", "text"]
    values = ["Мария", "in_time", "1-1", "Собственикът почиства прилежащата площ всеки ден."]
    nonces = [secrets.token_bytes(32) for _name in names]
    public = [False, True, True, False]
    connection.execute(RAW, [SUBJECT, "opinion.registered", names, nonces, values, public])
    connection.commit()


def _act(*, signed_in: int) -> Callable[[], object]:
    from benchmarks.material import clerk, consultation_with
    from consultations import proposing
    from consultations.models import Capacity
    from consultations.proposing import Identity, Item

    consultation = consultation_with(20)
    actor = clerk() if signed_in else None
    blocks = list(consultation.provisions.filter(is_block=True))
    identity = Identity("Мария Петрова", Capacity.SELF, email="maria@example.bg")
    words = "Собственикът почиства прилежащата площ всеки ден."

    def send() -> object:
        return proposing.submit(
            consultation,
            actor=actor,
            identity=identity,
            items=[Item("reword", secrets.choice(blocks), words, "Чисто.")],
            key=uuid.uuid4(),
        )

    return send


if __name__ == "__main__":
    main()
