"""The table of the procedure and its enforcers: the act, PostgreSQL, and the page that explains it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from consultations import closing, confirming, drafting, lateness, outcome, publishing
from consultations.duties import duties
from consultations.models import Consultation, StageChange
from consultations.stages import MOVES, Stage, Step
from prestizh.accounts.models import Role
from prestizh.ledger import clock as portal_clock
from prestizh.moves import move_for
from prestizh.refusal import Refused
from prestizh.terms import SOFIA
from tests.consultations.making import TEXT, make_clerk, make_draft, make_open, make_opinion
from tests.factories import make_user
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db

UNLAWFUL = [
    (source, step, target)
    for source in ["", *Stage.values]
    for step in Step
    for target in Stage
    if not any((m.source or "", m.step, m.target) == (source, step, target) for m in MOVES)
]


def test_postgresql_refuses_every_step_that_is_not_in_the_table() -> None:
    clerk = make_clerk()
    draft = make_draft(clerk)
    now = portal_clock.now()
    for source, step, target in UNLAWFUL:
        change = StageChange(
            consultation=draft,
            source=source,
            step=step,
            target=target,
            actor=clerk,
            at=now,
            reason="x",
        )
        with pytest.raises(IntegrityError, match="step_is_lawful"), transaction.atomic():
            change.save()


def test_postgresql_refuses_a_lawful_step_from_where_the_consultation_is_not() -> None:
    clerk = make_clerk()
    draft = make_draft(clerk)
    change = StageChange(
        consultation=draft,
        source=Stage.REPORTED,
        step=Step.ADOPT,
        target=Stage.ADOPTED,
        actor=clerk,
        at=portal_clock.now(),
    )
    with pytest.raises(IntegrityError, match="not at stage"), transaction.atomic():
        change.save()


def test_every_move_can_be_asked_for_by_its_step() -> None:
    for move in MOVES:
        assert move_for(MOVES, move.step, move.source) == move


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLERK])
def test_only_a_clerk_publishes(clock: Clock, role: Role) -> None:
    draft = make_draft(make_clerk())
    with pytest.raises(Refused):
        publishing.publish(draft, actor=make_user(role))
    assert Consultation.objects.get(pk=draft.pk).stage == Stage.DRAFT


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"summary": ""}, "summary"),
        ({"summary": "дума " * 101}, "summary"),
        ({"sponsor": ""}, "sponsor"),
        ({"unit": None}, "unit"),
        ({"contact": " "}, "contact"),
        ({"reason_causes": ""}, "reason_causes"),
        ({"reason_aims": ""}, "reason_aims"),
        ({"reason_means": ""}, "reason_means"),
        ({"reason_results": ""}, "reason_results"),
        ({"reason_eu": ""}, "reason_eu"),
        ({"term_days": 29}, "short_term_reason"),
        ({"term_days": 13, "short_term_reason": "Бърза работа."}, "term_days"),
    ],
)
def test_publishing_is_refused_until_all_that_the_law_asks_is_there(
    clock: Clock, facts: dict[str, object], field: str
) -> None:
    clerk = make_clerk()
    draft = make_draft(clerk, **facts)
    with pytest.raises(Refused) as refused:
        publishing.publish(draft, actor=clerk)
    assert [obstacle.field for obstacle in refused.value.obstacles] == [field]
    assert all(str(obstacle.law) for obstacle in refused.value.obstacles)


def test_fourteen_days_with_a_reason_are_enough(clock: Clock) -> None:
    clerk = make_clerk()
    facts = {"term_days": 14, "short_term_reason": "Изтича срокът на договора."}
    published = publishing.publish(make_draft(clerk, **facts), actor=clerk)
    assert published.stage == Stage.PUBLISHED


def test_a_published_text_is_frozen(clock: Clock) -> None:
    clerk = make_clerk()
    consultation = make_open(clerk)
    with pytest.raises(Refused):
        drafting.set_text(consultation, actor=clerk, text=TEXT)
    with pytest.raises(Refused):
        drafting.revise(consultation, actor=clerk, title="Друго")


def test_adopted_without_a_report_shows_as_such(clock: Clock) -> None:
    clerk = make_clerk()
    consultation = make_open(clerk)
    clock.step(timedelta(days=40))
    today = portal_clock.now().astimezone(SOFIA).date()
    found = outcome.adopt(
        consultation, actor=clerk, decision_number="7", decided_on=today, without_report=True
    )
    assert found.without_report
    page = Client().get(f"/en{consultation.get_absolute_url()}").content.decode()
    assert "Adopted without a closing report" in page


def test_a_consultation_with_no_opinions_is_closed_at_once(clock: Clock) -> None:
    clerk = make_clerk()
    consultation = make_open(clerk)
    with pytest.raises(Refused):
        closing.close(consultation, actor=clerk)
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at)
    report = closing.close(consultation, actor=clerk)
    assert report.content["totals"]["opinions"] == 0
    page = Client().get(f"/en{consultation.get_absolute_url()}").content.decode()
    assert "No opinions or proposals were received" in page


def test_a_flood_of_late_unconfirmed_opinions_holds_up_no_report(clock: Clock) -> None:
    clerk = make_clerk()
    consultation = make_open(clerk)
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at)
    late = make_opinion(consultation)
    (duty,) = duties(Consultation.objects.all(), clock.now())
    assert duty.url == f"/consultations/desk/{consultation.public_id}/close/"
    report = closing.close(consultation, actor=clerk)
    connection.check_constraints()  # as a commit would
    assert report.content["totals"]["late_not_admitted"] == 1
    assert not confirming.confirm_by_link(late).proposals.filter(counts=True).exists()


def test_a_confirmed_late_opinion_awaits_a_decision(clock: Clock) -> None:
    clerk = make_clerk()
    consultation = make_open(clerk)
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at)
    late = make_opinion(consultation, make_user())
    with pytest.raises(Refused) as refused:
        closing.close(consultation, actor=clerk)
    assert [obstacle.field for obstacle in refused.value.obstacles] == ["late"]
    lateness.turn_down(late, actor=clerk, reason="Постъпило след срока.")
    assert closing.close(consultation, actor=clerk).content["totals"]["late_not_admitted"] == 1
    assert "Постъпило след срока." in Client().get(consultation.get_absolute_url()).content.decode()


def test_a_withdrawn_draft_is_published_anew(clock: Clock) -> None:
    clerk = make_clerk()
    consultation = make_open(clerk)
    with pytest.raises(Refused):
        outcome.withdraw(consultation, actor=clerk, reason=" ")
    outcome.withdraw(consultation, actor=clerk, reason="Ще бъде преработен.")
    consultation.refresh_from_db()
    fresh = drafting.redraft(consultation, actor=clerk)
    assert fresh.redraft_of == consultation
    assert publishing.publish(fresh, actor=clerk).stage == Stage.PUBLISHED
    page = Client().get(f"/en{consultation.get_absolute_url()}").content.decode()
    assert "Ще бъде преработен." in page
    assert fresh.get_absolute_url() in page
