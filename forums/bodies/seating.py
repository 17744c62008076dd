"""Who sits in a body: seats, appointment by an act, release on a lawful ground, secretaries."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import (
    Body,
    Membership,
    Office,
    Release,
    Seat,
    Secretary,
    Standing,
)
from forums.bodies.procedure import at_work, locked, tell
from forums.bodies.stages import BodyStage
from prestizh.accounts import access
from prestizh.accounts.models import Organisation, Role, User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused
from prestizh.terms import add_months, sofia_day


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
    if number < 1:
        raise Refused(Obstacle(_("Say how many seats: one or more."), "", "number"))
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
    ends = [own_end, body.ends_on]
    if body.mandate_months:
        ends.append(add_months(appointed_on, body.mandate_months))
    if body.within_council_mandate:
        ends.append(body.council_mandate_ends_on)
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
    _refuse_unfit(row, seat, user, office, standing, stands_for)
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
    record(
        row.subject,
        "member.appointed",
        actor=actor,
        public={
            "member": str(member.pk),
            "category": seat.category,
            "office": str(office),
            "standing": str(standing),
            "act": act,
            "appointed_on": on.isoformat(),
        },
        # A name can be erased from the record, so it is committed apart.
        private={"name": name, "organisation": member.speaks_for},
    )
    tell(row)
    return member


def _refuse_unfit(
    body: Body,
    seat: Seat,
    user: User | None,
    office: str,
    standing: str,
    stands_for: Membership | None,
) -> None:
    sitting = Membership.objects.current().filter(body=body)
    if seat.body_id != body.pk or seat.retired_at is not None:
        raise Refused(Obstacle(_("This seat doesn't belong to the body."), "", "seat"))
    taken = sitting.titular().filter(seat=seat).count()
    if standing == Standing.TITULAR and taken >= seat.number:
        raise Refused(
            Obstacle(_("Every seat of this category is taken. Release somebody first."), "", "seat")
        )
    if user is not None and sitting.filter(user=user).exists():
        raise Refused(Obstacle(_("This person sits in the body already."), "", "user"))
    if office == Office.CHAIR and sitting.filter(office=Office.CHAIR).exists():
        raise Refused(Obstacle(_("The body has a chair already."), "", "office"))
    if standing == Standing.SUBSTITUTE and not seat.substitutes:
        raise Refused(
            Obstacle(
                _("The rules of this body allow no substitutes for this seat."), "", "standing"
            )
        )
    if (standing == Standing.SUBSTITUTE) != (stands_for is not None):
        raise Refused(
            Obstacle(
                _("Say for whom the substitute stands; only a substitute does."), "", "stands_for"
            )
        )


@transaction.atomic
def release(
    member: Membership, *, actor: User, ground: str, note: str, on: date | None = None
) -> Membership:
    """End a membership on a lawful ground, today or on an earlier day. Raises `Refused`."""
    row = locked(member.body)
    access.require(actor, "body.appoint", row.subject)
    sitting: Membership = Membership.objects.select_for_update().get(pk=member.pk)
    today = sofia_day(clock.now())
    ended = on or today
    if sitting.ended_on is not None:
        raise Refused(_("This membership has ended already."))
    if ground not in Release.values:
        raise Refused(Obstacle(_("Choose the ground for the release."), "", "ground"))
    if not sitting.appointed_on <= ended <= today:
        raise Refused(Obstacle(_("The day must lie between the appointment and today."), "", "on"))
    sitting.ended_on, sitting.release, sitting.release_note = ended, ground, note
    sitting.save(update_fields=["ended_on", "release", "release_note"])
    record(
        row.subject,
        "member.released",
        actor=actor,
        public={"member": str(sitting.pk), "ground": ground, "ended_on": ended.isoformat()},
        private={"note": note},
    )
    tell(row)
    return sitting


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
