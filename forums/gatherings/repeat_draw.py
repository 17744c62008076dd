"""Repeats a draw from its published file: python repeat_draw.py FILE [--list HEX] [--seed WORDS]

Needs Python 3.8 or later and nothing else: no portal, no network. Exits 0 and says who was drawn if
the digest of the list, the seed, the places, the drawn, the reserve and the tables in the file all
follow from its list and the words of the public source, else 1 with the first that does not. That
alone says that the file fits together: --list compares the digest with the one from the public
register of actions, which was entered before the seed was known, and --seed the words with what the
source really said.

The list is digested as lines, joined by a line feed, in UTF-8: "format|prestizh-draw-1",
"places|N", then for each stratum, by key, "stratum|KEY|AREA|AGE|SEX|POPULATION", then for each
candidate, by code, "candidate|CODE|STRATUM|HOUSEHOLD". The seed is SHA-256(WORDS|DIGEST); digests
are written in lower case hexadecimal. A candidate's rank is SHA-256(SEED|CODE), the lowest first.

Of a household only the first stays. The places of a stratum are places * population / all people,
rounded down; what is left goes one by one to the largest remainders, of equal ones to the larger
population, then to the lower SHA-256(SEED|KEY). Places that a stratum can't fill are shared out in
the same way among those that have candidates left, until nobody or no place is left. At the tables
sit those who come, by stratum and SHA-256(SEED|table|CODE), dealt one by one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from fractions import Fraction
from typing import Any

Data = Any


class Broken(Exception):  # noqa: N818
    """The first thing that does not follow from the file's content."""


def sha(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode("utf-8")).hexdigest()


def list_digest(data: Data) -> str:
    text = "format|" + data["format"] + "\nplaces|" + str(data["places"])
    for s in sorted(data["strata"], key=lambda s: s["key"]):
        line = ["stratum", s["key"], s["area"], s["age"], s["sex"], str(s["population"])]
        text += "\n" + "|".join(line)
    for c in sorted(data["candidates"], key=lambda c: c["code"]):
        text += "\n" + "|".join(["candidate", c["code"], c["stratum"], c.get("household", "")])
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def share_out(places: int, people: dict[str, int], seed: str) -> dict[str, int]:
    """How many of `places` each key of `people` gets, by the largest remainder."""
    everybody = sum(people.values())
    if not everybody:
        return dict.fromkeys(people, 0)
    exact = {key: Fraction(places * count, everybody) for key, count in people.items()}
    given = {key: int(share) for key, share in exact.items()}
    queue = sorted(people, key=lambda k: (given[k] - exact[k], -people[k], sha(seed, k)))
    for key in queue[: places - sum(given.values())]:
        given[key] += 1
    return given


def one_of_each_household(candidates: Data, seed: str) -> tuple[list[Data], list[str]]:
    running: list[Data] = []
    passed: list[str] = []
    households: set[str] = set()
    for candidate in sorted(candidates, key=lambda c: sha(seed, c["code"])):
        household = candidate.get("household", "")
        if household in households:
            passed.append(candidate["code"])
        else:
            running.append(candidate)
            households.update([household] if household else [])
    return running, passed


def fill(data: Data, running: list[Data], seed: str) -> dict[str, int]:
    """The final number of places of each stratum."""
    people = {s["key"]: s["population"] for s in data["strata"]}
    waiting = {key: sum(c["stratum"] == key for c in running) for key in people}
    given = dict.fromkeys(people, 0)
    open_places, taking = data["places"], people
    while open_places and taking:
        for key, more in share_out(open_places, taking, seed).items():
            given[key] += more
        open_places = sum(max(0, given[key] - waiting[key]) for key in people)
        given = {key: min(given[key], waiting[key]) for key in people}
        taking = {key: people[key] for key in people if given[key] < waiting[key]}
        if taking and not any(taking.values()):
            taking = {key: waiting[key] for key in taking}
    return given


def repeat(data: Data) -> dict[str, Any]:
    """The seed and everything that follows from it."""
    seed = sha(data["seed_words"], list_digest(data))
    running, passed = one_of_each_household(data["candidates"], seed)
    places = fill(data, running, seed)
    left = dict(places)
    selected: list[str] = []
    reserve: list[str] = []
    for candidate in running:
        into = selected if left[candidate["stratum"]] else reserve
        left[candidate["stratum"]] -= into is selected
        into.append(candidate["code"])
    result: dict[str, Any] = {
        "seed": seed,
        "places": places,
        "selected": selected,
        "reserve": reserve,
    }
    result["passed"] = passed
    return result


def tables_of(data: Data, seed: str) -> dict[str, int]:
    """The table of each code that comes."""
    stratum = {c["code"]: c["stratum"] for c in data["candidates"]}
    coming = sorted(data["seating"], key=lambda code: (stratum[code], sha(seed, "table", code)))
    return {code: place % data["tables"] + 1 for place, code in enumerate(coming)}


def check(data: Data, noted_list: str = "", noted_words: str = "") -> str:
    """What was found to be in order, as a sentence."""
    found = list_digest(data)
    if data["list_sha256"] != found:
        raise Broken("the list is not the one whose digest stands in the file")
    if noted_list and noted_list.lower() != found:
        raise Broken("the list is not the one whose digest you gave")
    if not data.get("seed_words"):
        return "In order: the list has the digest " + found + "; nothing is drawn yet."
    if noted_words and noted_words != data["seed_words"]:
        raise Broken("the source said other words than those in the file")
    codes = [c["code"] for c in data["candidates"]]
    if len(set(codes)) != len(codes):
        raise Broken("a code stands in the list twice")
    for name, value in repeat(data).items():
        if data["result"][name] != value:
            raise Broken("the draw gives another result: " + name)
    if data.get("seating") and data["seating"] != tables_of(data, data["result"]["seed"]):
        raise Broken("the draw gives other tables")
    drawn = data["result"]["selected"]
    return "In order: {} drawn of {}, list {}, seed {}\nDrawn: {}".format(
        len(drawn), len(codes), found, data["result"]["seed"], " ".join(drawn)
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Repeats a draw from its published file.")
    parser.add_argument("file")
    parser.add_argument("--list", default="", help="the digest of the list, noted elsewhere")
    parser.add_argument("--seed", default="", help="the words of the public source")
    options = parser.parse_args(arguments)
    try:
        with open(options.file, encoding="utf-8") as file:  # noqa: PTH123
            print(check(json.load(file), options.list, options.seed))
    except Broken as broken:
        print("BROKEN:", broken)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        print(f"BROKEN: this is no file of a draw ({error!r})")
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
