"""Measures on a proposal: adding them, and reporting how far they are."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.measures.letters import write_to_owner
from feedback.measures.models import (
    OVER,
    ImprovementProposal,
    Measure,
    MeasureReport,
    MeasureState,
)
from feedback.measures.procedure import locked, tell
from feedback.measures.stages import ANSWERED
from forums.recommendations.readers import account_of
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.places.models import Unit
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.terms import sofia_day

WEB = URLValidator(schemes=["http", "https"])


@transaction.atomic
def add_measure(
    proposal: ImprovementProposal,
    *,
    actor: User,
    text: str,
    due_on: date,
    unit: Unit | None = None,
    owner_name: str = "",
    owner_email: str = "",
) -> Measure:
    """Add what is to be done, by whom and by when. Raises `Refused`.

    The account whose confirmed address is `owner_email` is reminded and may report.
    """
    row = locked(proposal)
    access.require(actor, "improvement.manage")
    if row.stage not in ANSWERED:
        raise Refused(_("Measures follow an answer: answer the proposal first."))
    now = clock.now()
    owner = account_of(owner_email)
    found = _wrong(text, unit, owner_name, due_on, sofia_day(now))
    if owner_email and owner is None:
        sentence = _("No account has this confirmed address; nobody could be reminded.")
        found.append(Obstacle(sentence, field="owner_email"))
    refuse_if_any(found)
    refuse_egn({"text": text, "owner_name": owner_name})
    made: Measure = Measure.objects.create(
        proposal=row,
        text=text.strip(),
        unit=unit,
        owner_name=owner_name.strip(),
        owner=owner,
        due_on=due_on,
        added_by=actor,
        added_at=now,
    )
    write_to_owner(made)
    record(
        row.subject,
        "improvement.measure_added",
        actor=actor,
        public={**_named(row, made), "due_on": due_on.isoformat()},
        # Who is to do it can be erased from the record, so it is committed apart.
        private={"owner": made.doer},
    )
    tell(row)
    return made


def _wrong(
    text: str, unit: Unit | None, owner_name: str, due_on: date, today: date
) -> list[Obstacle]:
    found = []
    if not text.strip():
        found.append(Obstacle(_("Say what is to be done."), field="text"))
    if unit is None and not owner_name.strip():
        found.append(Obstacle(_("Say which unit or office does it."), field="unit"))
    if due_on < today:
        found.append(Obstacle(_("The day of a new measure is not past."), field="due_on"))
    return found


@transaction.atomic
def report(
    measure: Measure,
    *,
    actor: User,
    state: str,
    result: str = "",
    result_url: str = "",
    done_on: date | None = None,
) -> MeasureReport:
    """Say how far a measure is; one that is over says with what result, or why it is given up.

    `done_on` is asked of what is done and is today where it is not given. Raises `Refused`.
    """
    row = locked(measure.proposal)
    current: Measure = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if actor.pk != current.owner_id:
        access.require(actor, "improvement.manage")
    if current.state in OVER:
        raise Refused(_("This measure is over; add a new one if more is to be done."))
    now = clock.now()
    day = (done_on or sofia_day(now)) if state == MeasureState.DONE else None
    refuse_if_any(_unsaid(current, state, result, result_url, day, sofia_day(now)))
    refuse_egn({"result": result})
    made: MeasureReport = MeasureReport.objects.create(
        measure=current,
        state=state,
        result=result.strip(),
        result_url=result_url.strip(),
        done_on=day,
        by=actor,
        at=now,
    )
    public = {**_named(row, current), "state": state, "result": made.result}
    if day is not None:
        public["done_on"] = day.isoformat()
    record(row.subject, "improvement.measure_reported", actor=actor, public=public)
    tell(row)
    return made


def _unsaid(
    measure: Measure, state: str, result: str, url: str, day: date | None, today: date
) -> list[Obstacle]:
    if state not in {MeasureState.UNDER_WAY, *OVER}:
        return [Obstacle(_("Say how far the measure is."), field="state")]
    found = []
    if state == MeasureState.DONE and not result.strip():
        found.append(
            Obstacle(_("Say what was done: without a result it isn't done."), "", "result")
        )
    if state == MeasureState.DROPPED and not result.strip():
        found.append(Obstacle(_("Say why the measure is given up."), field="result"))
    if day is not None and not sofia_day(measure.added_at) <= day <= today:
        sentence = _("The day on which it was done lies between its beginning and today.")
        found.append(Obstacle(sentence, field="done_on"))
    if url.strip() and not _is_web_address(url.strip()):
        sentence = _("This is no address of a page. It begins with https://.")
        found.append(Obstacle(sentence, field="result_url"))
    return found


def _is_web_address(url: str) -> bool:
    try:
        WEB(url)
    except ValidationError:
        return False
    return True


def _named(proposal: ImprovementProposal, measure: Measure) -> dict[str, str]:
    """A measure as the record names it."""
    return {"reference": proposal.reference, "measure": measure.public_id, "text": measure.text}
