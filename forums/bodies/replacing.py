"""Whose place a member took: an organisation that sends somebody else keeps its seat."""

from collections import defaultdict
from collections.abc import Collection, Hashable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from forums.bodies.models import Membership, Release, Standing

# On these grounds the seat is given up and not only who sits in it; who comes later begins anew.
GIVES_THE_SEAT_UP = frozenset({Release.MANDATE, Release.ABSENCES, Release.BODY_ENDED})


class _Sat(NamedTuple):
    key: int
    appointed_on: date
    ended_on: date | None
    release: str


def predecessors(subjects: Collection[UUID]) -> dict[int, int]:
    """By the member of an organisation who sat in the same seat for it before: one query.

    Where an organisation has several places in one seat, each who comes takes the place of whoever
    left last and is not replaced yet.
    """
    rows = (
        Membership.objects.filter(body__subject__in=subjects, standing=Standing.TITULAR)
        .exclude(organisation=None, organisation_name="")
        .order_by("appointed_on", "pk")
        .values_list(
            *("seat", "organisation", "organisation_name"),
            *("pk", "appointed_on", "ended_on", "release"),
        )
    )
    by_place: dict[Hashable, list[_Sat]] = defaultdict(list)
    for seat, organisation, name, *facts in rows:
        by_place[seat, organisation or name.strip().casefold()].append(_Sat(*facts))
    return {new: old for sat in by_place.values() for new, old in _pairs(sat)}


def _pairs(sat: list[_Sat]) -> list[tuple[int, int]]:
    found, empty = [], list[_Sat]()
    for one in sat:
        left = [old for old in empty if old.ended_on and old.ended_on <= one.appointed_on]
        if left:
            last = max(left, key=lambda old: (old.ended_on, old.key))
            empty.remove(last)
            found.append((one.key, last.key))
        if one.ended_on is not None and one.release not in GIVES_THE_SEAT_UP:
            empty.append(one)
    return found
