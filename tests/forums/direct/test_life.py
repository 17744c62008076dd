"""Each form through its life by the acts, and every lawful refusal on the way."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from forums.direct import deciding, ending, gathering, noting
from forums.direct.deciding import Appointment
from forums.direct.kinds import Initiator, Kind
from forums.direct.models import Change, Initiative, Result
from forums.direct.signatures import standings
from prestizh.accounts.models import Role
from prestizh.ledger.record import entries
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.forums.direct.making import (
    ago,
    make_announced_assembly,
    make_answered,
    make_checked,
    make_gathering,
    make_held,
    make_noted,
    make_tabled,
    next_day_off,
)
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db


def stage_of(row: Initiative) -> str:
    return Initiative.objects.get(pk=row.pk).stage


def refused(error: pytest.ExceptionInfo[Refused]) -> str:
    return "; ".join(f"{one.field} {one.law}" for one in error.value.obstacles)


def test_an_initiative_goes_from_the_meeting_of_fifty_to_its_published_answer() -> None:
    row = make_answered()
    assert stage_of(row) == "answered"
    assert [one.step for one in row.changes.all()] == ["note", "begin", "table", "answer"]
    kinds = [entry.kind for entry in entries(row.subject)]
    assert kinds == ["direct.note", "direct.begin", "direct.table", "direct.answer"]
    assert row.answer.due_on is not None
    assert row.answer.days_late >= 0


def test_the_register_numbers_its_entries_within_the_year() -> None:
    first, second = make_noted(), make_noted(Kind.ASSEMBLY)
    assert (first.number, second.number) == (1, 2)
    assert first.reference == f"1/{ago(0).year}"


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        (Kind.INITIATIVE, {"founders": 49}, "founders чл. 47, ал. 1"),
        (Kind.INITIATIVE, {"committee_size": 2}, "committee_size чл. 47, ал. 2, т. 2"),
        (Kind.INITIATIVE, {"committee_size": 6}, "committee_size"),
        (Kind.INITIATIVE, {"addressee": ""}, "addressee"),
        (Kind.INITIATIVE, {"contact": ""}, "contact"),
        (Kind.INITIATIVE, {"initiator": Initiator.MAYOR}, "initiator"),
        (Kind.REFERENDUM, {"committee_size": 8}, "committee_size чл. 28, ал. 1"),
        (Kind.REFERENDUM, {"is_allowed": False}, "is_allowed чл. 26, ал. 2"),
        (Kind.REFERENDUM, {"initiator": Initiator.COUNCIL}, "initiator"),
        (Kind.ASSEMBLY, {"inhabitants": 10_001}, "inhabitants чл. 55, ал. 1"),
        (Kind.ASSEMBLY, {"inhabitants": None}, "inhabitants"),
        (Kind.ASSEMBLY, {"inhabitants": 500}, "inhabitants"),
        (Kind.APPROVAL, {"decision_on": None}, "decision_on"),
        (Kind.INITIATIVE, {"voters": 0}, "voters"),
    ],
)
def test_an_entry_that_the_law_does_not_allow_is_refused(
    kind: Kind, facts: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused) as error:
        make_noted(kind, **facts)
    assert said in refused(error)


def test_an_entry_of_tomorrow_and_a_term_over_two_months_are_refused() -> None:
    with pytest.raises(Refused) as error:
        make_noted(on=ago(-1))
    assert "on" in refused(error)
    with pytest.raises(Refused) as error:
        make_noted(gather_until=ago(40) + timedelta(days=63))
    assert "gather_until чл. 48, ал. 2" in refused(error)


def test_only_a_clerk_keeps_the_register() -> None:
    for role in (Role.SECRETARY, Role.ADMINISTRATOR, Role.AUDITOR):
        with pytest.raises(Refused):
            make_noted(clerk=make_user(role))


def test_a_referendum_with_a_tenth_must_be_called_and_with_a_twentieth_may_be_refused() -> None:
    tenth = make_checked(valid=53)
    facts: dict[str, Any] = {"actor": make_clerk(), "on": ago(3), "act": "Решение № 5"}
    with pytest.raises(Refused) as error:
        deciding.refuse(tenth, ground="expedience", note="нецелесъобразно", **facts)
    assert "ground чл. 31, ал. 2" in refused(error)
    less = make_checked(valid=52)
    deciding.refuse(less, ground="expedience", note="нецелесъобразно", **facts)
    assert stage_of(less) == "refused"
    deciding.refuse(tenth, ground="unlawful", note="извън компетентността", **facts)
    assert stage_of(tenth) == "refused"


def test_a_refusal_says_why() -> None:
    with pytest.raises(Refused) as error:
        deciding.refuse(
            make_checked(), actor=make_clerk(), on=ago(3), act="1", ground="unlawful", note=" "
        )
    assert "note" in refused(error)


def test_with_one_signature_too_few_nothing_is_called() -> None:
    on = ago(3)
    for valid, enough in ((26, False), (27, True)):
        row = make_checked(valid=valid)
        day = next_day_off(on + timedelta(days=46))
        facts: dict[str, Any] = {
            "actor": make_clerk(),
            "on": on,
            "act": "Решение № 5",
            "appointment": Appointment(day),
        }
        if enough:
            assert deciding.call(row, **facts).stage == "called"
        else:
            with pytest.raises(Refused, match=r"достатъчно|enough"):
                deciding.call(row, **facts)


def test_a_vote_is_held_from_the_45th_to_the_60th_day_and_on_a_day_off() -> None:
    row, on = make_checked(), ago(3)
    working = next(
        day for n in range(46, 60) if (day := on + timedelta(days=n)).weekday() in {1, 2}
    )
    for day in (on + timedelta(days=44), on + timedelta(days=61), working):
        with pytest.raises(Refused) as error:
            deciding.call(row, actor=make_clerk(), on=on, act="1", appointment=Appointment(day))
        assert "holds_on чл. 30" in refused(error)


def test_a_referendum_to_approve_a_decision_is_held_within_two_months_of_the_request() -> None:
    row = make_checked(Kind.APPROVAL)
    for day, lawful in ((ago(-40), False), (ago(-20), True)):
        facts: dict[str, Any] = {
            "actor": make_clerk(),
            "on": ago(3),
            "act": "Заповед № 8",
            "appointment": Appointment(next_day_off(day)),
        }
        if lawful:
            assert deciding.call(row, **facts).stage == "called"
        else:
            with pytest.raises(Refused) as error:
                deciding.call(row, **facts)
            assert "чл. 27, ал. 3" in refused(error)


@pytest.mark.parametrize(("days", "lawful"), [(15, False), (16, True), (28, True), (33, False)])
def test_an_assembly_is_announced_fifteen_clear_days_and_at_most_a_month_before(
    days: int, lawful: bool
) -> None:
    on = ago(5)
    row = make_noted(Kind.ASSEMBLY, initiator=Initiator.MAYOR, on=on)
    place = Appointment(on + timedelta(days=days), time(19, 0), "читалището")
    facts: dict[str, Any] = {"actor": make_clerk(), "on": on, "act": "Заповед № 8"}
    if lawful:
        assert deciding.call(row, appointment=place, **facts).stage == "called"
    else:
        with pytest.raises(Refused) as error:
            deciding.call(row, appointment=place, **facts)
        assert "holds_on чл. 58, ал. 1" in refused(error)


def test_an_assembly_is_not_in_working_hours_and_says_where() -> None:
    on = ago(5)
    row = make_noted(Kind.ASSEMBLY, initiator=Initiator.MAYOR, on=on)
    workday = next(
        day for n in range(16, 25) if (day := on + timedelta(days=n)).weekday() in {1, 2}
    )
    facts: dict[str, Any] = {"actor": make_clerk(), "on": on, "act": "Заповед № 8"}
    with pytest.raises(Refused) as error:
        deciding.call(row, appointment=Appointment(workday, time(11, 0), "залата"), **facts)
    assert "holds_at чл. 58, ал. 2" in refused(error)
    with pytest.raises(Refused) as error:
        deciding.call(row, appointment=Appointment(workday), **facts)
    assert "place чл. 57, ал. 6" in refused(error)


def test_a_petition_is_not_called_before_its_signatures_were_checked() -> None:
    row = make_tabled(Kind.ASSEMBLY)
    with pytest.raises(Refused):
        deciding.call(
            row, actor=make_clerk(), on=ago(2), act="1", appointment=Appointment(ago(-20))
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(
            initiative=make_noted(Kind.ASSEMBLY),
            kind="assembly",
            source="noted",
            target="called",
            step="call",
            on=ago(2),
            at=row.noted_at,
            actor=row.clerk,
        )


def test_defects_are_found_mended_and_checked_again() -> None:
    row = make_tabled(Kind.REFERENDUM)
    clerk = make_clerk()
    gathering.find_defects(row, actor=clerk, on=ago(25), note="Липсват адреси на 12 листа.")
    with pytest.raises(Refused):
        gathering.check(row, actor=clerk, on=ago(20), sent_on=ago(24), valid_signatures=1)
    gathering.mend(row, actor=clerk, on=ago(10), signatures=420)
    gathering.check(row, actor=clerk, on=ago(4), sent_on=ago(9), valid_signatures=418)
    row.refresh_from_db()
    assert (row.stage, row.signatures, row.valid_signatures) == ("checked", 420, 418)


def test_numbers_of_signatures_that_can_not_be_are_refused() -> None:
    clerk = make_clerk()
    with pytest.raises(Refused):
        noting.count(make_gathering(), actor=clerk, signatures=531)
    with pytest.raises(Refused):
        gathering.table(make_gathering(), actor=clerk, on=ago(1), signatures=531)
    with pytest.raises(Refused):
        gathering.table(make_gathering(), actor=clerk, on=ago(1))
    row = make_tabled(Kind.REFERENDUM)
    with pytest.raises(Refused) as error:
        gathering.check(row, actor=clerk, on=ago(2), sent_on=ago(9), valid_signatures=413)
    assert "valid_signatures" in refused(error)
    with pytest.raises(Refused) as error:
        gathering.check(row, actor=clerk, on=ago(2), sent_on=ago(31), valid_signatures=1)
    assert "sent_on" in refused(error)


def test_the_standing_of_a_petition_is_said_against_each_threshold() -> None:
    row = make_gathering(Kind.REFERENDUM, voters=10_600)
    noting.count(row, actor=make_clerk(), signatures=412)
    row.refresh_from_db()
    assert [(one.given, one.needed) for one in standings(row)] == [(412, 530), (412, 1060)]


def test_a_step_is_not_earlier_than_the_one_before() -> None:
    row = make_tabled()
    with pytest.raises(Refused) as error:
        gathering.lapse(row, actor=make_clerk(), on=ago(31), note="късно")
    assert "on" in refused(error)


def test_the_same_question_waits_half_a_year_after_a_lapse_and_a_year_after_a_refusal() -> None:
    clerk = make_clerk()
    lapsed = make_noted(Kind.REFERENDUM, on=ago(230))
    lapsed = gathering.lapse(lapsed, actor=clerk, on=ago(170), note="Подписката не беше внесена.")
    with pytest.raises(Refused) as error:
        make_noted(Kind.REFERENDUM, on=ago(1), repeats=lapsed)
    assert "repeats чл. 28, ал. 9" in refused(error)
    long_ago = make_noted(Kind.REFERENDUM, on=ago(300))
    long_ago = gathering.lapse(
        long_ago, actor=clerk, on=ago(190), note="Подписката не беше внесена."
    )
    assert make_noted(Kind.REFERENDUM, on=ago(1), repeats=long_ago).repeats == long_ago
    with pytest.raises(Refused):
        make_noted(Kind.REFERENDUM, on=ago(1), repeats=make_noted(Kind.REFERENDUM))


def test_the_result_is_what_the_numbers_say_and_stays() -> None:
    row = make_held()
    assert row.stage == "held"
    assert (row.result.present_needed, row.result.yes_needed) == (133, 101)
    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.filter(initiative=row).update(yes=1)
    not_adopted = make_held(present=132, yes=132, no=0)
    assert (not_adopted.stage, not_adopted.result.is_valid) == ("not_adopted", False)
    later = make_held(present=132, yes=132, no=0, after_an_hour=True)
    assert (later.stage, later.result.present_needed) == ("held", 53)


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ({"present": 531}, "present"),
        ({"yes": 150, "no": 51}, "yes"),
        ({"voters": 0, "present": 0, "yes": 0, "no": 0}, "voters"),
    ],
)
def test_a_count_with_more_votes_than_people_is_refused(
    numbers: dict[str, int], field: str
) -> None:
    with pytest.raises(Refused) as error:
        make_held(**numbers)
    assert field in refused(error)


def test_there_is_no_result_before_the_day() -> None:
    row = make_announced_assembly(3)
    with pytest.raises(Refused) as error:
        ending.hold(
            row,
            actor=make_clerk(),
            on=ago(0),
            numbers=ending.Numbers(530, 200, 150, 30),
            decision="x",
        )
    assert "on" in refused(error)


def test_an_answer_needs_words_and_for_an_initiative_a_newspaper() -> None:
    for text, newspaper in ((" ", "вестник"), ("прието", "")):
        reply = ending.Reply("accepted", text, "Кметът", newspaper=newspaper)
        with pytest.raises(Refused):
            ending.answer(make_tabled(), actor=make_clerk(), on=ago(1), reply=reply)


def test_measures_are_added_and_done_once() -> None:
    row, clerk = make_answered(), make_clerk()
    measure = ending.add_measure(
        row, actor=clerk, text="Ограда на парка", owner="Отдел „Екология“", due_on=ago(-30)
    )
    done = ending.finish_measure(measure, actor=clerk, on=ago(0), how="Поставена")
    assert done.done_on == ago(0)
    with pytest.raises(Refused):
        ending.finish_measure(measure, actor=clerk, on=ago(0), how="пак")
    with pytest.raises(Refused):
        ending.add_measure(make_noted(), actor=clerk, text="x", owner="y", due_on=ago(-3))


def test_names_of_the_committee_are_recorded_in_private_and_can_be_taken_out() -> None:
    row, clerk = make_noted(), make_clerk()
    member = noting.add_member(row, actor=clerk, name="Радка Паркова", is_chair=True)
    with pytest.raises(Refused):
        noting.add_member(row, actor=clerk, name="Втори председател", is_chair=True)
    noting.remove_member(member, actor=clerk)
    assert not row.committee.exists()
    said = [entry.shown() for entry in entries(row.subject).prefetch_related("values", "removals")]
    assert "Паркова" not in str(said)


def test_the_committee_has_no_more_names_than_members() -> None:
    row, clerk = make_noted(committee_size=3), make_clerk()
    for name in ("Ана", "Бойко", "Вера"):
        noting.add_member(row, actor=clerk, name=name)
    with pytest.raises(Refused):
        noting.add_member(row, actor=clerk, name="Гошо")


def test_what_was_handed_in_is_not_revised() -> None:
    with pytest.raises(Refused):
        noting.revise(make_tabled(), actor=make_clerk(), title="друго")
    row = noting.revise(make_gathering(), actor=make_clerk(), title="по-точно", voters=531)
    assert (row.title, row.voters) == ("по-точно", 531)


def test_control_the_database_holds_the_steps_and_what_stands() -> None:
    row = make_tabled()
    attempts: list[Any] = [
        lambda: Initiative.objects.filter(pk=row.pk).update(stage="answered"),
        lambda: Initiative.objects.filter(pk=row.pk).update(question="друго"),
        lambda: Initiative.objects.filter(pk=row.pk).update(number=9),
        lambda: Initiative.objects.filter(pk=row.pk).delete(),
        lambda: Change.objects.filter(initiative=row).update(note="друго"),
        lambda: Change.objects.filter(initiative=row).delete(),
        lambda: _step(row, "tabled", "answered", "answer"),
        lambda: _step(row, "tabled", "held", "hold"),
        lambda: _step(row, "gathering", "tabled", "table"),
        lambda: _step(row, "tabled", "lapsed", "lapse", days=90),
    ]
    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def _step(row: Initiative, source: str, target: str, step: str, days: int = 1) -> None:
    Change.objects.create(
        initiative=row,
        kind=row.kind,
        source=source,
        target=target,
        step=step,
        on=ago(days),
        at=row.noted_at,
        actor=row.clerk,
    )
