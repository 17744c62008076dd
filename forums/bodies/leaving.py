"""How a membership ends: on which grounds it may, and what is written of it."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forums.bodies.absences import absences_of
from forums.bodies.models import Body, Membership, Release
from forums.bodies.stages import BodyStage
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle
from prestizh.terms import sofia_day
from prestizh.ui.dates import day_text

# These follow from other acts, nobody chooses them.
NOT_CHOSEN = frozenset({Release.BODY_ENDED, Release.MOVED_UP})
# With these the organisation loses the seat, its substitutes with it.
ENDS_THE_SEAT = frozenset({Release.ABSENCES})


def obstacles(body: Body, member: Membership, ground: str, ended: date) -> list[Obstacle]:
    """What stands against releasing this member, who sits there, on this ground that day."""
    if ground not in set(Release.values) - NOT_CHOSEN:
        return [Obstacle(_("Choose the ground for the release."), "", "ground")]
    if not member.appointed_on <= ended <= sofia_day(clock.now()):
        return [Obstacle(_("The day must lie between the appointment and today."), "", "on")]
    if ground == Release.ABSENCES and body.stage == BodyStage.ACTIVE:
        return _of_absences(body, member)
    if ground == Release.MANDATE:
        return _of_mandate(member, ended)
    return []


def _of_absences(body: Body, member: Membership) -> list[Obstacle]:
    if not body.absence_ends_seat:
        sentence = _("The rules of this body end no membership after absences.")
        return [Obstacle(sentence, "", "ground")]
    # A substitute is released with the member.
    found = absences_of(member.stands_for or member)
    number = found.number if found else 0
    if number >= body.absences_limit:
        return []
    told = ngettext(
        "The rules ask for %(limit)d absence in a row; the attendance shows %(number)d.",
        "The rules ask for %(limit)d absences in a row; the attendance shows %(number)d.",
        body.absences_limit,
    )
    return [Obstacle(told % {"limit": body.absences_limit, "number": number}, "", "ground")]


def _of_mandate(member: Membership, ended: date) -> list[Obstacle]:
    last = member.mandate_ends_on
    if last is None:
        return [Obstacle(_("This membership has no mandate that could end."), "", "ground")]
    if ended < last:
        sentence = _("The mandate lasts until %(day)s, that day included.")
        return [Obstacle(sentence % {"day": day_text(last, "date")}, "", "on")]
    return []


def end(member: Membership, *, actor: User, ground: str, note: str, on: date) -> None:
    """Write the end of a membership, locked, and of its substitutes where the seat goes with it."""
    leaving = [member]
    if ground in ENDS_THE_SEAT:
        leaving += Membership.objects.current().select_for_update().filter(stands_for=member)
    for one in leaving:
        one.ended_on, one.release, one.release_note = on, ground, note[:300]
        one.save(update_fields=["ended_on", "release", "release_note"])
        record(
            one.body.subject,
            "member.released",
            actor=actor,
            public={"member": str(one.pk), "ground": ground, "ended_on": on.isoformat()},
            private={"note": note},
        )
