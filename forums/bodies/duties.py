"""What the seats ask of who keeps them: releases that are due, substitutes who may move up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from forums.bodies.absences import Absent, absent_members
from forums.bodies.models import Body, Membership, Standing
from forums.bodies.stages import BodyStage
from prestizh.accounts.models import User

MOST = 20


@dataclass(frozen=True, slots=True)
class SeatDuties:
    """Whose absences end the membership, whose mandate ran out, whose member left."""

    absent: list[Absent]
    over: list[Membership]
    orphaned: list[Membership]

    def __bool__(self) -> bool:
        return bool(self.absent or self.over or self.orphaned)


def seat_duties(bodies: Iterable[Body], today: date) -> SeatDuties:
    """What is due in those of these bodies that are at work: four queries."""
    rows = [body for body in bodies if body.stage == BodyStage.ACTIVE]
    sitting = (
        Membership.objects.current().filter(body__in=rows).select_related("body", "stands_for")
    )
    over = sitting.filter(mandate_ends_on__lt=today).order_by("mandate_ends_on", "pk")
    orphaned = sitting.filter(standing=Standing.SUBSTITUTE, stands_for__ended_on__isnull=False)
    return SeatDuties(
        [one for one in absent_members(rows).values() if one.is_due][:MOST],
        list(over[:MOST]),
        list(orphaned.order_by("pk")[:MOST]),
    )


def duties_of(person: User, today: date) -> SeatDuties:
    """What is due for this person: in all bodies for a clerk, in their own for a secretary."""
    return seat_duties(Body.objects.editable_by(person).filter(stage=BodyStage.ACTIVE), today)
