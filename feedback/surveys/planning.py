"""Opening at an hour that was said beforehand: planned by who runs the survey, taken up by the beat."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from feedback.surveys import giving_out
from feedback.surveys.models import Plan, Survey
from feedback.surveys.models.plan import Outcome
from feedback.surveys.procedure import end_plan, locked, managed, must_be
from feedback.surveys.stages import SurveyStage
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Obstacle, Refused

FARTHEST = timedelta(days=180)


@transaction.atomic
def plan(survey: Survey, *, actor: User, opens_at: datetime) -> Plan:
    """Have the survey open by itself at this hour, and not at one planned before. Raises `Refused`.

    What hinders the opening today may be gone by then (who took part is known only later), so it is
    asked at that hour.
    """
    row = managed(survey, actor)
    must_be(row, SurveyStage.PREPARED)
    now = clock.now()
    _refuse_hour(row, opens_at, now)
    end_plan(row, Outcome.WITHDRAWN, now)
    made: Plan = Plan.objects.create(survey=row, opens_at=opens_at, made_by=actor, made_at=now)
    _record(row, "survey.planned", actor, {"opens": opens_at.isoformat(timespec="minutes")})
    return made


def _refuse_hour(survey: Survey, opens_at: datetime, now: datetime) -> None:
    sentence = None
    if opens_at <= now:
        sentence = _("This hour has passed already.")
    elif opens_at > now + FARTHEST:
        sentence = _("Plan it for half a year ahead at most.")
    elif opens_at >= survey.closes_at:
        sentence = _("It would be over before it opens: the last day for answers is earlier.")
    if sentence is not None:
        raise Refused(Obstacle(sentence, "", "opens_at"))


@transaction.atomic
def withdraw(survey: Survey, *, actor: User) -> None:
    """Let the survey wait for somebody to open it. Raises `Refused`."""
    row = managed(survey, actor)
    if not end_plan(row, Outcome.WITHDRAWN, clock.now()):
        raise Refused(_("Nothing is planned for this survey any more."))
    _record(row, "survey.plan_withdrawn", actor)


def open_due() -> None:
    """Open what is planned for an hour that has come; for the beat.

    A second run, even at the same instant, finds the plan at its end.
    """
    for found in (
        Plan.objects.waiting().filter(opens_at__lte=clock.now()).order_by("opens_at", "pk")
    ):
        _follow(found)


@transaction.atomic
def _follow(found: Plan) -> None:
    survey = locked(found.survey)
    row = Plan.objects.waiting().filter(pk=found.pk).select_related("made_by").first()
    if row is None:
        return
    obstacles = giving_out.obstacles(survey)
    if obstacles:
        _stop(row, survey, obstacles)
    else:
        end_plan(survey, Outcome.OPENED, clock.now())
        giving_out.begin_taking(survey, actor=None)


def _stop(row: Plan, survey: Survey, obstacles: list[Obstacle]) -> None:
    """Let the survey wait, and write to who planned it what was in the way."""
    with translation.override(row.made_by.language or "bg"):
        hindrance = "\n".join(str(one.sentence) for one in obstacles)
    end_plan(survey, Outcome.STOPPED, clock.now(), hindrance)
    _record(survey, "survey.plan_stopped", None, {"hindrance": hindrance})
    key = f"survey.plan_stopped:{row.pk}"
    enqueue("survey.plan_stopped", key=key, to=row.made_by, context={"plan": row.pk})


def _record(
    survey: Survey, kind: str, actor: User | None, private: dict[str, str] | None = None
) -> None:
    public = {"survey": survey.public_id}
    record(survey.subject_of_record, kind, actor=actor, public=public, private=private or {})
