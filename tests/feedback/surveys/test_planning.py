"""A survey that opens by itself: at its hour, once, or not at all and then said to its clerk."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client

from feedback.surveys import giving_out, planning, tasks
from feedback.surveys.models import Invitation, Plan, Reach, Survey
from forums.bodies import seating
from prestizh.accounts import roles
from prestizh.accounts.models import Role, User
from prestizh.home.due_dates import duties
from prestizh.ledger.models import Entry
from prestizh.outbox import delivery
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from prestizh.terms import SOFIA, sofia_day
from tests.counting import queries_of
from tests.factories import make_user
from tests.feedback.surveys.making import (
    host_of,
    in_days,
    make_body_of,
    make_clerk,
    make_open,
    make_prepared,
)
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_member

pytestmark = pytest.mark.django_db


def kinds_of(survey: Survey) -> list[str]:
    rows = Entry.objects.filter(subject=survey.subject_of_record, kind__startswith="survey.")
    return list(rows.order_by("number").values_list("kind", flat=True))


def again(survey: Survey) -> Survey:
    return Survey.objects.get(pk=survey.pk)


def planned(clerk: User, *, days: int = 2, **more: object) -> Survey:
    survey = make_prepared(clerk, **more)
    planning.plan(survey, actor=clerk, opens_at=in_days(days))
    return survey


def too_few(clerk: User) -> Survey:
    """Planned, and only three people can be invited where ten are needed."""
    return planned(clerk, host=host_of(make_body_of(3)), reach=Reach.INVITED)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_it_opens_at_its_hour_once_and_invites_once(clock: Clock) -> None:
    clerk = make_clerk()
    survey = planned(clerk, host=host_of(make_body_of(12)))
    clock.step(timedelta(days=2, minutes=-1))
    tasks.tick()
    assert again(survey).stage == "prepared"
    clock.step(timedelta(minutes=2))
    tasks.tick()
    tasks.tick()
    row = again(survey)
    assert (row.stage, row.invited) == ("open", 12)
    assert Invitation.objects.filter(survey=survey).count() == 12
    assert Message.objects.filter(kind="survey.invitation").count() == 12
    assert row.changes.get(step="open").actor is None
    assert survey.plans.get().outcome == "opened"
    assert kinds_of(survey) == [
        "survey.prepared",
        "survey.planned",
        "survey.opened",
        "survey.codes_sent",
    ]


def test_after_a_pause_of_the_worker_it_opens_late(clock: Clock) -> None:
    survey = planned(make_clerk())
    clock.step(timedelta(days=5))
    tasks.tick()
    assert again(survey).stage == "open"


def test_what_is_in_the_way_is_told_once_by_mail_at_the_desk_and_in_the_overview(
    clock: Clock,
) -> None:
    clerk = make_clerk()
    survey = too_few(clerk)
    clock.step(timedelta(days=2, minutes=1))
    tasks.tick()
    tasks.tick()
    assert again(survey).stage == "prepared"
    assert not Invitation.objects.exists()
    assert kinds_of(survey) == ["survey.prepared", "survey.planned", "survey.plan_stopped"]
    delivery.deliver_due()
    (sent,) = mail.outbox
    assert sent.to == [clerk.email]
    assert "Могат да бъдат поканени само 3" in sent.body
    assert f"/surveys/{survey.public_id}/desk/" in sent.body
    page = client_of(clerk).get(f"/surveys/{survey.public_id}/desk/").content.decode()
    assert "Анкетата не се отвори сама" in page
    late, ahead = duties(sofia_day(in_days(1)))
    assert [one.title for one in [*late, *ahead]] == [str(survey)]


def test_once_what_was_in_the_way_is_gone_a_new_hour_can_be_planned(clock: Clock) -> None:
    clerk = make_clerk()
    body = make_body_of(9)
    survey = planned(clerk, host=host_of(body), reach=Reach.INVITED)
    clock.step(timedelta(days=2, minutes=1))
    tasks.tick()
    seating.add_seats(body, actor=clerk, category="ngo", number=1)
    make_member(body, seat=body.seats.last())
    planning.plan(survey, actor=clerk, opens_at=in_days(1))
    assert not Plan.objects.unresolved().exists()
    clock.step(timedelta(days=1))
    tasks.tick()
    assert again(survey).stage == "open"
    assert list(survey.plans.values_list("outcome", flat=True)) == ["opened", "stopped"]


def test_the_letter_does_not_leave_when_it_is_settled_or_its_reader_runs_surveys_no_more(
    clock: Clock,
) -> None:
    keeps, left = make_clerk(), make_clerk()
    surveys = [too_few(keeps), too_few(left)]
    clock.step(timedelta(days=2, minutes=1))
    tasks.tick()
    giving_out.cancel(surveys[0], actor=keeps, reason="Няма нужда.")
    roles.revoke(left, Role.CLERK, actor=make_user(Role.ADMINISTRATOR))
    delivery.deliver_due()
    assert mail.outbox == []
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.DROPPED}


def test_a_plan_is_withdrawn_and_the_survey_waits(clock: Clock) -> None:
    clerk = make_clerk()
    survey = planned(clerk)
    planning.withdraw(survey, actor=clerk)
    clock.step(timedelta(days=3))
    tasks.tick()
    assert again(survey).stage == "prepared"
    assert kinds_of(survey)[-1] == "survey.plan_withdrawn"
    with pytest.raises(Refused):
        planning.withdraw(survey, actor=clerk)


def test_another_hour_takes_the_place_of_the_first(clock: Clock) -> None:
    clerk = make_clerk()
    survey = planned(clerk)
    planning.plan(survey, actor=clerk, opens_at=in_days(4))
    clock.step(timedelta(days=3))
    tasks.tick()
    assert again(survey).stage == "prepared"
    clock.step(timedelta(days=1, minutes=1))
    tasks.tick()
    assert again(survey).stage == "open"
    assert list(survey.plans.values_list("outcome", flat=True)) == ["opened", "withdrawn"]


def test_what_is_opened_or_cancelled_by_hand_has_no_plan_any_more(clock: Clock) -> None:
    clerk = make_clerk()
    opened, cancelled = planned(clerk), planned(clerk)
    giving_out.open_survey(opened, actor=clerk)
    giving_out.cancel(cancelled, actor=clerk, reason="Няма нужда.")
    assert not Plan.objects.waiting().exists()
    clock.step(timedelta(days=3))
    tasks.tick()
    assert again(cancelled).stage == "cancelled"
    assert Message.objects.count() == 0


@pytest.mark.parametrize("days", [-1, 0, 14, 30, 181])
def test_an_hour_that_can_not_be_is_refused(days: int) -> None:
    clerk = make_clerk()
    survey = make_prepared(clerk)
    with pytest.raises(Refused) as refusal:
        planning.plan(survey, actor=clerk, opens_at=in_days(days))
    assert refusal.value.obstacles[0].field == "opens_at"


def test_the_last_day_is_not_moved_before_the_planned_hour() -> None:
    clerk = make_clerk()
    survey = planned(clerk, days=5)
    with pytest.raises(Refused):
        giving_out.extend(survey, actor=clerk, closes_at=in_days(5))
    assert giving_out.extend(survey, actor=clerk, closes_at=in_days(6)).closes_at == in_days(6)


def test_only_who_runs_the_survey_plans_it_and_only_while_it_is_prepared() -> None:
    secretary = make_user(Role.SECRETARY)
    own, other = make_body(secretary=secretary), make_body(name="Друг съвет")
    survey = make_prepared(host=host_of(own))
    planning.plan(survey, actor=secretary, opens_at=in_days(1))
    for stranger, one in ((secretary, make_prepared(host=host_of(other))), (make_user(), survey)):
        with pytest.raises(Refused):
            planning.plan(one, actor=stranger, opens_at=in_days(1))
    with pytest.raises(Refused):
        planning.withdraw(survey, actor=make_user())
    clerk = make_clerk()
    with pytest.raises(Refused):
        planning.plan(make_open(clerk), actor=clerk, opens_at=in_days(1))


def test_the_database_keeps_what_came_of_a_plan() -> None:
    clerk = make_clerk()
    survey = planned(clerk)
    planning.withdraw(survey, actor=clerk)
    row = survey.plans.get()
    for change in ({"outcome": "waiting", "ended_at": None}, {"opens_at": in_days(9)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Plan.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    values = {"survey": survey, "made_by": clerk, "made_at": in_days(0), "opens_at": in_days(1)}
    Plan.objects.create(**values)
    with pytest.raises(DatabaseError), transaction.atomic():
        Plan.objects.create(**values)


def test_the_clerk_plans_on_the_clock_of_sofia_and_takes_it_back() -> None:
    clerk = make_clerk()
    survey = make_prepared(clerk)
    client, address = client_of(clerk), f"/surveys/{survey.public_id}/desk/"
    day = sofia_day(in_days(3))
    sent = client.post(f"{address}plan/", {"opens_at": f"{day.isoformat()}T09:30"})
    assert sent.status_code == 302
    assert survey.plans.get().opens_at == datetime(
        day.year, day.month, day.day, 9, 30, tzinfo=SOFIA
    )
    page = client.get(address).content.decode()
    assert "Отваря се сама" in page
    assert "9:30" in client.get("/surveys/desk/").content.decode()
    assert f'value="{day.isoformat()}T09:30"' in client.get(f"{address}plan/").content.decode()
    assert client.get(f"{address}unplan/").status_code == 405
    assert client.post(f"{address}unplan/").status_code == 302
    assert survey.plans.get().outcome == "withdrawn"
    giving_out.open_survey(survey, actor=clerk)
    assert client.get(f"{address}plan/").status_code == 302


@pytest.mark.parametrize("typed", ["", "утре", "2020-01-01T09:00", "2031-01-01T09:00"])
def test_an_hour_that_makes_no_sense_is_said_in_the_form(typed: str) -> None:
    clerk = make_clerk()
    survey = make_prepared(clerk)
    address = f"/surveys/{survey.public_id}/desk/plan/"
    answer = client_of(clerk).post(address, {"opens_at": typed})
    assert answer.status_code == 422
    assert not survey.plans.exists()


def test_the_list_costs_the_same_however_many_are_planned() -> None:
    clerk = make_clerk()
    planned(clerk)
    client = client_of(clerk)
    cost = queries_of(client, "/surveys/desk/")
    for _number in range(4):
        planned(clerk)
    assert queries_of(client, "/surveys/desk/") == cost
