"""Measures on a recommendation: adding them, and reporting how far they are."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.recommendations.letters import write_to_owner
from forums.recommendations.models import (
    Measure,
    MeasureReport,
    MeasureState,
    Recommendation,
)
from forums.recommendations.models.measure import OVER
from forums.recommendations.procedure import locked, tell
from forums.recommendations.readers import account_of
from forums.recommendations.stages import RecommendationStage
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.terms import sofia_day


@transaction.atomic
def add_measure(
    recommendation: Recommendation,
    *,
    actor: User,
    text: str,
    owner_name: str,
    due_on: date,
    owner_email: str = "",
) -> Measure:
    """Add what is to be done, by whom and by when. Raises `Refused`.

    The account whose confirmed address is `owner_email` is reminded and may report.
    """
    row = locked(recommendation)
    if row.addressee_user_id != actor.pk:
        access.require(actor, "recommendation.manage", row.body.subject)
    if row.stage != RecommendationStage.ANSWERED:
        raise Refused(_("Measures follow an answer: enter the answer first."))
    now = clock.now()
    refuse_if_any(_wrong(text, owner_name, due_on, sofia_day(now)))
    made: Measure = Measure.objects.create(
        recommendation=row,
        text=text,
        owner_name=owner_name,
        owner=account_of(owner_email),
        due_on=due_on,
        added_by=actor,
        added_at=now,
    )
    write_to_owner(made)
    record(
        row.body.subject,
        "measure.added",
        actor=actor,
        public={**_named(row, made), "due_on": due_on.isoformat()},
        # Who is to do it can be erased from the record, so it is committed apart.
        private={"owner": owner_name},
    )
    tell(row)
    return made


def _wrong(text: str, owner_name: str, due_on: date, today: date) -> list[Obstacle]:
    found = []
    if not text.strip():
        found.append(Obstacle(_("Say what is to be done."), field="text"))
    if not owner_name.strip():
        found.append(Obstacle(_("Say who does it."), field="owner_name"))
    if due_on < today:
        found.append(Obstacle(_("The day of a new measure is not past."), field="due_on"))
    return found


@transaction.atomic
def report(measure: Measure, *, actor: User, state: str, result: str = "") -> MeasureReport:
    """Say how far a measure is; one that is over says with what result. Raises `Refused`."""
    row = locked(measure.recommendation)
    current: Measure = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if actor.pk not in {current.owner_id, row.addressee_user_id}:
        access.require(actor, "recommendation.manage", row.body.subject)
    if current.state in OVER:
        raise Refused(_("This measure is over; add a new one if more is to be done."))
    if state not in {MeasureState.BEGUN, *OVER}:
        raise Refused(Obstacle(_("Say how far the measure is."), field="state"))
    if state in OVER and not result.strip():
        raise Refused(Obstacle(_("Say with what result, or why it is given up."), field="result"))
    made: MeasureReport = MeasureReport.objects.create(
        measure=current, state=state, result=result.strip(), by=actor, at=clock.now()
    )
    record(
        row.body.subject,
        "measure.reported",
        actor=actor,
        public={**_named(row, current), "state": state, "result": made.result},
    )
    tell(row)
    return made


def _named(recommendation: Recommendation, measure: Measure) -> dict[str, str]:
    """A measure as the record names it."""
    return {
        "recommendation": recommendation.public_id,
        "reference": recommendation.reference,
        "measure": str(measure.pk),
        "text": measure.text,
    }
