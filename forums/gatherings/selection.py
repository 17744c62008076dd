"""Random selection among those who registered, by strata, that anybody can repeat. Knows no Django.

The procedure, each step of which is explained on the page of a draw:

1. The list is closed. It holds codes and strata, never names; its digest is made public before the
   seed is known (`digest`).
2. The seed is the SHA-256 of the words of a public source, agreed beforehand, and that digest.
3. Each stratum has places in proportion to its population, by the largest remainder (`quotas`).
4. The candidates stand in the order of the SHA-256 of the seed and their code. Of one household
   only the first stays.
5. The first of each stratum are drawn, as many as it has places. What a stratum can't fill goes to
   the others in the same proportion. The rest is the reserve, in the same order.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FORMAT = "prestizh-draw-1"
# A stratum with fewer people than this is not published: somebody could be found out.
FEWEST = 5
ALL = "*"


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of people: where they live, of what age band, of which sex; `ALL` for any."""

    area: str
    age: str
    sex: str

    def __post_init__(self) -> None:
        for word in (self.area, self.age, self.sex):
            if not word or "|" in word or "\n" in word:
                raise ValueError(f"Not a name of a part of a stratum: {word!r}")


@dataclass(frozen=True, slots=True)
class Stratum:
    """A published stratum: its name in the list, what it holds, how many people live so."""

    key: str
    cell: Cell
    population: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who registered, as a code. `household` is shared by those who live together."""

    code: str
    stratum: str
    household: str = ""


@dataclass(frozen=True, slots=True)
class PublicList:
    """What is published of the registered before the seed is known."""

    places: int
    strata: tuple[Stratum, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """The places of a stratum: its exact share, and how the last place came to it."""

    stratum: str
    places: int
    whole: int
    remainder: int
    by_remainder: bool
    by_lot: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """The outcome: all codes in the order they came; `passed` are the others of a household."""

    seed: str
    quotas: tuple[Quota, ...]
    places: dict[str, int]
    selected: tuple[str, ...]
    reserve: tuple[str, ...]
    passed: tuple[str, ...]


def digest(listed: PublicList) -> str:
    """SHA-256 of the list, 64 hexadecimal digits, over lines that are the same for everybody."""
    lines = [f"format|{FORMAT}", f"places|{listed.places}"]
    lines += [
        f"stratum|{s.key}|{s.cell.area}|{s.cell.age}|{s.cell.sex}|{s.population}"
        for s in sorted(listed.strata, key=lambda stratum: stratum.key)
    ]
    lines += [
        f"candidate|{c.code}|{c.stratum}|{c.household}"
        for c in sorted(listed.candidates, key=lambda candidate: candidate.code)
    ]
    return _sha256("\n".join(lines))


def seed_of(words: str, list_digest: str) -> str:
    """The seed: SHA-256 of the public source's words and the digest of the list."""
    return _sha256(f"{words}|{list_digest}")


def draw(listed: PublicList, words: str) -> Drawn:
    """Draw from `listed` with the words of the public source.

    Raises ValueError for a list that contradicts itself: a code twice, an unknown stratum, no people.
    """
    _refuse_broken(listed)
    seed = seed_of(words, digest(listed))
    order = sorted(listed.candidates, key=lambda candidate: rank(seed, candidate.code))
    running, passed = _one_of_a_household(order)
    shares = quotas(listed.strata, listed.places, seed)
    queue = {s.key: [c.code for c in running if c.stratum == s.key] for s in listed.strata}
    places = _filled(listed, seed, {q.stratum: q.places for q in shares}, queue)
    taken = {code for key, codes in queue.items() for code in codes[: places[key]]}
    return Drawn(
        seed=seed,
        quotas=shares,
        places=places,
        selected=tuple(c.code for c in running if c.code in taken),
        reserve=tuple(c.code for c in running if c.code not in taken),
        passed=tuple(passed),
    )


def rank(seed: str, code: str) -> str:
    """What the candidates are ordered by."""
    return _sha256(f"{seed}|{code}")


def quotas(strata: Sequence[Stratum], places: int, seed: str) -> tuple[Quota, ...]:
    """Places in proportion to population by the largest remainder; all in whole numbers.

    Equal remainders go to the larger population, and then by the SHA-256 of the seed and the key:
    `by_lot` says of whom that was decisive.
    """
    total = sum(stratum.population for stratum in strata)
    if total == 0:
        return tuple(Quota(s.key, 0, 0, 0, by_remainder=False, by_lot=False) for s in strata)
    parts = {s.key: divmod(s.population * places, total) for s in strata}
    left = places - sum(whole for whole, _remainder in parts.values())

    def claim(stratum: Stratum) -> tuple[int, int, str]:
        return (-parts[stratum.key][1], -stratum.population, rank(seed, stratum.key))

    by_claim = sorted(strata, key=claim)
    winners = {stratum.key for stratum in by_claim[:left]}
    drawn = _decided_by_lot([claim(stratum)[:2] for stratum in by_claim], by_claim, left)
    return tuple(
        Quota(
            stratum=s.key,
            places=parts[s.key][0] + (s.key in winners),
            whole=parts[s.key][0],
            remainder=parts[s.key][1],
            by_remainder=s.key in winners,
            by_lot=s.key in drawn,
        )
        for s in strata
    )


def _decided_by_lot(
    claims: Sequence[tuple[int, int]], by_claim: Sequence[Stratum], left: int
) -> set[str]:
    """The strata whose claim is the same as that of the last who got a place and the first who didn't."""
    if left == 0 or left >= len(claims) or claims[left - 1] != claims[left]:
        return set()
    return {s.key for claim, s in zip(claims, by_claim, strict=True) if claim == claims[left]}


def replacement(drawn: Drawn, stratum_of: Mapping[str, str], gone: str, used: set[str]) -> str:
    """Who of the reserve comes in for `gone`: the next of their stratum, else the next of all.

    `used` are the codes that were asked already. Empty when nobody is left.
    """
    free = [code for code in drawn.reserve if code not in used]
    alike = [code for code in free if stratum_of[code] == stratum_of[gone]]
    return next(iter(alike or free), "")


def seat(seed: str, people: Iterable[Candidate], tables: int) -> dict[str, int]:
    """At which table (from 1) each code sits: dealt one by one, stratum after stratum.

    So no two tables differ by more than one person, nor by more than one of any stratum.
    """
    order = sorted(people, key=lambda person: (person.stratum, rank(seed, f"table|{person.code}")))
    return {person.code: number % tables + 1 for number, person in enumerate(order)}


def _filled(
    listed: PublicList, seed: str, places: dict[str, int], queue: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    """The places of each stratum once those that it can't fill went to the others."""
    while True:
        spare = 0
        for key, wanted in places.items():
            spare += max(0, wanted - len(queue[key]))
            places[key] = min(wanted, len(queue[key]))
        able = [s for s in listed.strata if len(queue[s.key]) > places[s.key]]
        if spare == 0 or not able:
            return places
        if not any(stratum.population for stratum in able):
            able = [Stratum(s.key, s.cell, len(queue[s.key])) for s in able]
        for quota in quotas(able, spare, seed):
            places[quota.stratum] += quota.places


def _one_of_a_household(order: Iterable[Candidate]) -> tuple[list[Candidate], list[str]]:
    seen: set[str] = set()
    running: list[Candidate] = []
    passed: list[str] = []
    for candidate in order:
        if candidate.household and candidate.household in seen:
            passed.append(candidate.code)
            continue
        seen.add(candidate.household)
        running.append(candidate)
    return running, passed


def _refuse_broken(listed: PublicList) -> None:
    keys = {stratum.key for stratum in listed.strata}
    codes = {candidate.code for candidate in listed.candidates}
    if len(keys) != len(listed.strata) or len(codes) != len(listed.candidates):
        raise ValueError("A stratum or a code stands twice in the list.")
    if listed.places < 1 or any(stratum.population < 0 for stratum in listed.strata):
        raise ValueError("Places or population below what there can be.")
    if not any(stratum.population for stratum in listed.strata):
        raise ValueError("Nobody lives in any stratum: there is nothing to be proportional to.")
    for candidate in listed.candidates:
        if candidate.stratum not in keys:
            raise ValueError(f"{candidate.code} is of a stratum that is not in the list.")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
