"""The one place where a survey moves from stage to stage, and how its row is locked."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from feedback.surveys.models import Plan, Survey, SurveyChange, publication_key
from feedback.surveys.stages import MOVES, SurveyStage, SurveyStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.moves import move_for
from prestizh.refusal import Refused
from prestizh.ui.artefacts import changed

LISTS = "surveys"


def hold(survey: Survey) -> None:
    """Let one transaction at a time take answers of a survey in, or change the survey.

    An advisory lock: a lock on a row would leave the number of the transaction on it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('surveys_survey'), %s)", [survey.pk % 2**31]
        )


def locked(survey: Survey) -> Survey:
    """The survey as it stands now, held until the transaction ends."""
    hold(survey)
    row: Survey = (
        Survey.objects.select_for_update(no_key=True, of=("self",))
        .select_related("version")
        .get(pk=survey.pk)
    )
    return row


def managed(survey: Survey, actor: User) -> Survey:
    """The locked row of a survey that the actor runs. Raises `Refused`."""
    row = locked(survey)
    access.require(actor, "survey.manage", row.subject)
    return row


def must_be(survey: Survey, *stages: SurveyStage) -> None:
    """Raise `Refused` unless the survey stands at one of `stages`."""
    if survey.stage not in stages:
        raise Refused(
            _("This can't be done now: the survey is at “%(stage)s”.")
            % {"stage": SurveyStage(survey.stage).label}
        )


def advance(survey: Survey, step: SurveyStep, *, actor: User | None, reason: str = "") -> datetime:
    """Take a step of the table; a trigger carries it to the survey's row. Raises `Refused`."""
    move = move_for(MOVES, step, survey.stage)
    if move is None:
        must_be(survey)
    assert move is not None  # noqa: S101 - refused above
    now = clock.now()
    SurveyChange.objects.create(
        survey=survey,
        source=move.source or "",
        target=move.target,
        step=step,
        actor=actor,
        at=now,
        reason=reason,
    )
    survey.stage = move.target
    return now


def end_plan(survey: Survey, outcome: str, at: datetime, hindrance: str = "") -> bool:
    """End the plan by which a locked survey would open by itself; False where there is none."""
    waiting = Plan.objects.waiting().filter(survey=survey)
    return bool(waiting.update(outcome=outcome, ended_at=at, hindrance=hindrance))


def tell(survey: Survey) -> None:
    """Raise the versions of the pages that show the survey; none before it was opened."""
    if survey.opens_at is not None:
        changed(publication_key(survey.public_id), LISTS)
