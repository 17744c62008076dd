"""Who was drawn and is silent is reminded, then the reserve moves up, without anybody's hand."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from forums.gatherings import framing, inviting
from forums.gatherings.letters import registration_letter, reminder_letter
from forums.gatherings.models import Forum, Registration, Replacement, State
from forums.gatherings.registering import token_for
from prestizh.accounts.models import User
from prestizh.ledger.record import entries
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from prestizh.terms import sofia_day
from tests.fixtures_clock import Clock
from tests.forums.gatherings.making import draw, fill, make_draw_forum
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def clerk() -> User:
    return make_clerk()


@pytest.fixture
def forum(clerk: User, clock: Clock) -> Forum:
    """Six were drawn among twenty-four a moment ago, and have five days to answer."""
    found = make_draw_forum(clerk)
    fill(found)
    draw(found, clerk, clock)
    return found


def silent_of(forum: Forum) -> list[Registration]:
    return list(forum.registrations.filter(state=State.INVITED))


def reminders() -> list[Message]:
    return list(Message.objects.filter(kind="forum.reminder").order_by("pk"))


def test_who_is_silent_is_reminded_once_two_days_before_the_last(
    forum: Forum, clock: Clock
) -> None:
    drawn = silent_of(forum)
    inviting.accept(drawn[0])
    for days in (2, 1):
        clock.step(days * DAY)
        inviting.follow_up()
        inviting.follow_up()
    told = reminders()

    assert {one.context["registration"] for one in told} == {one.pk for one in drawn[1:]}
    assert len(told) == len(drawn) - 1
    letter = reminder_letter(told[0])
    assert letter is not None
    assert str(forum) in str(letter.subject)


def test_a_stale_reminder_is_not_sent(forum: Forum, clock: Clock) -> None:
    clock.step(3 * DAY)
    inviting.follow_up()
    person = Registration.objects.get(pk=reminders()[0].context["registration"])
    inviting.accept(person)

    assert reminder_letter(reminders()[0]) is None
    clock.step(3 * DAY)
    assert reminder_letter(reminders()[1]) is None


def test_after_the_last_day_the_reserve_moves_up_and_both_are_told(
    forum: Forum, clock: Clock
) -> None:
    drawn = silent_of(forum)
    clock.step(5 * DAY)
    inviting.follow_up()
    assert not Replacement.objects.exists()

    clock.step(DAY)
    inviting.follow_up()
    inviting.follow_up()

    gone = {one.gone: one.came for one in Replacement.objects.all()}
    assert set(gone) == {one.code for one in drawn}
    assert {one.code for one in silent_of(forum)} == set(gone.values())
    row = Registration.objects.get(pk=drawn[0].pk)
    assert row.state == State.UNANSWERED
    message = Message.objects.filter(
        kind="forum.registration", context__registration=row.pk
    ).latest("pk")
    assert registration_letter(message) is not None
    noted = [one for one in entries(forum.subject) if one.kind == "forum.place_passed_on"]
    assert len(noted) == len(drawn)
    assert all(one.shown()["reason"] == "no answer" for one in noted)
    page = Client().get(reverse("gatherings:mine", args=[token_for(row)])).content.decode()
    assert "не отговори в срок" in page.lower()
    with pytest.raises(Refused):
        inviting.accept(row)


def test_on_the_day_of_the_forum_nobody_new_is_asked(
    forum: Forum, clerk: User, clock: Clock
) -> None:
    today = sofia_day(clock.now())
    framing.revise(forum, actor=clerk, held_on=today + 6 * DAY)
    clock.step(6 * DAY)
    inviting.follow_up()

    assert {one.came for one in Replacement.objects.all()} == {""}
    assert silent_of(forum) == []


def test_who_comes_in_late_answers_before_the_day_of_the_forum(
    forum: Forum, clerk: User, clock: Clock
) -> None:
    day = sofia_day(clock.now()) + 8 * DAY
    framing.revise(forum, actor=clerk, held_on=day)
    clock.step(6 * DAY)
    inviting.follow_up()

    assert {one.invited_until for one in silent_of(forum)} == {day - DAY}


def test_when_the_reserve_is_used_up_places_stay_empty(clerk: User, clock: Clock) -> None:
    forum = make_draw_forum(clerk, places=24)
    fill(forum)
    draw(forum, clerk, clock)
    clock.step(6 * DAY)
    inviting.follow_up()

    assert Replacement.objects.count() == 24
    assert not forum.registrations.filter(state__in=[State.INVITED, State.RESERVE]).exists()


def test_of_a_forum_that_has_begun_nobody_is_written_to(
    forum: Forum, clerk: User, clock: Clock
) -> None:
    from forums.gatherings import drawing

    for person in silent_of(forum):
        inviting.accept(person)
    drawing.begin(forum, actor=clerk)
    clock.step(20 * DAY)

    assert inviting.follow_up() == 0
