"""Whether a person may be seated: a free seat, one chair, nobody twice, a sound act."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body, Membership, Office, Seat, Standing
from forums.bodies.models.seat import MembershipQuerySet
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.refusal import Obstacle
from prestizh.terms import sofia_day


@dataclass(frozen=True, slots=True)
class Wanted:
    """An appointment that is asked for; `until` is a last day that the act itself sets."""

    seat: Seat
    name: str
    act: str
    on: date
    until: date | None
    user: User | None
    office: str
    standing: str
    stands_for: Membership | None


def obstacles(body: Body, wanted: Wanted) -> list[Obstacle]:
    """Everything that stands against it."""
    sitting = Membership.objects.current().filter(body=body)
    return [
        *_of_the_act(wanted),
        *_of_the_seat(body, wanted, sitting),
        *_of_standing(wanted, sitting),
    ]


def _of_the_act(wanted: Wanted) -> list[Obstacle]:
    found = []
    if not wanted.name.strip():
        found.append(Obstacle(_("Give the person's name as the act has it."), "", "name"))
    if not wanted.act.strip():
        found.append(Obstacle(_("Give the act that appoints: its kind, number, date."), "", "act"))
    if wanted.on > sofia_day(clock.now()):
        found.append(Obstacle(_("The day of the appointment is still to come."), "", "on"))
    if wanted.until is not None and wanted.until < wanted.on:
        found.append(Obstacle(_("The mandate would end before it begins."), "", "until"))
    return found


def _of_the_seat(body: Body, wanted: Wanted, sitting: MembershipQuerySet) -> list[Obstacle]:
    seat, found = wanted.seat, []
    if seat.body_id != body.pk or seat.retired_at is not None:
        found.append(Obstacle(_("This seat doesn't belong to the body."), "", "seat"))
    taken = sitting.titular().filter(seat=seat).count()
    if wanted.standing == Standing.TITULAR and taken >= seat.number:
        sentence = _("Every seat of this category is taken. Release somebody first.")
        found.append(Obstacle(sentence, "", "seat"))
    if wanted.user is not None and sitting.filter(user=wanted.user).exists():
        found.append(Obstacle(_("This person sits in the body already."), "", "user"))
    return found


def _of_standing(wanted: Wanted, sitting: MembershipQuerySet) -> list[Obstacle]:
    found, is_substitute = [], wanted.standing == Standing.SUBSTITUTE
    if wanted.office not in Office.values or wanted.standing not in Standing.values:
        found.append(Obstacle(_("Choose office and standing from the list."), "", "standing"))
    if wanted.office == Office.CHAIR and sitting.filter(office=Office.CHAIR).exists():
        found.append(Obstacle(_("The body has a chair already."), "", "office"))
    if wanted.office and wanted.standing != Standing.TITULAR:
        found.append(Obstacle(_("Only a member holds an office, no substitute."), "", "office"))
    if is_substitute and not wanted.seat.substitutes:
        sentence = _("The rules of this body allow no substitutes for this seat.")
        found.append(Obstacle(sentence, "", "standing"))
    if is_substitute != (wanted.stands_for is not None):
        sentence = _("Say for whom the substitute stands; only a substitute does.")
        found.append(Obstacle(sentence, "", "stands_for"))
    elif wanted.stands_for is not None and not _is_titular(wanted.stands_for, sitting):
        sentence = _("A substitute stands for a member who sits in this body now.")
        found.append(Obstacle(sentence, "", "stands_for"))
    return found


def _is_titular(member: Membership, sitting: MembershipQuerySet) -> bool:
    return bool(sitting.titular().filter(pk=member.pk).exists())
