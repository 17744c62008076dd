"""A call is published when nothing is missing; its term is counted, and from then on it stands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from forums.calls import drafting, publishing
from forums.calls.models import Call, CallChange, Criterion
from forums.calls.stages import MOVES, CallStage, CallStep
from prestizh.ledger.record import entries
from prestizh.moves import move_for
from prestizh.refusal import Refused
from tests.factories import make_special_day, make_user
from tests.fixtures_clock import Clock
from tests.forums.calls.making import (
    again,
    make_application,
    make_call,
    make_call_in_preparation,
)
from tests.forums.making import (
    make_body,
    make_body_in_preparation,
    make_clerk,
    make_member,
    make_secretary,
    seat_of,
)

pytestmark = pytest.mark.django_db


def test_the_day_of_publication_does_not_count_and_a_day_off_moves_the_end(clock: Clock) -> None:
    clock.step_to(datetime(2027, 2, 15, 9, tzinfo=UTC))
    make_special_day(day=date(2027, 3, 1))
    call = make_call(term_days=14)
    assert call.last_day == date(2027, 3, 2)
    assert call.closes_at == datetime(2027, 3, 2, 22, tzinfo=UTC)
    assert call.is_open(call.closes_at - timedelta(microseconds=1))
    assert not call.is_open(call.closes_at)


def test_publishing_says_everything_that_is_missing_at_once() -> None:
    clerk = make_clerk()
    call = drafting.prepare(make_body(clerk), actor=clerk, title="Покана")
    with pytest.raises(Refused) as refused:
        publishing.publish(call, actor=clerk)
    fields = {obstacle.field for obstacle in refused.value.obstacles}
    assert fields == {"announcement", "contact", "selected_by", "places", "criteria"}


def test_a_call_is_for_no_more_places_than_are_free() -> None:
    clerk = make_clerk()
    body = make_body(clerk)
    call = make_call_in_preparation(body, clerk=clerk)
    for _number in range(8):
        make_member(body)
    with pytest.raises(Refused) as refused:
        publishing.publish(call, actor=clerk)
    assert [one.field for one in refused.value.obstacles] == ["places"]


def test_least_points_that_nobody_can_reach_are_refused() -> None:
    clerk = make_clerk()
    call = make_call_in_preparation(clerk=clerk, least_points=16)
    with pytest.raises(Refused):
        publishing.publish(call, actor=clerk)
    drafting.revise(call, actor=clerk, least_points=15)
    assert publishing.publish(call, actor=clerk).stage == CallStage.PUBLISHED


@pytest.mark.parametrize("days", [6, 91])
def test_a_term_out_of_bounds_is_refused(days: int) -> None:
    clerk = make_clerk()
    with pytest.raises(Refused) as refused:
        make_call_in_preparation(clerk=clerk, term_days=days)
    assert refused.value.obstacles[0].field == "term_days"


def test_only_a_body_at_work_calls_for_members() -> None:
    clerk = make_clerk()
    with pytest.raises(Refused):
        make_call_in_preparation(make_body_in_preparation(clerk), clerk=clerk)


def test_a_secretary_calls_for_members_of_their_own_body_only() -> None:
    secretary = make_secretary()
    own = make_body(secretary=secretary)
    assert drafting.prepare(own, actor=secretary, title="Покана").stage == CallStage.DRAFT
    for actor in (secretary, make_user()):
        with pytest.raises(Refused):
            drafting.prepare(make_body(name="Друг съвет"), actor=actor, title="Покана")


def test_a_published_call_stays_as_it_was_published() -> None:
    clerk = make_clerk()
    call = make_call(clerk=clerk)
    with pytest.raises(Refused):
        drafting.revise(call, actor=clerk, title="Друго")
    with pytest.raises(Refused):
        drafting.add_criterion(call, actor=clerk, name="Още един", most=5)
    with pytest.raises(Refused):
        drafting.take_out(call.criteria.all()[0], actor=clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(term_days=30)
    with pytest.raises(IntegrityError), transaction.atomic():
        Criterion.objects.filter(call=call).update(most=99)
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(stage="final")


def test_a_step_out_of_order_is_refused_by_the_database(clock: Clock) -> None:
    clerk = make_clerk()
    call = make_call(clerk=clerk)
    values = {"call": call, "actor": clerk, "at": call.published_at}
    for source, target, step in (
        ("published", "final", "finish"),
        ("published", "selecting", "select"),
        ("selecting", "decided", "decide"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CallChange.objects.create(source=source, target=target, step=step, **values)


def test_every_step_has_a_way_and_the_final_result_has_no_further_one() -> None:
    assert {move.step for move in MOVES} == set(CallStep)
    for step in CallStep:
        assert move_for(MOVES, step, CallStage.FINAL) is None
        assert move_for(MOVES, step, CallStage.CANCELLED) is None


def test_a_call_is_cancelled_with_public_reasons_and_its_applicants_are_told() -> None:
    from prestizh.outbox.models import Message

    clerk = make_clerk()
    call = make_call(clerk=clerk)
    sent = make_application(call)
    with pytest.raises(Refused) as refused:
        publishing.cancel(call, actor=clerk)
    assert refused.value.obstacles[0].field == "reason"
    publishing.cancel(call, actor=clerk, reason="Работната група се закрива.")
    assert again(call).stage == CallStage.CANCELLED
    assert entries(call.body.subject).filter(kind="call.cancelled").exists()
    assert Message.objects.filter(kind="call.cancelled", user_id=sent.applicant_id).exists()
    with pytest.raises(Refused):
        publishing.cancel(call, actor=clerk, reason="още веднъж")


def test_a_seat_of_another_body_or_too_many_places_are_refused() -> None:
    clerk = make_clerk()
    call = drafting.prepare(make_body(clerk), actor=clerk, title="Покана")
    other = seat_of(make_body(clerk, name="Друг съвет"))
    own = seat_of(call.body)
    for seat, places, open_to in ((other, 1, "persons"), (own, 10, "persons"), (own, 1, "")):
        with pytest.raises(Refused):
            drafting.add_places(call, actor=clerk, seat=seat, places=places, open_to=open_to)
