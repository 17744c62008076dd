"""Who stayed away from how many meetings of a body in a row, and what its rules make of it.

Where an organisation sits, its seat stayed away, whoever was sent to it (`replacing`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.bodies.models import Body, Membership, Standing
from forums.bodies.replacing import predecessors
from prestizh.meetings.absences import last_of, latest

HOLDER = "member:"


@dataclass(frozen=True, slots=True)
class Absent:
    """A member who missed `number` meetings in a row; `last` names the last of them."""

    member: Membership
    number: int
    last: str

    @property
    def limit(self) -> int:
        """How many the rules of the body ask for."""
        found: int = self.member.body.absences_limit
        return found

    @property
    def is_near(self) -> bool:
        """Whether the next absence reaches what the rules ask for."""
        return self.number == self.limit - 1

    @property
    def is_reached(self) -> bool:
        """Whether there are as many as the rules ask for."""
        return self.number >= self.limit

    @property
    def is_due(self) -> bool:
        """Whether by the rules the membership is to end."""
        return self.is_reached and self.member.body.absence_ends_seat

    @property
    def organisation(self) -> str:
        """Whose seat is counted; empty where the member sits for nobody."""
        return self.member.speaks_for

    @property
    def ground(self) -> str:
        """In words for the note of a release: how many, and until which meeting."""
        told = ngettext("%(count)d absence in a row", "%(count)d absences in a row", self.number)
        return _("%(absences)s, the last from the %(meeting)s") % {
            "absences": told % {"count": self.number},
            "meeting": self.last,
        }


def absent_members(bodies: Iterable[Body]) -> dict[int, Absent]:
    """Of those who sit in these bodies now, who missed the last meeting, by the member.

    Three queries.
    """
    subjects = [body.subject for body in bodies]
    # The count is the last of each, also where the last is none.
    rows = {row.holder: row for row in latest(subjects).select_related("meeting")}
    came_after = {f"{HOLDER}{new}": f"{HOLDER}{old}" for new, old in predecessors(subjects).items()}
    # Who has come and has no meeting yet stands where who sat there before stood.
    counted = {holder: last_of(holder, rows, came_after) for holder in {*rows, *came_after}}
    missed = {
        int(holder.removeprefix(HOLDER)): row
        for holder, row in counted.items()
        if row is not None and row.absences and holder.startswith(HOLDER)
    }
    sitting = (
        Membership.objects.current()
        .filter(pk__in=missed, standing=Standing.TITULAR)
        .select_related("body", "seat", "organisation", "user")
        .order_by("body__name", "pk")
    )
    return {
        one.pk: Absent(one, missed[one.pk].absences or 0, str(missed[one.pk].meeting))
        for one in sitting
    }


def absences_of(member: Membership) -> Absent | None:
    """How often this member was absent in a row; None for who was there last."""
    return absent_members([member.body]).get(member.pk)
