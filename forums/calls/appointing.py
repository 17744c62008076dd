"""From a final result to a seat: the appointment by an act."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.bodies import seating
from forums.bodies.models import Membership, Standing
from forums.bodies.succeeding import refuse_out_of_order
from forums.calls.models import Application, Call, Verdict
from forums.calls.ordering import before_on_the_list, names_of, pass_over
from forums.calls.procedure import locked, require_selecting, tell
from forums.calls.stages import CallStage
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Obstacle, Refused
from prestizh.terms import sofia_day

# In what standing a decision seats.
STANDINGS = {
    Verdict.Decision.SELECTED: Standing.TITULAR,
    Verdict.Decision.RESERVE: Standing.RESERVE,
}


@transaction.atomic
def appoint(
    application: Application, *, actor: User, act: str, on: date, passing_over: str = ""
) -> Membership:
    """Seat who was selected, or put them on the reserve, by an act of that day.

    The reserve is taken in the published order, or `passing_over` says why not. Raises `Refused`
    before the result is final, or where no seat is free.
    """
    call = locked(application.call)
    require_selecting(call, actor)
    if call.stage != CallStage.FINAL:
        raise Refused(_("Appoint when the result is final."))
    row, standing = _selected(application)
    _refuse_act(act, on, call.decided_at and sofia_day(call.decided_at))
    first = before_on_the_list(row)
    refuse_out_of_order(names_of(first), passing_over)
    member = seating.appoint(
        call.body,
        actor=actor,
        seat=row.seat.seat,
        name=row.candidate,
        act=act.strip(),
        on=on,
        user=row.applicant,
        organisation=row.organisation,
        standing=standing,
        interest=row.interest,
    )
    row.membership = member
    row.save(update_fields=["membership"])
    if first:
        pass_over(first, taken=row, actor=actor, reason=passing_over.strip())
    _tell(call, row, member, actor)
    return member


def _selected(application: Application) -> tuple[Application, Standing]:
    """The locked row of who is still to be appointed, and in what standing. Raises `Refused`."""
    row: Application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("call__body", "seat__seat", "applicant", "organisation", "verdict")
        .get(pk=application.pk)
    )
    if row.membership_id is not None:
        raise Refused(_("Who was selected is appointed already."))
    verdict: Verdict | None = getattr(row, "verdict", None)
    standing = STANDINGS.get(Verdict.Decision(verdict.decision)) if verdict else None
    if standing is None:
        raise Refused(_("Only who is selected, or on the reserve list, is appointed."))
    return row, standing


def _tell(call: Call, row: Application, member: Membership, actor: User) -> None:
    enqueue(
        "application.appointed",
        key=f"application.appointed:{row.public_id}",
        to=row.applicant,
        context={"application": row.pk},
    )
    public = {"call": call.public_id, "reference": str(row.reference), "member": str(member.pk)}
    record(call.body.subject, "application.appointed", actor=actor, public=public)
    tell(call)


def _refuse_act(act: str, on: date, decided_on: date | None) -> None:
    if not act.strip():
        raise Refused(Obstacle(_("Say by which act: its kind, number and date."), field="act"))
    refuse_egn({"act": act})
    if on > clock.today():
        raise Refused(Obstacle(_("The act bears a date that is still to come."), field="on"))
    if decided_on is not None and on < decided_on:
        raise Refused(Obstacle(_("The act can't be older than the result."), field="on"))
