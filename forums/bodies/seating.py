"""Who sits in a body: seats, appointment by an act, office, release on a ground, secretaries."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.bodies import leaving
from forums.bodies.bounds import out_of
from forums.bodies.fitness import Wanted, obstacles
from forums.bodies.mandates import common_end
from forums.bodies.models import (
    Body,
    Membership,
    Office,
    Seat,
    SeatCategory,
    Secretary,
    Standing,
)
from forums.bodies.procedure import at_work, locked, tell
from forums.bodies.stages import BodyStage
from prestizh.accounts import access
from prestizh.accounts.models import Organisation, Role, User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.terms import add_months, sofia_day

MOST_SEATS = 200


@transaction.atomic
def add_seats(
    body: Body,
    *,
    actor: User,
    category: str,
    number: int,
    nominator: str = "",
    nominator_en: str = "",
    side: str = "",
    has_vote: bool = True,
    substitutes: bool = False,
) -> Seat:
    """Add seats of one category. Raises `Refused`."""
    row = locked(body)
    access.require(actor, "body.edit", row.subject)
    if not 1 <= number <= MOST_SEATS:
        raise Refused(Obstacle(out_of(1, MOST_SEATS), "", "number"))
    if category not in SeatCategory.values:
        raise Refused(Obstacle(_("Choose for whom the seats are."), "", "category"))
    if row.stage not in {BodyStage.DRAFT, BodyStage.ACTIVE}:
        raise Refused(_("A body that ended its work stays as it was."))
    seat: Seat = Seat.objects.create(
        body=row,
        category=category,
        number=number,
        nominator=nominator,
        nominator_en=nominator_en,
        side=side,
        has_vote=has_vote,
        substitutes=substitutes,
    )
    if row.stage == BodyStage.ACTIVE:
        fields = {"category": category, "number": str(number), "side": side}
        record(row.subject, "body.seats_added", actor=actor, public=fields)
        tell(row)
    return seat


@transaction.atomic
def retire_seats(seat: Seat, *, actor: User) -> None:
    """Give up seats that are empty. Raises `Refused`."""
    row = locked(seat.body)
    access.require(actor, "body.edit", row.subject)
    if Membership.objects.current().filter(seat=seat).exists():
        raise Refused(_("Somebody sits there. Release them first."))
    Seat.objects.filter(pk=seat.pk, retired_at=None).update(retired_at=clock.now())
    if row.stage == BodyStage.ACTIVE:
        fields = {"category": seat.category, "number": str(seat.number)}
        record(row.subject, "body.seats_retired", actor=actor, public=fields)
        tell(row)


def mandate_end(body: Body, appointed_on: date, own_end: date | None = None) -> date | None:
    """The last day of a mandate: the earliest of its own, the body's and the council's end.

    A mandate of so many months ends on the same day of the last month (ЗЗД, чл. 72).
    """
    ends = [own_end, common_end(body)]
    if body.mandate_months:
        ends.append(add_months(appointed_on, body.mandate_months))
    return min((end for end in ends if end is not None), default=None)


@transaction.atomic
def appoint(
    body: Body,
    *,
    actor: User,
    seat: Seat,
    name: str,
    act: str,
    on: date,
    user: User | None = None,
    organisation: Organisation | None = None,
    organisation_name: str = "",
    office: str = Office.NONE,
    standing: str = Standing.TITULAR,
    stands_for: Membership | None = None,
    until: date | None = None,
    interest: str = "",
    contact: str = "",
) -> Membership:
    """Seat a person by an act. Raises `Refused` where no seat is free or they sit there already.

    `until` is a last day that the act itself sets; the mandate never outlasts the council's.
    """
    row = at_work(body)
    access.require(actor, "body.appoint", row.subject)
    wanted = Wanted(seat, name, act, on, until, user, office, standing, stands_for)
    refuse_if_any(obstacles(row, wanted))
    member: Membership = Membership.objects.create(
        body=row,
        seat=seat,
        user=user,
        name=name,
        organisation=organisation,
        organisation_name=organisation_name,
        office=office,
        standing=standing,
        stands_for=stands_for,
        interest=interest,
        contact=contact,
        appointed_on=on,
        appointing_act=act,
        mandate_ends_on=mandate_end(row, on, until),
        appointed_by=actor,
        recorded_at=clock.now(),
    )
    _record_appointment(member, actor)
    tell(row)
    return member


def _record_appointment(member: Membership, actor: User) -> None:
    record(
        member.body.subject,
        "member.appointed",
        actor=actor,
        public={
            "member": str(member.pk),
            "category": member.seat.category,
            "office": str(member.office),
            "standing": str(member.standing),
            "act": member.appointing_act,
            "appointed_on": member.appointed_on.isoformat(),
        },
        # A name can be erased from the record, so it is committed apart.
        private={"name": member.name, "organisation": member.speaks_for},
    )


@transaction.atomic
def release(
    member: Membership, *, actor: User, ground: str, note: str, on: date | None = None
) -> Membership:
    """End a membership on a lawful ground, today or on an earlier day. Raises `Refused`.

    Absences must have been counted, and a mandate must have run out, before they are a ground.
    """
    row = locked(member.body)
    access.require(actor, "body.appoint", row.subject)
    sitting = _sitting(member)
    ended = on or sofia_day(clock.now())
    refuse_if_any(leaving.obstacles(row, sitting, ground, ended))
    leaving.end(sitting, actor=actor, ground=ground, note=note, on=ended)
    tell(row)
    return sitting


@transaction.atomic
def give_office(member: Membership, *, actor: User, office: str, act: str) -> Membership:
    """Make a member chair or vice-chair, or neither, by an act or an election. Raises `Refused`."""
    row = at_work(member.body)
    access.require(actor, "body.appoint", row.subject)
    sitting = _sitting(member)
    others = Membership.objects.current().filter(body=row).exclude(pk=sitting.pk)
    if office not in Office.values:
        raise Refused(Obstacle(_("Choose the office."), "", "office"))
    if office == Office.CHAIR and others.filter(office=Office.CHAIR).exists():
        raise Refused(Obstacle(_("The body has a chair already."), "", "office"))
    if office and sitting.standing != Standing.TITULAR:
        raise Refused(Obstacle(_("Only a member holds an office, no substitute."), "", "office"))
    sitting.office = office
    sitting.save(update_fields=["office"])
    fields = {"member": str(sitting.pk), "office": office, "act": act}
    record(row.subject, "member.given_office", actor=actor, public=fields)
    tell(row)
    return sitting


@transaction.atomic
def amend(
    member: Membership,
    *,
    actor: User,
    user: User | None,
    interest: str,
    contact: str,
) -> Membership:
    """Correct what stands beside a member's name, and which account is theirs. Raises `Refused`."""
    row = at_work(member.body)
    access.require(actor, "body.appoint", row.subject)
    sitting = _sitting(member)
    others = Membership.objects.current().filter(body=row).exclude(pk=sitting.pk)
    if user is not None and others.filter(user=user).exists():
        raise Refused(Obstacle(_("This person sits in the body already."), "", "user"))
    sitting.user, sitting.interest, sitting.contact = user, interest, contact
    sitting.save(update_fields=["user", "interest", "contact"])
    record(
        row.subject,
        "member.amended",
        actor=actor,
        public={"member": str(sitting.pk)},
        private={"interest": interest, "contact": contact, "has_account": str(user is not None)},
    )
    tell(row)
    return sitting


def _sitting(member: Membership) -> Membership:
    """The member's row, locked. Raises `Refused` for one who sits there no longer."""
    row: Membership = Membership.objects.select_for_update().get(pk=member.pk)
    if row.ended_on is not None:
        raise Refused(_("This membership has ended already."))
    return row


@transaction.atomic
def name_secretary(body: Body, *, actor: User, user: User) -> Secretary:
    """Let a person with the role of a secretary keep this body's papers. Raises `Refused`."""
    row = locked(body)
    access.require(actor, "body.manage", row.subject)
    if Role.SECRETARY not in user.roles:
        raise Refused(
            Obstacle(_("An administrator must first give this person the role of a secretary."))
        )
    if Secretary.objects.filter(body=row, user=user, ended_at=None).exists():
        raise Refused(_("This person is the body's secretary already."))
    named: Secretary = Secretary.objects.create(
        body=row, user=user, given_by=actor, given_at=clock.now()
    )
    record(row.subject, "secretary.named", actor=actor, private={"person": str(user.pk)})
    return named


@transaction.atomic
def relieve_secretary(secretary: Secretary, *, actor: User) -> None:
    """Let a secretary be one no longer. Raises `Refused`."""
    row = locked(secretary.body)
    access.require(actor, "body.manage", row.subject)
    if not Secretary.objects.filter(pk=secretary.pk, ended_at=None).update(ended_at=clock.now()):
        raise Refused(_("This person is no secretary of the body any more."))
    record(
        row.subject, "secretary.relieved", actor=actor, private={"person": str(secretary.user_id)}
    )
