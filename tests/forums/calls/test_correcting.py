"""An upheld objection to „inadmissible“: back to who assesses, points, one corrected result."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from forums.calls import applying, completing, correcting, deciding, objecting, selecting
from forums.calls.correcting import Decided
from forums.calls.models import Application, Call, CallChange, Score, Verdict
from forums.calls.readmitting import readmitted
from forums.calls.stages import CallStage
from prestizh.accounts.models import User
from prestizh.ledger import clock as portal_clock
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.calls.making import (
    again,
    end_term,
    give,
    make_application,
    make_application_draft,
    make_call,
)
from tests.forums.calls.objected import GROUNDS, RIGHT, anew, make_left_out, uphold
from tests.forums.direct.making import EGN
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return make_clerk()


@pytest.fixture
def decided(clerk: User, clock: Clock) -> tuple[Call, list[Application]]:
    """Two places: the first application is left out, of the others two selected, one in reserve."""
    return make_left_out(clerk, clock)


def test_it_goes_back_gets_points_and_the_corrected_result_is_one_step(
    decided: tuple[Call, list[Application]], clerk: User, clock: Clock
) -> None:
    call, sent = decided
    uphold(sent[0], clerk)
    assert list(readmitted(call)) == [sent[0]]
    give(call, clerk, {sent[0]: (9, 5)})
    clock.step(timedelta(days=2))
    correcting.correct(call, actor=clerk, grounds=GROUNDS, decisions=anew(sent, *RIGHT))
    rows = [Verdict.objects.get(application=row) for row in sent]
    assert [(one.decision, one.place, str(one.points)) for one in rows] == [
        ("selected", 1, "14.00"),
        ("selected", 2, "12.00"),
        ("reserve", 3, "11.00"),
        ("not_selected", 4, "10.00"),
    ]
    # Of the second only the place changed.
    assert [one.revised_at is not None for one in rows] == [True, False, True, True]
    assert again(call).stage == CallStage.DECIDED
    assert not readmitted(call).exists()
    step = CallChange.objects.get(call=call, step="correct")
    assert (step.source, step.target, step.reason) == ("decided", "decided", GROUNDS)


def test_points_are_taken_of_nothing_else(
    decided: tuple[Call, list[Application]], clerk: User
) -> None:
    call, sent = decided
    with pytest.raises(Refused):
        give(call, clerk, {sent[0]: (9, 5)})
    uphold(sent[0], clerk)
    for row in sent[1:]:
        with pytest.raises(Refused):
            give(call, clerk, {row: (1, 1)})
        with pytest.raises(IntegrityError), transaction.atomic():
            Score.objects.filter(application=row).update(points=0)
    with pytest.raises(Refused):
        give(call, clerk, {sent[0]: (11, 5)})
    give(call, clerk, {sent[0]: (9, 5)})
    correcting.correct(call, actor=clerk, grounds=GROUNDS, decisions=anew(sent, *RIGHT))
    with pytest.raises(Refused):
        give(call, clerk, {sent[0]: (1, 1)})
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.filter(application=sent[0]).update(points=0)


def wrong(sent: list[Application]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is refused, with the field beside which it is said."""
    out, first, second, third = sent
    right = anew(sent, *RIGHT)
    good: dict[str, Any] = {"grounds": GROUNDS, "decisions": right}
    yield "grounds", {**good, "grounds": " "}
    yield "grounds", {**good, "grounds": f"лице {EGN}"}
    yield f"decision_{out.pk}", {**good, "decisions": {first: right[first]}}
    for decision, reasons, field in (
        ("inadmissible", "Пак не.", "decision"),
        ("maybe", "Може би.", "decision"),
        ("selected", " ", "reasons"),
        ("selected", EGN, "reasons"),
    ):
        changed = {**right, out: Decided(decision, reasons)}
        yield f"{field}_{out.pk}", {**good, "decisions": changed}
    same = {**right, second: Decided("reserve", "Мотиви selected")}
    yield f"reasons_{second.pk}", {**good, "decisions": same}
    many = {**right, second: Decided("selected", "Остава."), third: Decided("reserve", "Остава.")}
    yield "verdicts", {**good, "decisions": many}
    over = {**right, out: Decided("reserve", "След тях."), second: Decided("selected", "Остава.")}
    yield "verdicts", {**good, "decisions": over}


def test_a_wrong_correction_is_refused_beside_its_field_and_changes_nothing(
    decided: tuple[Call, list[Application]], clerk: User
) -> None:
    call, sent = decided
    right = anew(sent, *RIGHT)
    with pytest.raises(Refused):
        correcting.correct(call, actor=clerk, grounds=GROUNDS, decisions=right)
    uphold(sent[0], clerk)
    with pytest.raises(Refused) as refused:
        correcting.correct(call, actor=clerk, grounds=GROUNDS, decisions=right)
    assert [one.field for one in refused.value.obstacles] == ["points"]
    give(call, clerk, {sent[0]: (9, 5)})
    for field, given in wrong(sent):
        with pytest.raises(Refused) as refused:
            correcting.correct(call, actor=clerk, **given)
        assert field in {one.field for one in refused.value.obstacles}
    other = make_application(make_call())
    with pytest.raises(Refused):
        correcting.correct(
            call,
            actor=clerk,
            grounds=GROUNDS,
            decisions={**right, other: Decided("selected", "Чужда.")},
        )
    with pytest.raises(Refused):
        correcting.correct(call, actor=make_user(), grounds=GROUNDS, decisions=right)
    assert Verdict.objects.get(application=sent[0]).decision == "inadmissible"
    assert call.protocols.count() == 1


def test_who_has_no_points_is_never_selected_by_a_single_change(
    decided: tuple[Call, list[Application]], clerk: User
) -> None:
    _call, sent = decided
    uphold(sent[3], clerk)
    with pytest.raises(Refused) as refused:
        objecting.change_verdict(sent[0], actor=clerk, decision="selected", reasons="Има право.")
    assert [one.field for one in refused.value.obstacles] == ["decision"]


def test_who_is_left_out_after_an_objection_leaves_the_ranking(
    decided: tuple[Call, list[Application]], clerk: User
) -> None:
    _call, sent = decided
    uphold(sent[3], clerk)
    objecting.change_verdict(sent[1], actor=clerk, decision="inadmissible", reasons="Не е НПО.")
    places = [Verdict.objects.get(application=row).place for row in sent]
    assert places == [None, None, 1, 2]


def test_one_that_came_late_and_was_not_admitted_goes_back_alike(clerk: User, clock: Clock) -> None:
    call = make_call(clerk=clerk)
    first, late = make_application(call), make_application_draft(call)
    end_term(call, clock)
    applying.submit(late, actor=late.applicant)
    completing.decide_late(late, actor=clerk, is_admitted=False, reason="Без причина.")
    selecting.begin(call, actor=clerk)
    selecting.name_selector(call, actor=clerk, name="Иван Оценителев")
    give(call, clerk, {first: (5, 5)})
    selecting.judge(first, actor=clerk, decision="selected", reasons="Единствена.")
    deciding.decide(call, actor=clerk)
    late.refresh_from_db()
    uphold(late, clerk)
    give(call, clerk, {late: (9, 5)})
    correcting.correct(
        call, actor=clerk, grounds=GROUNDS, decisions={late: Decided("selected", "Има място.")}
    )
    late.refresh_from_db()
    assert (late.lateness, late.lateness_reason) == ("admitted", GROUNDS)
    assert (late.verdict.place, Verdict.objects.get(application=first).place) == (1, 2)


def test_control_the_database_takes_no_correction_without_an_upheld_objection(
    decided: tuple[Call, list[Application]], clerk: User
) -> None:
    call, sent = decided
    step = {"call": call, "source": "decided", "target": "decided", "step": "correct"}
    step |= {"actor": clerk, "at": portal_clock.now(), "reason": GROUNDS}
    with pytest.raises(IntegrityError), transaction.atomic():
        CallChange.objects.create(**step)
    uphold(sent[0], clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        CallChange.objects.create(**{**step, "reason": " "})
    CallChange.objects.create(**step)


def test_the_old_functions_come_back_when_the_migration_is_taken_back() -> None:
    taken = import_module("forums.calls.migrations.0006_after_an_objection").BACKWARDS
    assert taken.count("CREATE OR REPLACE FUNCTION") == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_proc WHERE proname LIKE 'calls_keep_protocol'")
        assert cursor.fetchone() == (1,)
