"""Whether the seats are what the statute and the body's own rules ask for."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body, Seat, SeatCategory
from forums.bodies.patterns import Composition, pattern_of
from prestizh.refusal import Obstacle, Sentence

SIDES = 2


def sides_of(seats: list[Seat]) -> Counter[str]:
    """How many seats with a vote each side has; seats of no side are left out."""
    counted: Counter[str] = Counter()
    for seat in seats:
        if seat.side and seat.has_vote:
            counted[seat.side] += seat.number
    return counted


def obstacles(body: Body) -> list[Obstacle]:
    """What stands against these seats, each with its ground."""
    seats = list(body.seats.filter(retired_at=None))
    if not seats:
        basis = _("ЗМСМА, чл. 44, ал. 2")
        return [Obstacle(_("Say how many seats there are, and for whom."), basis, "seats")]
    found: list[Obstacle] = []
    if body.parity and (lack := _without_parity(seats)):
        found.append(Obstacle(lack, body.legal_basis, "seats"))
    pattern = pattern_of(body.template)
    if pattern is not None:
        wrong = _against(pattern.composition, seats)
        found += [Obstacle(sentence, pattern.legal_basis, "seats") for sentence in wrong]
    return found


def _without_parity(seats: list[Seat]) -> Sentence | None:
    sides = sides_of(seats)
    if len(sides) != SIDES:
        return _("Parity asks for seats of exactly two sides; name the side of each.")
    (first, one), (second, other) = sides.items()
    if one != other:
        return _(
            "The sides are not equal: %(first)s has %(one)d seats, %(second)s has %(other)d."
        ) % {"first": first, "one": one, "second": second, "other": other}
    return None


def _against(asked: Composition, seats: list[Seat]) -> list[Sentence]:
    number = sum(seat.number for seat in seats)
    there = {SeatCategory(seat.category) for seat in seats}
    found: list[Sentence] = []
    if number < asked.least:
        sentence = _("The law asks for at least %(least)d seats; there are %(number)d.")
        found.append(sentence % {"least": asked.least, "number": number})
    if asked.most and number > asked.most:
        sentence = _("The law allows at most %(most)d seats; there are %(number)d.")
        found.append(sentence % {"most": asked.most, "number": number})
    if asked.is_odd and number % 2 == 0:
        found.append(
            _("The number of seats must be odd; there are %(number)d.") % {"number": number}
        )
    if missing := sorted(asked.needs - there):
        found.append(_("The law asks for seats of: %(names)s.") % {"names": _names(missing)})
    if asked.only and (foreign := sorted(there - asked.only)):
        found.append(_("The law allows no seats of: %(names)s.") % {"names": _names(foreign)})
    return found


def _names(categories: list[SeatCategory]) -> str:
    return ", ".join(str(category.label) for category in categories)
