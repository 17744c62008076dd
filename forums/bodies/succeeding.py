"""Who takes a seat that became free: a substitute of who left it, or a reserve member."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.bodies import leaving, reserve, seating
from forums.bodies.models import Membership, Release, Standing
from forums.bodies.procedure import at_work
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.refusal import Obstacle, Refused


def may_move_up(member: Membership) -> bool:
    """Whether this is a reserve member, or the substitute of somebody who has left."""
    if member.ended_on is not None:
        return False
    if member.standing == Standing.SUBSTITUTE:
        return member.stands_for is not None and member.stands_for.ended_on is not None
    return member.standing == Standing.RESERVE


@transaction.atomic
def move_up(
    member: Membership, *, actor: User, act: str, on: date, passing_over: str = ""
) -> Membership:
    """Seat a substitute or a reserve member by an act, until the end of their own mandate.

    Gives the new membership; the old one ends on the same day. Raises `Refused` where no seat is
    free, the member for whom a substitute stands still sits there, or others come before a reserve
    member in the published order and `passing_over` does not say why they are passed over.
    """
    reserve.hold(member)
    row = at_work(member.body)
    access.require(actor, "body.appoint", row.subject)
    old: Membership = Membership.objects.select_for_update().get(pk=member.pk)
    if not may_move_up(old):
        if old.ended_on is None and old.stands_for is not None:
            sentence = _("%(name)s still sits there; a substitute moves up into a free seat.")
            raise Refused(sentence % {"name": old.stands_for.name})
        raise Refused(_("Only a substitute or a reserve member moves up."))
    if on < old.appointed_on:
        raise Refused(Obstacle(_("Nobody moves up before they were appointed."), "", "on"))
    _take_in_order(old, actor, passing_over)
    leaving.end(old, actor=actor, ground=Release.MOVED_UP, note=act, on=on)
    return seating.appoint(
        row,
        actor=actor,
        seat=old.seat,
        name=old.name,
        act=act,
        on=on,
        user=old.user,
        organisation=old.organisation,
        organisation_name=old.organisation_name,
        until=old.mandate_ends_on,
        interest=old.interest,
        contact=old.contact,
    )


def _take_in_order(member: Membership, actor: User, passing_over: str) -> None:
    first = reserve.ahead_of(member) if member.standing == Standing.RESERVE else []
    if not first:
        return
    refuse_out_of_order(first, passing_over)
    reserve.pass_over(member, actor=actor, reason=passing_over.strip())


def refuse_out_of_order(first: list[str], passing_over: str) -> None:
    """Raise `Refused` where somebody comes first and no reason is given to pass them over."""
    if first and not passing_over.strip():
        sentence = _(
            "By the published order these come first: %(names)s. Take the first, or say why they "
            "are passed over."
        )
        raise Refused(Obstacle(sentence % {"names": "; ".join(first)}, "", "passing_over"))
    refuse_egn({"passing_over": passing_over})
