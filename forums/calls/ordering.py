"""The published order of a call's result: who comes first for a seat, and why one was passed over."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from forums.bodies import reserve
from forums.bodies.models import Membership, Standing
from forums.calls.models import Application, PassedOver, Verdict
from forums.calls.procedure import locked, tell
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue

# On the reserve, not in a seat; and without a seat, and nobody said why.
ON_THE_RESERVE = Q(membership__standing=Standing.RESERVE, membership__ended_on=None)
WAITING = Q(membership=None, passed_over=None)
Decision = Verdict.Decision


def before_on_the_list(row: Application) -> list[Application]:
    """Who stands before it on the reserve list and is not put on the reserve yet.

    Before one that is not on that list stands nobody.
    """
    verdict: Verdict | None = getattr(row, "verdict", None)
    if verdict is None or verdict.decision != Decision.RESERVE:
        return []
    return list(_others(row).filter(WAITING & _better(row)))


def before_for_a_seat(row: Application) -> list[Application]:
    """Who comes before it for a free seat: selected and not appointed, or better on the reserve."""
    selected = Q(verdict__decision=Decision.SELECTED) & WAITING
    return list(_others(row).filter(selected | _better(row) & (WAITING | ON_THE_RESERVE)))


def _others(row: Application) -> "QuerySet[Application]":
    rows: QuerySet[Application] = (
        row.call.applications.sent()
        .filter(seat=row.seat_id)
        .exclude(pk=row.pk)
        .select_related("organisation", "applicant")
        .order_by("verdict__place", "pk")
        # One who was passed over twice is found twice.
        .distinct()
    )
    return rows


def _better(row: Application) -> Q:
    return Q(verdict__decision=Decision.RESERVE, verdict__place__lt=row.verdict.place)


def names_of(rows: Sequence[Application]) -> list[str]:
    """For the desk: number and who applied."""
    return [f"№ {row.reference}, {row.applies_as}" for row in rows]


def pass_over(rows: Sequence[Application], *, taken: Application, actor: User, reason: str) -> None:
    """Publish with the result, record and tell each of them why; the call is locked."""
    call, now = taken.call, clock.now()
    for row in rows:
        made = PassedOver.objects.create(
            application=row, taken=taken, reason=reason, by=actor, at=now
        )
        enqueue(
            "application.passed_over",
            key=f"application.passed_over:{made.pk}",
            to=row.applicant,
            context={"application": row.pk},
        )
        record(
            call.body.subject,
            "application.passed_over",
            actor=actor,
            public={
                "call": call.public_id,
                "reference": str(row.reference),
                "taken": str(taken.reference),
                "reason": reason,
            },
        )
    tell(call)


class ResultsOfCalls:
    """The order of the result of which a reserve member comes (`forums.bodies.reserve`)."""

    def hold(self, member: Membership) -> None:
        """Lock the call of which the member comes."""
        row = _application_of(member)
        if row is not None:
            locked(row.call)

    def ahead_of(self, member: Membership) -> list[str]:
        """By number and name, for the desk."""
        row = _application_of(member)
        return names_of(before_for_a_seat(row)) if row is not None else []

    def pass_over(self, member: Membership, *, actor: User, reason: str) -> None:
        """Of all who come before the member."""
        row = _application_of(member)
        if row is not None:
            pass_over(before_for_a_seat(row), taken=row, actor=actor, reason=reason)


def _application_of(member: Membership) -> Application | None:
    rows = Application.objects.select_related("call__body", "verdict")
    return rows.filter(membership=member.pk, verdict__place__isnull=False).first()


reserve.register(ResultsOfCalls())
