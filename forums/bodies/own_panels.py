"""What the page of a body says of the body itself: its facts, who sits in it, its rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from forums.bodies.absences import Absent
from forums.bodies.models import Body, Membership, Seat, Standing
from forums.bodies.panels import Panel, panel
from forums.bodies.stages import BodyStage
from prestizh.ledger import clock
from prestizh.meetings.rules import read_rule
from prestizh.meetings.wording import in_words
from prestizh.terms import closes_at, sofia_day


@dataclass(frozen=True, slots=True)
class Place:
    """The seats of one kind and who sits there, each with their substitutes."""

    seat: Seat
    members: list["Sitting"] = field(default_factory=list)
    reserve: list["Sitting"] = field(default_factory=list)

    @property
    def free(self) -> int:
        """How many of these seats nobody has."""
        return max(self.seat.number - len(self.members), 0)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person who sits there; `is_over` says that the mandate's last day is past.

    `absent` is there at the desk only, for who missed the last meetings.
    """

    member: Membership
    is_over: bool
    substitutes: list["Sitting"] = field(default_factory=list)
    absent: Absent | None = None


def places_of(
    body: Body, today: date, absent: Mapping[int, Absent] = MappingProxyType({})
) -> list[Place]:
    """The seats that the body has, with those who sit there now. Two queries."""
    places = {seat.pk: Place(seat) for seat in body.seats.filter(retired_at=None)}
    rows = Membership.objects.current().filter(body=body).select_related("organisation", "seat")
    sitting = {row.pk: Sitting(row, row.is_over(today), absent=absent.get(row.pk)) for row in rows}
    for one in sitting.values():
        row = one.member
        place = places.setdefault(row.seat_id, Place(row.seat))
        if row.standing == Standing.TITULAR:
            place.members.append(one)
        elif row.stands_for_id in sitting:
            sitting[row.stands_for_id].substitutes.append(one)
        else:
            place.reserve.append(one)
    return list(places.values())


def mandates_change(places: list[Place], today: date) -> datetime | None:
    """The next instant at which a mandate runs out."""
    ends = [
        one.member.mandate_ends_on
        for place in places
        for one in (*place.members, *place.reserve)
        if one.member.mandate_ends_on is not None and one.member.mandate_ends_on >= today
    ]
    return closes_at(min(ends)) if ends else None


@panel(10)
def facts(body: Body) -> Panel:
    """On what ground it stands and by which rules it works."""
    context = {
        "quorum": in_words(read_rule(body.quorum)),
        "majority": in_words(read_rule(body.majority)),
        "topics": list(body.topics.all()),
        "settlements": list(body.settlements.all()),
    }
    return Panel(_("About the body"), "bodies/panels/facts.html", context, "facts")


@panel(30)
def members(body: Body) -> Panel | None:
    """Who sits there, by category; an ended body shows who sat there to the end."""
    if body.stage == BodyStage.ENDED:
        last = body.memberships.filter(release="body_ended", standing=Standing.TITULAR)
        rows = list(last.select_related("organisation", "seat"))
        context = {"last": rows}
        return Panel(_("Members at the end"), "bodies/panels/last_members.html", context, "members")
    today = sofia_day(clock.now())
    places = places_of(body, today)
    return Panel(
        _("Members"),
        "bodies/panels/members.html",
        {"places": places},
        "members",
        mandates_change(places, today),
    )


@panel(70)
def rules(body: Body) -> Panel | None:
    """The rules of procedure, the newest first, to download."""
    versions = list(body.rules.select_related("document"))
    if not versions:
        return None
    context = {"versions": versions}
    return Panel(_("Rules of procedure"), "bodies/panels/rules.html", context, "rules")
