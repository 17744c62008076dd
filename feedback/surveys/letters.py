"""The letters of a survey. The code in an invitation is taken on delivery and is in no row after it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.surveys import codes, hosts, unwanted
from feedback.surveys.models import Plan, Reach, Survey
from feedback.surveys.models.plan import Outcome
from feedback.surveys.stages import SurveyStage
from prestizh.accounts import access
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message


@letter("survey.invitation")
def invitation_letter(message: Message) -> Letter | None:
    """The questions, how long it takes, whether it is anonymous, and the link."""
    survey = _survey(message)
    if survey is None or unwanted.is_for_nobody(message):
        return None
    link = _link(survey)
    if link is None:
        return None
    return Letter(
        subject=_("Tell us how it was: %(survey)s") % {"survey": str(survey)},
        template="survey_invitation",
        context={**_facts(survey), "link": link, "is_coded": "/code/" in link},
        leaving=unwanted.link_for(message),
    )


@letter("survey.reminder")
def reminder_letter(message: Message) -> Letter | None:
    """To everybody who was invited: who has answered need do nothing, and nobody knows who has."""
    survey = _survey(message)
    if survey is None or unwanted.is_for_nobody(message):
        return None
    shown = survey.reach == Reach.OPEN or not survey.is_anonymous
    return Letter(
        subject=_("Soon over: %(survey)s") % {"survey": str(survey)},
        template="survey_reminder",
        context={**_facts(survey), "link": absolute(survey.get_absolute_url()) if shown else ""},
        leaving=unwanted.link_for(message),
    )


@letter("survey.plan_stopped")
def plan_letter(message: Message) -> Letter | None:
    """To who planned the opening: what was in the way. Not to somebody who runs it no more."""
    rows = Plan.objects.select_related("survey__version", "made_by")
    plan: Plan = rows.get(pk=message.context["plan"])
    survey = plan.survey
    if survey.stage != SurveyStage.PREPARED or plan.outcome != Outcome.STOPPED:
        return None
    if not access.may(plan.made_by, "survey.manage", survey.subject):
        return None
    return Letter(
        subject=_("The survey did not open: %(survey)s") % {"survey": str(survey)},
        template="survey_plan_stopped",
        context={
            "survey": survey,
            "plan": plan,
            "hindrances": plan.hindrance.splitlines(),
            "link": absolute(reverse("surveys:desk_page", args=[survey.public_id])),
        },
    )


def _survey(message: Message) -> Survey | None:
    """The survey of a letter, as long as it takes answers."""
    rows = Survey.objects.select_related("version")
    survey: Survey = rows.get(pk=message.context["survey"])
    return survey if survey.is_open(clock.now()) else None


def _link(survey: Survey) -> str | None:
    """The way in: by a code that only this letter has, or by the open link where there are none."""
    if survey.is_anonymous and survey.invited >= codes.LEAST_INVITED:
        code = codes.draw(survey)
        if code is not None:
            return absolute(reverse("surveys:code", args=[survey.public_id, code]))
        if survey.reach == Reach.INVITED:
            return None
    return absolute(survey.get_absolute_url())


def _facts(survey: Survey) -> dict[str, Any]:
    return {
        "survey": survey,
        "host": hosts.of(survey),
    }
