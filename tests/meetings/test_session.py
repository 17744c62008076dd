"""A meeting opens with its quorum, by presence and by proxy; who is missing is said."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from forums.bodies import founding, seating
from prestizh.ledger.record import entries
from prestizh.meetings import attending, closing, opening, planning
from prestizh.meetings.models import Attendee, Meeting
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import (
    make_body,
    make_body_in_preparation,
    make_clerk,
    make_member,
    make_secretary,
    seat_of,
)
from tests.meetings.making import (
    attendees,
    come,
    in_days,
    make_convened,
    make_open,
    make_sitting_body,
    own,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def represent(meeting: Meeting, giver: Attendee, holder: Attendee) -> None:
    attending.give_proxy(giver, actor=secretary_of(meeting), holder=holder)


def test_the_quorum_is_counted_and_frozen_at_the_opening(clock: Clock) -> None:
    meeting = make_open(clock, present=3)
    assert (meeting.quorum_present, meeting.quorum_needed, meeting.quorum_met) == (3, 3, True)
    come(meeting, 5)
    meeting.refresh_from_db()
    assert meeting.quorum_present == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(quorum_present=5)


def test_without_a_quorum_it_does_not_open_and_can_be_closed_or_held_again(clock: Clock) -> None:
    meeting = make_convened()
    secretary = secretary_of(meeting)
    clock.step_to(meeting.starts_at)
    come(meeting, 2)
    with pytest.raises(Refused) as refused:
        opening.open_meeting(meeting, actor=secretary)
    assert "2" in str(refused.value)
    assert "3" in str(refused.value)
    meeting = opening.close_for_lack(meeting, actor=secretary)
    assert (meeting.stage, meeting.quorum_present, meeting.quorum_met) == ("cancelled", 2, False)
    assert [one.presence for one in attendees(meeting)] == ["present"] * 2 + ["absent"] * 3
    fresh = planning.plan_in_stead(meeting, actor=secretary, starts_at=in_days(20))
    assert fresh.items.count() == 2
    with pytest.raises(Refused):
        planning.plan_in_stead(meeting, actor=secretary, starts_at=in_days(20))


def test_it_is_not_closed_for_lack_of_a_quorum_that_is_there(clock: Clock) -> None:
    meeting = make_convened()
    clock.step_to(meeting.starts_at)
    come(meeting, 3)
    with pytest.raises(Refused):
        opening.close_for_lack(meeting, actor=secretary_of(meeting))


def test_it_is_not_opened_before_its_hour(clock: Clock) -> None:
    meeting = make_convened()
    come(meeting, 5)
    clock.step_to(meeting.starts_at - timedelta(minutes=1))
    with pytest.raises(Refused):
        opening.open_meeting(meeting, actor=secretary_of(meeting))


def test_a_proxy_counts_while_its_holder_is_here(clock: Clock) -> None:
    body = make_sitting_body(proxies=True, most_proxies=1)
    meeting = make_convened(body)
    roll = attendees(meeting)
    clock.step_to(meeting.starts_at)
    represent(meeting, roll[2], roll[0])
    come(meeting, 1)
    with pytest.raises(Refused):
        opening.open_meeting(meeting, actor=secretary_of(meeting))
    attending.note_presence(roll[1], actor=secretary_of(meeting), presence="online")
    assert opening.open_meeting(meeting, actor=secretary_of(meeting)).quorum_present == 3


def test_a_proxy_goes_from_member_to_member_and_no_farther() -> None:
    body = make_sitting_body(proxies=True, most_proxies=1)
    other = make_convened()
    meeting = make_convened(body)
    roll = attendees(meeting)
    represent(meeting, roll[1], roll[0])
    for giver, holder in (
        (roll[2], roll[0]),  # holds one already
        (roll[2], roll[2]),
        (roll[2], roll[1]),  # is represented too
        (roll[2], attendees(other)[0]),  # of another meeting
    ):
        with pytest.raises(Refused):
            represent(meeting, giver, holder)
    with pytest.raises(Refused):
        attending.give_proxy(roll[3], actor=make_user(), holder=roll[2])


def test_where_the_rules_know_no_proxies_none_is_given() -> None:
    meeting = make_convened()
    roll = attendees(meeting)
    with pytest.raises(Refused):
        represent(meeting, roll[1], roll[0])


def test_a_member_gives_and_takes_back_their_own_proxy() -> None:
    meeting = make_convened(make_sitting_body(proxies=True))
    roll = attendees(meeting)
    giver = attending.give_proxy(roll[0], actor=own(roll[0]), holder=roll[1])
    assert (giver.presence, giver.reply) == ("represented", "not_coming")
    giver = attending.give_proxy(roll[0], actor=own(roll[0]), holder=None)
    assert (giver.presence, giver.proxy) == ("unknown", None)


def test_with_parity_both_sides_must_be_there(clock: Clock) -> None:
    clerk = make_clerk()
    body = make_body_in_preparation(clerk, parity=True)
    seating.retire_seats(seat_of(body), actor=clerk)
    seats = {
        side: seating.add_seats(body, actor=clerk, category="business", number=3, side=side)
        for side in ("община", "бранш")
    }
    body = founding.constitute(body, actor=clerk)
    seating.name_secretary(body, actor=clerk, user=make_secretary())
    for side, seat in seats.items():
        for number in range(3):
            make_member(body, seat=seat, name=f"{side} {number}")
    meeting = make_convened(body)
    clock.step_to(meeting.starts_at)
    secretary = secretary_of(meeting)
    roll = {one.name: one for one in attendees(meeting)}
    for name in ("община 0", "община 1", "община 2", "бранш 0"):
        attending.note_presence(roll[name], actor=secretary, presence="present")
    with pytest.raises(Refused) as refused:
        opening.open_meeting(meeting, actor=secretary)
    assert "бранш" in str(refused.value)
    attending.note_presence(roll["бранш 1"], actor=secretary, presence="present")
    assert opening.open_meeting(meeting, actor=secretary).quorum_sides == {
        "бранш": [2, 2],
        "община": [2, 3],
    }


def test_a_substitute_counts_while_the_member_is_away(clock: Clock) -> None:
    clerk = make_clerk()
    body = make_body(clerk, secretary=make_secretary(), quorum=">= 1/1 of members")
    seat = seating.add_seats(body, actor=clerk, category="ngo", number=1, substitutes=True)
    member = make_member(body, seat=seat, name="Титуляр")
    make_member(body, seat=seat, name="Заместник", standing="substitute", stands_for=member)
    meeting = make_convened(body)
    clock.step_to(meeting.starts_at)
    substitute = meeting.attendees.get(name="Заместник")
    attending.note_presence(substitute, actor=secretary_of(meeting), presence="present")
    assert opening.open_meeting(meeting, actor=secretary_of(meeting)).quorum_present == 1


def test_a_reply_is_ones_own_or_noted_by_the_secretary() -> None:
    meeting = make_convened()
    first, second = attendees(meeting)[:2]
    attending.reply(first, actor=own(first), answer="coming")
    attending.reply(second, actor=secretary_of(meeting), answer="not_coming", note="по телефона")
    with pytest.raises(Refused):
        attending.reply(second, actor=own(first), answer="coming")
    with pytest.raises(Refused):
        attending.reply(first, actor=own(first), answer="може би")


def test_a_guest_is_named_in_public_only_if_they_agreed(clock: Clock) -> None:
    meeting = make_open(clock)
    attending.add_guest(meeting, actor=secretary_of(meeting), name="Гост Гостев")
    shown = entries(meeting.subject).filter(kind="meeting.guest_added").get().shown()
    assert "Гостев" not in str(shown)
    with pytest.raises(Refused):
        attending.add_guest(meeting, actor=secretary_of(meeting), name=" ")


def test_at_the_end_who_was_not_noted_was_absent(clock: Clock) -> None:
    meeting = make_convened()
    roll = attendees(meeting)
    attending.reply(roll[3], actor=own(roll[3]), answer="not_coming")
    clock.step_to(meeting.starts_at)
    come(meeting, 3)
    opening.open_meeting(meeting, actor=secretary_of(meeting))
    meeting = closing.close(meeting, actor=secretary_of(meeting))
    assert meeting.stage == "closed"
    assert [one.presence for one in attendees(meeting)[3:]] == ["excused", "absent"]
    with pytest.raises(Refused):
        closing.close(meeting, actor=secretary_of(meeting))
