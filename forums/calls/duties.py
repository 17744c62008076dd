"""What the desk of a person shows of calls: their own applications, and what is due of theirs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from forums.bodies.models.body import kept_by
from forums.calls.models import Application, Call
from forums.calls.stages import CallStage
from prestizh.accounts.access import may
from prestizh.accounts.models import User
from prestizh.terms import sofia_day

APPLICATIONS = 10
DUE = 20
UNFINISHED = (CallStage.DRAFT, CallStage.PUBLISHED, CallStage.SELECTING, CallStage.DECIDED)


@dataclass(frozen=True, slots=True)
class CallDuty:
    """One call that waits: what to do now, where, and the day that matters next."""

    call: Call
    action: str
    url: str
    due: date | None


def own_applications(person: User) -> "QuerySet[Application]":
    """What the person began or sent, newest first; withdrawn ones are left out."""
    rows: QuerySet[Application] = (
        Application.objects.editable_by(person)
        .exclude(state=Application.State.WITHDRAWN)
        .select_related("call__body", "organisation", "verdict")
        .order_by("-pk")
    )
    return rows


def calls_due(person: User, now: datetime) -> list[CallDuty]:
    """What waits of the calls of which the person is in charge: a clerk's own, a secretary's bodies'.

    One query.
    """
    mine = Q(body__in=kept_by(person))
    if may(person, "call.manage"):
        mine |= Q(prepared_by=person)
    rows = (
        Call.objects.filter(mine, stage__in=UNFINISHED)
        .select_related("body")
        .annotate(
            objected=Count(
                "applications__objections",
                filter=Q(applications__objections__answered_at=None),
                distinct=True,
            ),
            readmitted=Count(
                "applications",
                filter=Q(applications__objections__outcome="upheld")
                & (
                    Q(applications__verdict=None)
                    | Q(applications__verdict__decision="inadmissible")
                ),
                distinct=True,
            ),
        )
        .order_by("closes_at", "pk")
    )
    return [_duty(row, now) for row in rows[:DUE]]


def _duty(call: Call, now: datetime) -> CallDuty:
    if call.stage == CallStage.DRAFT:
        return _of(call, _("Complete the call and publish it"), "desk_publish")
    if call.stage == CallStage.PUBLISHED:
        if call.is_open(now):
            return _of(call, _("Read the applications"), "desk_applications", call.last_day)
        return _of(call, _("Begin the selection"), "desk_page", call.last_day)
    if call.stage == CallStage.SELECTING:
        return _of(call, _("Assess the applications and publish the result"), "desk_selection")
    day = call.objections_last_day
    if getattr(call, "objected", 0):
        return _of(call, _("Answer the objections"), "desk_selection", day)
    if getattr(call, "readmitted", 0):
        return _of(call, _("Give points after an objection, correct the result"), "desk_selection")
    if call.takes_objections(now):
        return _of(call, _("Wait for objections"), "desk_selection", day)
    return _of(call, _("Make the result final"), "desk_selection", day or sofia_day(now))


def _of(call: Call, action: str, view: str, due: date | None = None) -> CallDuty:
    return CallDuty(call, action, reverse(f"calls:{view}", args=[call.public_id]), due)
