"""A notice is sent in time, in clear days, and freezes the rules and the roll."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from forums.bodies import founding, seating
from forums.bodies.models import Membership
from prestizh.ledger.record import entries
from prestizh.meetings import agenda, convening, planning
from prestizh.meetings.models import Meeting
from prestizh.outbox.models import Message
from prestizh.places.calendar import calendar
from prestizh.refusal import Refused
from prestizh.terms import backward_latest, sofia_day
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_clerk, make_member, make_secretary
from tests.meetings.making import (
    attendees,
    first_item,
    in_days,
    keeper,
    make_convened,
    make_planned,
    make_sitting_body,
    secretary_of,
)

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def refusal(meeting: Meeting) -> Refused:
    with pytest.raises(Refused) as refused:
        convening.convene(meeting, actor=secretary_of(meeting))
    return refused.value


def test_a_meeting_is_public_from_its_notice_and_everybody_with_an_account_is_invited() -> None:
    meeting = make_planned()
    assert not Meeting.objects.visible_to(NOBODY).exists()
    convening.convene(meeting, actor=secretary_of(meeting))
    meeting = Meeting.objects.visible_to(NOBODY).get()
    assert (meeting.stage, meeting.number) == ("convened", 1)
    assert Message.objects.filter(kind="meeting.invitation").count() == 5
    shown = entries(meeting.subject).filter(kind="meeting.convened").get().shown()
    assert shown["agenda"] == "План за младежта\nРазни"


def test_the_record_says_nothing_in_public_of_a_meeting_that_is_only_planned() -> None:
    meeting = make_planned()
    shown = entries(meeting.subject).filter(kind="meeting.planned").get().shown()
    assert str(meeting.starts_at.year) not in str(shown)


def test_a_notice_on_the_last_lawful_day_passes_and_a_day_later_is_refused(clock: Clock) -> None:
    body = make_sitting_body(notice_days=5)
    in_time, late = make_planned(body, days=30), make_planned(body, days=30)
    latest = backward_latest(sofia_day(in_time.starts_at), 5, calendar())
    clock.step(timedelta(days=(latest - sofia_day(clock.now())).days))
    assert convening.convene(in_time, actor=keeper(body)).notice_deadline == latest
    clock.step(timedelta(days=1))
    refused = refusal(late)
    assert refused.obstacles[0].field == "starts_at"
    assert f"{latest.day} " in str(refused)
    assert "72" in str(refused.obstacles[0].law)


def test_an_extraordinary_meeting_may_come_sooner_with_its_reason_and_who_asked_for_it() -> None:
    meeting = make_planned(days=2, kind="extraordinary", asked_by="chair")
    assert [one.field for one in refusal(meeting).obstacles] == ["short_notice_reason"]
    planning.revise(
        meeting,
        actor=secretary_of(meeting),
        short_notice_reason="Срокът за кандидатстване изтича в петък.",
    )
    assert convening.convene(meeting, actor=secretary_of(meeting)).stage == "convened"


def test_a_reason_does_not_shorten_the_notice_of_a_regular_meeting() -> None:
    meeting = make_planned(days=2, short_notice_reason="Бързаме.")
    assert refusal(meeting).obstacles[0].field == "starts_at"


def test_what_is_missing_is_said_all_at_once() -> None:
    body = make_sitting_body(members=0)
    meeting = planning.plan(
        actor=keeper(body), subject=body.subject, starts_at=in_days(20), mode="hybrid"
    )
    assert {one.field for one in refusal(meeting).obstacles} == {"agenda", "place", "link", "roll"}


def test_the_rules_and_the_roll_stay_as_they_were_at_the_notice() -> None:
    body, clerk = make_sitting_body(quorum=">= 2/3 of seats"), make_clerk()
    meeting = make_convened(body)
    founding.revise(body, actor=clerk, quorum="> 1/2 of members", notice_days=1)
    seating.release(
        Membership.objects.get(body=body, name="Член 1"), actor=clerk, ground="own_wish", note=""
    )
    make_member(body)
    meeting.refresh_from_db()
    assert (meeting.quorum, meeting.seats, meeting.notice_days) == (">= 2/3 of seats", 9, 5)
    assert next(one.name for one in attendees(meeting)) == "Член 1"
    assert len(attendees(meeting)) == 5
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(quorum="> 1/2 of members")


def test_after_the_notice_the_agenda_stays() -> None:
    meeting = make_convened()
    secretary, item = secretary_of(meeting), first_item(meeting)
    for act in (
        lambda: agenda.add_item(meeting, actor=secretary, title="Още нещо"),
        lambda: agenda.revise_item(item, actor=secretary, title="Друго"),
        lambda: agenda.remove_item(item, actor=secretary),
        lambda: agenda.move_up(item, actor=secretary),
        lambda: planning.revise(meeting, actor=secretary, place="другаде"),
    ):
        with pytest.raises(Refused):
            act()


def test_items_change_places_and_close_up_when_one_is_removed() -> None:
    meeting = make_planned()
    secretary = secretary_of(meeting)
    last = agenda.add_item(meeting, actor=secretary, title="Бюджет")
    agenda.move_up(last, actor=secretary)
    agenda.remove_item(first_item(meeting), actor=secretary)
    assert list(meeting.items.values_list("position", "title")) == [(1, "Бюджет"), (2, "Разни")]


def test_numbers_follow_each_other_for_each_body() -> None:
    body = make_sitting_body()
    assert [make_convened(body).number for _ in range(2)] == [1, 2]
    assert make_convened().number == 1


def test_only_the_bodys_own_secretary_or_a_clerk_convenes() -> None:
    meeting = make_planned()
    sits = Membership.objects.get(body__subject=meeting.subject, name="Член 1").user
    assert sits is not None
    for stranger in (make_user(), make_secretary(), sits):
        with pytest.raises(Refused):
            convening.convene(meeting, actor=stranger)
    assert convening.convene(meeting, actor=make_clerk()).stage == "convened"


def test_a_body_that_ended_convenes_nothing() -> None:
    body = make_sitting_body()
    meeting = make_planned(body)
    founding.end(body, actor=make_clerk(), reason="Решение № 300")
    with pytest.raises(Refused):
        convening.convene(meeting, actor=make_clerk())


def test_who_was_invited_is_told_that_it_is_called_off_and_another_takes_its_place() -> None:
    meeting = make_convened()
    secretary = secretary_of(meeting)
    with pytest.raises(Refused):
        planning.cancel(meeting, actor=secretary, reason=" ")
    fresh = planning.postpone(
        meeting, actor=secretary, reason="Залата е заета.", starts_at=in_days(40)
    )
    meeting.refresh_from_db()
    assert (meeting.stage, fresh.stage, fresh.instead_of) == ("cancelled", "planned", meeting)
    assert [item.title for item in fresh.items.all()] == ["План за младежта", "Разни"]
    assert Message.objects.filter(kind="meeting.cancelled").count() == 5


def test_a_beginning_in_the_past_and_an_end_before_it_are_refused() -> None:
    body = make_sitting_body()
    for facts in (
        {"starts_at": in_days(-1)},
        {"starts_at": in_days(10), "ends_at": in_days(9)},
        {"starts_at": in_days(10), "mode": "written"},
    ):
        with pytest.raises(Refused):
            planning.plan(actor=keeper(body), subject=body.subject, **facts)
