"""Between notice and opening the roll follows the seats; from the opening on it is frozen."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.bodies import seating
from forums.bodies.models import Body, Membership
from prestizh.accounts.models import User
from prestizh.ledger.record import entries
from prestizh.meetings import attending, closing, opening, rolls
from prestizh.meetings.letters import invitation_letter
from prestizh.meetings.models import Attendee, Meeting
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_clerk, make_member
from tests.meetings.making import (
    attendees,
    come,
    make_convened,
    make_open,
    make_planned,
    make_sitting_body,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def body_of(meeting: Meeting) -> Body:
    return Body.objects.get(subject=meeting.subject)


def change_seats(meeting: Meeting) -> User:
    """„Член 1“ leaves after the notice, somebody new comes, who is given back."""
    body, person = body_of(meeting), make_user(display_name="Нов член")
    first = Membership.objects.get(body=body, name="Член 1")
    seating.release(first, actor=make_clerk(), ground="own_wish", note="")
    make_member(body, person)
    return person


def names(meeting: Meeting) -> list[str]:
    return [one.name for one in attendees(meeting)]


def invited(person: User) -> int:
    return Message.objects.filter(kind="meeting.invitation", user=person).count()


def test_the_roll_is_brought_up_to_date_before_the_opening_and_who_is_new_is_invited() -> None:
    meeting = make_convened()
    person, secretary = change_seats(meeting), secretary_of(meeting)
    assert names(meeting)[0] == "Член 1"
    rolls.refresh(meeting, actor=secretary)
    assert names(meeting) == ["Член 2", "Член 3", "Член 4", "Член 5", "Нов член"]
    assert invited(person) == 1
    letter = Message.objects.get(kind="meeting.invitation", user=person)
    assert invitation_letter(letter) is not None
    shown = entries(meeting.subject).filter(kind="meeting.roll_followed").get().shown()
    new = attendees(meeting)[-1].holder
    assert (shown["joined"], shown["left"]) == (new, Attendee.everybody.earliest("pk").holder)
    with pytest.raises(Refused, match=r"up to date|актуален"):
        rolls.refresh(meeting, actor=secretary)


def test_the_opening_itself_follows_the_seats_of_that_instant(clock: Clock) -> None:
    meeting = make_convened()
    come(meeting, 4)
    person = change_seats(meeting)
    clock.step_to(meeting.starts_at)
    meeting = opening.open_meeting(meeting, actor=secretary_of(meeting))
    # „Член 1“ was noted as present, but sits there no longer.
    assert (meeting.quorum_members, meeting.quorum_present) == (5, 3)
    assert names(meeting)[-1] == "Нов член"
    assert invited(person) == 1


def test_who_left_counts_no_more_for_the_quorum(clock: Clock) -> None:
    meeting = make_convened()
    come(meeting, 3)
    change_seats(meeting)
    clock.step_to(meeting.starts_at)
    with pytest.raises(Refused) as refused:
        opening.open_meeting(meeting, actor=secretary_of(meeting))
    assert refused.value.obstacles[0].field == "quorum"


def test_who_left_sees_the_members_page_no_more_and_gets_no_letter(client: Client) -> None:
    meeting = make_convened()
    gone = attendees(meeting)[0]
    letter = Message.objects.get(kind="meeting.invitation", user=gone.user)
    change_seats(meeting)
    rolls.refresh(meeting, actor=secretary_of(meeting))
    assert invitation_letter(letter) is None
    assert gone.user is not None
    assert not Meeting.objects.of_member(gone.user).exists()
    client.force_login(gone.user)
    assert client.get(reverse("meetings:mine", args=[meeting.public_id])).status_code == 404


def test_an_account_that_a_member_got_after_the_notice_is_invited() -> None:
    meeting, person = make_convened(), make_user()
    member = Membership.objects.get(body=body_of(meeting), name="Член 2")
    seating.amend(member, actor=make_clerk(), user=person, interest="", contact="")
    rolls.refresh(meeting, actor=secretary_of(meeting))
    assert [one.user for one in attendees(meeting) if one.name == "Член 2"] == [person]
    assert invited(person) == 1


def test_a_proxy_falls_away_with_who_held_it() -> None:
    meeting = make_convened(make_sitting_body(proxies=True))
    holder, giver = attendees(meeting)[:2]
    attending.give_proxy(giver, actor=secretary_of(meeting), holder=holder)
    change_seats(meeting)
    rolls.refresh(meeting, actor=secretary_of(meeting))
    giver.refresh_from_db()
    assert (giver.proxy, giver.presence) == (None, "unknown")


def test_a_substitute_of_who_left_is_no_member_of_the_roll() -> None:
    """As a member without a titular they would count, and vote, for a seat that is free."""
    body, clerk = make_sitting_body(), make_clerk()
    seat = seating.add_seats(body, actor=clerk, category="citizens", number=1, substitutes=True)
    member = make_member(body, seat=seat, name="Ана")
    make_member(body, seat=seat, name="Борис", standing="substitute", stands_for=member)
    seating.release(member, actor=clerk, ground="own_wish", note="")
    assert names(make_convened(body)) == [f"Член {number}" for number in range(1, 6)]


def test_only_a_convened_meeting_has_a_roll_to_bring_up_to_date(clock: Clock) -> None:
    for meeting in (make_planned(), make_open(clock)):
        change_seats(meeting)
        with pytest.raises(Refused):
            rolls.refresh(meeting, actor=secretary_of(meeting))
    with pytest.raises(Refused):
        rolls.refresh(make_convened(), actor=make_user())


def test_the_database_freezes_the_roll_at_the_opening_and_the_attendance_at_the_end(
    clock: Clock,
) -> None:
    meeting = make_open(clock)
    rows = Attendee.objects.filter(meeting=meeting)
    opened = (
        lambda: rows.update(has_vote=False),
        lambda: rows.update(struck_at=clock.now()),
        lambda: Attendee.objects.create(meeting=meeting, holder="member:0", name="Чужд"),
    )
    for act in opened:
        with pytest.raises(IntegrityError, match="roll"), transaction.atomic():
            act()
    closing.close(meeting, actor=secretary_of(meeting))
    for fields in ({"presence": "present"}, {"absences": 7}):
        with pytest.raises(IntegrityError, match="attendance"), transaction.atomic():
            rows.update(**fields)


def test_the_desk_says_what_differs_and_brings_it_up_to_date(client: Client) -> None:
    meeting = make_convened()
    person = change_seats(meeting)
    client.force_login(secretary_of(meeting))
    for name in ("desk_page", "live"):
        page = client.get(reverse(f"meetings:{name}", args=[meeting.public_id]))
        assert str(person.display_name) in page.content.decode()
    client.post(reverse("meetings:follow_roll", args=[meeting.public_id]))
    assert names(meeting)[-1] == "Нов член"
    page = client.get(reverse("meetings:desk_page", args=[meeting.public_id]))
    assert reverse("meetings:follow_roll", args=[meeting.public_id]) not in page.content.decode()


def test_what_differs_costs_the_same_for_few_and_many() -> None:
    costs = []
    for members in (1, 8):
        meeting = make_convened(make_sitting_body(members))
        with CaptureQueriesContext(connection) as counted:
            rolls.before_opening(meeting)
        costs.append(len(counted))
    assert costs[0] == costs[1]
