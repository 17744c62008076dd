"""Beginning a body from a pattern: its basis, its rules and its seats are there at once."""

from typing import Any

from django.db import transaction

from forums.bodies import founding, seating
from forums.bodies.models import Body
from forums.bodies.patterns import Pattern
from prestizh.accounts.models import User


@transaction.atomic
def start(pattern: Pattern, *, actor: User, name: str, **facts: Any) -> Body:
    """Prepare a body as the pattern says; `facts` go before the pattern's. Raises `Refused`."""
    body = founding.prepare(actor=actor, name=name, **{**pattern.begins_with(), **facts})
    for plan in pattern.seats:
        seating.add_seats(
            body,
            actor=actor,
            category=plan.category,
            number=plan.number,
            nominator=plan.nominator,
            nominator_en=plan.nominator_en,
            side=plan.side,
            has_vote=plan.has_vote,
            substitutes=plan.substitutes,
        )
    return body
