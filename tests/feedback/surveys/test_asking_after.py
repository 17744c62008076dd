"""„Always ask after“: once after each event, again after the answers, never twice, never too late."""

from datetime import timedelta

import pytest

from consultations import closing
from feedback.surveys import asking_after, tasks
from feedback.surveys.models import AutomaticRule, Survey
from prestizh.accounts.models import User
from prestizh.refusal import Refused
from tests.consultations.making import make_open as make_consultation
from tests.factories import make_user
from tests.feedback.surveys.making import make_clerk, make_version
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db


def a_rule(clerk: User, **more: object) -> AutomaticRule:
    values = {
        "host_kind": "consultation",
        "occasion": "after_event",
        "days_after": 1,
        "open_days": 14,
        **more,
    }
    return asking_after.always_ask(make_version().questionnaire, actor=clerk, **values)  # type: ignore[arg-type]


def test_a_survey_opens_by_itself_once_after_a_discussion_and_again_after_its_report(
    clock: Clock,
) -> None:
    clerk = make_clerk()
    a_rule(clerk)
    a_rule(clerk, occasion="after_report", days_after=0)
    consultation = make_consultation(clerk)
    tasks.tick()
    assert not Survey.objects.exists()
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at + timedelta(hours=23))
    tasks.tick()
    assert not Survey.objects.exists()
    clock.step(timedelta(hours=2))
    tasks.tick()
    tasks.tick()
    survey = Survey.objects.get()
    assert (survey.stage, survey.occasion, survey.host_id) == (
        "open",
        "after_event",
        consultation.public_id,
    )
    assert survey.created_by is None
    closing.close(consultation, actor=clerk)
    clock.step(timedelta(minutes=1))
    tasks.tick()
    tasks.tick()
    assert list(Survey.objects.order_by("pk").values_list("occasion", flat=True)) == [
        "after_event",
        "after_report",
    ]


def test_what_ended_before_the_rule_or_long_ago_is_not_asked_about(clock: Clock) -> None:
    clerk = make_clerk()
    consultation = make_consultation(clerk)
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at + timedelta(hours=1))
    a_rule(clerk)
    clock.step(timedelta(days=2))
    tasks.tick()
    assert not Survey.objects.exists()


def test_a_rule_that_has_ended_asks_nothing(clock: Clock) -> None:
    clerk = make_clerk()
    rule = a_rule(clerk)
    consultation = make_consultation(clerk)
    asking_after.stop_asking(rule, actor=clerk)
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at + timedelta(days=2))
    tasks.tick()
    assert not Survey.objects.exists()
    with pytest.raises(Refused):
        asking_after.stop_asking(rule, actor=clerk)


def test_only_who_runs_all_surveys_makes_rules_and_none_for_a_body() -> None:
    with pytest.raises(Refused):
        a_rule(make_user())
    with pytest.raises(Refused):
        a_rule(make_clerk(), host_kind="body")
