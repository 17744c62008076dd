"""A selection: points by everybody, a ranking with its ties, reasons for all, objections, a seat."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from forums.bodies.models import Membership
from forums.calls import appointing, deciding, objecting, selecting
from forums.calls.models import Application, Score, Verdict
from forums.calls.ranking import Criteria, rank, ranking, total
from forums.calls.stages import CallStage
from prestizh.ledger.record import entries
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from prestizh.terms import sofia_day
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.calls.making import (
    again,
    give,
    make_application,
    make_call,
    make_decided,
    make_final,
    make_selecting,
)
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db


def test_the_total_is_the_weighted_sum_of_means() -> None:
    criteria = [Criteria(1, Fraction(2)), Criteria(2, Fraction(1, 2))]
    assert total({1: [10, 9, 9], 2: [5, 4, 4]}, criteria) == Fraction(56, 3) + Fraction(13, 6)
    assert total({}, criteria) == 0


def test_equal_points_share_a_place_and_the_next_one_is_left_out() -> None:
    placed = rank({7: Fraction(3), 5: Fraction(9), 9: Fraction(3), 1: Fraction(1)})
    assert [(one.key, one.place, one.is_tied) for one in placed] == [
        (5, 1, False),
        (7, 2, True),
        (9, 2, True),
        (1, 4, False),
    ]


def test_a_third_is_no_tie_with_what_is_shown_alike() -> None:
    placed = rank({1: Fraction(1, 3), 2: Fraction(333, 1000)})
    assert [str(one.points) for one in placed] == ["0.33", "0.33"]
    assert [one.is_tied for one in placed] == [False, False]


def test_the_selection_begins_after_the_end_only() -> None:
    clerk = make_clerk()
    with pytest.raises(Refused):
        selecting.begin(make_call(clerk=clerk), actor=clerk)


def test_points_over_the_maximum_or_for_another_call_are_refused(clock: Clock) -> None:
    clerk = make_clerk()
    call, sent = make_selecting(clerk, clock)
    for bad in ((11, 1), (1, 6), (-1, 0)):
        with pytest.raises(Refused):
            give(call, clerk, {sent[0]: bad})
    with pytest.raises(Refused):
        give(call, clerk, {make_application(make_call()): (1, 1)})
    assert not Score.objects.exists()


def test_points_entered_again_take_the_place_of_the_earlier_ones(clock: Clock) -> None:
    clerk = make_clerk()
    call, sent = make_selecting(clerk, clock)
    give(call, clerk, {sent[0]: (1, 1)})
    give(call, clerk, {sent[0]: (10, 5)})
    assert ranking(call)[sent[0].seat_id][0].total == 15


def test_no_result_without_points_by_all_and_reasons_for_all(clock: Clock) -> None:
    clerk = make_clerk()
    call, sent = make_selecting(clerk, clock)
    selecting.name_selector(call, actor=clerk, name="Втори Оценител")
    give(call, clerk, dict.fromkeys(sent, (5, 5)))
    fields = [one.field for one in deciding.obstacles(call)]
    assert fields == ["verdicts"] * 3 + ["points"]
    for reasons in ("", "   "):
        with pytest.raises(Refused):
            selecting.judge(sent[0], actor=clerk, decision="selected", reasons=reasons)
    with pytest.raises(Refused):
        selecting.judge(sent[0], actor=clerk, decision="maybe", reasons="Мотиви")


@pytest.mark.parametrize(
    "decisions",
    [
        ("selected", "selected", "selected"),
        ("reserve", "selected", "not_selected"),
        ("not_selected", "reserve", "reserve"),
    ],
)
def test_no_more_are_selected_than_there_are_places_and_nobody_is_passed_over(
    decisions: tuple[str, ...], clock: Clock
) -> None:
    clerk = make_clerk()
    call, sent = make_selecting(clerk, clock)
    give(call, clerk, {row: (9 - place, 4) for place, row in enumerate(sent)})
    for row, decision in zip(sent, decisions, strict=True):
        selecting.judge(row, actor=clerk, decision=decision, reasons="Мотиви")
    with pytest.raises(Refused):
        deciding.decide(call, actor=clerk)


def test_of_equal_points_the_reasons_decide(clock: Clock) -> None:
    clerk = make_clerk()
    call, sent = make_selecting(clerk, clock)
    give(call, clerk, dict.fromkeys(sent, (5, 5)))
    for row, decision in zip(sent, ("not_selected", "selected", "selected"), strict=True):
        selecting.judge(row, actor=clerk, decision=decision, reasons="Равни точки: жребий.")
    assert deciding.decide(call, actor=clerk).stage == CallStage.DECIDED
    assert set(Verdict.objects.values_list("place", flat=True)) == {1}


def test_what_is_inadmissible_is_not_ranked(clock: Clock) -> None:
    clerk = make_clerk()
    call, sent = make_selecting(clerk, clock, 2)
    selecting.judge(sent[0], actor=clerk, decision="inadmissible", reasons="Не е в регистъра.")
    give(call, clerk, {sent[1]: (5, 5)})
    selecting.judge(sent[1], actor=clerk, decision="selected", reasons="Мотиви")
    deciding.decide(call, actor=clerk)
    first, second = (Verdict.objects.get(application=row) for row in sent)
    assert (first.place, first.points) == (None, None)
    assert (second.place, str(second.points)) == (1, "10.00")


def test_points_are_frozen_with_the_result(clock: Clock) -> None:
    clerk = make_clerk()
    call, sent = make_decided(clerk, clock)
    with pytest.raises(Refused):
        give(call, clerk, {sent[0]: (1, 1)})
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.update(points=0)
    with pytest.raises(Refused):
        selecting.judge(sent[0], actor=clerk, decision="reserve", reasons="Друго")
    said = entries(call.body.subject).get(kind="call.decided").shown()
    assert said[f"no_{sent[0].pk}"] == "selected 13.00"


def test_every_applicant_gets_the_result_by_mail(clock: Clock) -> None:
    _call, sent = make_decided(make_clerk(), clock)
    told = Message.objects.filter(kind="call.decided").values_list("user_id", flat=True)
    assert sorted(told) == sorted(row.applicant_id for row in sent)


def test_an_applicant_objects_within_the_term_and_is_answered(clock: Clock) -> None:
    clerk = make_clerk()
    call, sent = make_decided(clerk, clock)
    loser = sent[2]
    with pytest.raises(Refused):
        objecting.make_objection(loser, actor=make_user(), text="Възразявам.")
    made = objecting.make_objection(loser, actor=loser.applicant, text="Възразявам.")
    again_made = objecting.make_objection(loser, actor=loser.applicant, text="Възразявам.")
    assert again_made == made
    assert call.objections_close_at is not None
    clock.step_to(call.objections_close_at)
    with pytest.raises(Refused):
        objecting.make_objection(sent[1], actor=sent[1].applicant, text="Късно.")
    with pytest.raises(Refused) as refused:
        deciding.finish(call, actor=clerk)
    assert [one.field for one in refused.value.obstacles] == ["objections"]
    for bad in ({"outcome": "", "reasons": "Мотиви"}, {"outcome": "rejected", "reasons": ""}):
        with pytest.raises(Refused):
            objecting.answer(made, actor=clerk, **bad)
    objecting.answer(made, actor=clerk, outcome="rejected", reasons="Точките са верни.")
    assert deciding.finish(call, actor=clerk).stage == CallStage.FINAL


def test_a_decision_changes_only_after_an_objection_was_upheld(clock: Clock) -> None:
    clerk = make_clerk()
    _call, sent = make_decided(clerk, clock)
    change: dict[str, Any] = {
        "actor": clerk,
        "decision": "not_selected",
        "reasons": "Оттеглиха се.",
    }
    with pytest.raises(Refused):
        objecting.change_verdict(sent[2], **change)
    made = objecting.make_objection(sent[2], actor=sent[2].applicant, text="Възразявам.")
    objecting.answer(made, actor=clerk, outcome="upheld", reasons="Има право.")
    objecting.change_verdict(sent[2], **change)
    changed = Verdict.objects.get(application=sent[2])
    assert (changed.decision, changed.revised_at is not None) == ("not_selected", True)


def test_no_result_is_final_while_objections_are_taken(clock: Clock) -> None:
    clerk = make_clerk()
    call, _sent = make_decided(clerk, clock)
    with pytest.raises(Refused):
        deciding.finish(call, actor=clerk)
    assert again(call).stage == CallStage.DECIDED


def test_an_act_seats_who_was_selected_and_puts_the_next_on_the_reserve(clock: Clock) -> None:
    clerk = make_clerk()
    call, sent = make_final(clerk, clock, 4)
    today = sofia_day(clock.now())
    appointed = [
        appointing.appoint(row, actor=clerk, act="Заповед № 30", on=today) for row in sent[:3]
    ]
    assert [member.standing for member in appointed] == ["titular", "titular", "reserve"]
    assert appointed[0].organisation == sent[0].organisation
    assert appointed[0].interest == sent[0].interest
    assert Membership.objects.current().filter(body=call.body).count() == 3
    for row in (sent[0], sent[3]):
        with pytest.raises(Refused):
            appointing.appoint(
                Application.objects.get(pk=row.pk), actor=clerk, act="Заповед № 31", on=today
            )


def test_an_appointment_needs_a_final_result_an_act_and_a_right_day(clock: Clock) -> None:
    clerk = make_clerk()
    _call, decided = make_decided(clerk, clock)
    today = sofia_day(clock.now())
    with pytest.raises(Refused):
        appointing.appoint(decided[0], actor=clerk, act="Заповед № 30", on=today)
    _final, sent = make_final(clerk, clock)
    today = sofia_day(clock.now())
    for act, on in (
        ("", today),
        ("Заповед", today + timedelta(days=1)),
        ("Заповед", today - timedelta(days=60)),
    ):
        with pytest.raises(Refused):
            appointing.appoint(sent[0], actor=clerk, act=act, on=on)
