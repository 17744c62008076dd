"""Absences in a row are counted as a meeting ends; what follows is what the body's rules say."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from forums.bodies import duties, founding, seating
from forums.bodies.absences import absences_of
from forums.bodies.letters import absences_letter
from forums.bodies.models import Body, Membership
from prestizh.accounts.models import Representation, User
from prestizh.ledger import clock as portal_clock
from prestizh.ledger.record import entries
from prestizh.meetings import attending, closing, opening, voting_in_writing
from prestizh.meetings.models import Attendee, Meeting
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from prestizh.terms import sofia_day
from tests.counting import queries_of
from tests.factories import make_representation, make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_clerk, make_member, seat_of
from tests.meetings.making import (
    attendees,
    first_item,
    in_days,
    keeper,
    make_convened,
    make_sitting_body,
    own,
)

pytestmark = pytest.mark.django_db

STAYS_AWAY = "Член 5"


def council(**facts: Any) -> Body:
    """Five members; three absences in a row end a membership, by a release."""
    return make_sitting_body(**{"absence_ends_seat": True, **facts})


def the(body: Body, name: str = STAYS_AWAY) -> Membership:
    return Membership.objects.get(body=body, name=name)


def hold(clock: Clock, body: Body, last: str = "absent", **facts: Any) -> Meeting:
    """A meeting to which all come but „Член 5“, of whom `last` is noted."""
    secretary = keeper(body)
    meeting = make_convened(body, **facts)
    clock.step_to(meeting.starts_at)
    for one in attendees(meeting):
        presence = last if one.name == STAYS_AWAY else "present"
        if presence == "proxy":
            attending.give_proxy(one, actor=secretary, holder=attendees(meeting)[0])
        elif presence != "unknown":
            attending.note_presence(one, actor=secretary, presence=presence)
    opening.open_meeting(meeting, actor=secretary)
    return closing.close(meeting, actor=secretary)


def counted(meeting: Meeting) -> int | None:
    return Attendee.objects.get(meeting=meeting, name=STAYS_AWAY).absences


def told() -> list[tuple[int, User | None]]:
    rows = Message.objects.filter(kind="member.absences").order_by("pk").select_related("user")
    return [(row.context["absences"], row.user) for row in rows]


def verified() -> Representation:
    now = portal_clock.now()
    return make_representation(verified_at=now, verified_by=make_clerk())


@pytest.mark.parametrize(
    ("presences", "numbers"),
    [
        (["absent", "unknown", "absent"], [1, 2, 3]),
        (["absent", "absent", "present", "absent"], [1, 2, 0, 1]),
        (["absent", "excused", "absent"], [1, 0, 1]),
        (["absent", "proxy", "absent"], [1, 0, 1]),
        (["absent", "online"], [1, 0]),
    ],
)
def test_only_absences_without_a_reason_that_follow_one_another_add_up(
    clock: Clock, presences: list[str], numbers: list[int]
) -> None:
    body = council(proxies=True)
    assert [counted(hold(clock, body, one)) for one in presences] == numbers


def test_where_the_rules_say_so_excused_absences_count_and_proxies_still_do_not(
    clock: Clock,
) -> None:
    body = council(proxies=True, excused_absences_count=True)
    presences = ["excused", "absent", "proxy", "excused"]
    assert [counted(hold(clock, body, one)) for one in presences] == [1, 2, 0, 1]


def test_who_came_and_left_was_there(clock: Clock) -> None:
    body = council()
    meeting = make_convened(body)
    clock.step_to(meeting.starts_at)
    for one in attendees(meeting):
        attending.note_presence(one, actor=keeper(body), presence="present")
    opening.open_meeting(meeting, actor=keeper(body))
    last = attendees(meeting)[-1]
    attending.note_presence(last, actor=keeper(body), presence="absent")
    closing.close(meeting, actor=keeper(body))
    assert counted(meeting) == 0


def test_a_substitute_who_came_is_no_absence_of_the_member(clock: Clock) -> None:
    body, clerk = council(), make_clerk()
    seat = seating.add_seats(body, actor=clerk, category="citizens", number=1, substitutes=True)
    member = make_member(body, seat=seat, name="Ана")
    make_member(body, seat=seat, name="Борис", standing="substitute", stands_for=member)
    meeting = hold(clock, body)
    rows = {one.name: one.absences for one in attendees(meeting)}
    assert (rows["Ана"], rows["Борис"]) == (0, None)


def test_a_meeting_that_fell_through_or_that_was_written_adds_no_absence(clock: Clock) -> None:
    body = council()
    secretary = keeper(body)
    hold(clock, body)
    empty = make_convened(body)
    clock.step_to(empty.starts_at)
    opening.close_for_lack(empty, actor=secretary)
    assert counted(empty) is None
    written = make_convened(body, mode="written", ends_at=in_days(23))
    clock.step_to(written.starts_at)
    written = opening.open_meeting(written, actor=secretary)
    closing.close(written, actor=secretary)
    assert counted(written) == 1
    assert counted(hold(clock, body)) == 2


def test_a_vote_in_writing_ends_the_row(clock: Clock) -> None:
    body = council()
    hold(clock, body)
    written = make_convened(body, mode="written", ends_at=in_days(23))
    clock.step_to(written.starts_at)
    written = opening.open_meeting(written, actor=keeper(body))
    motion = voting_in_writing.put_in_writing(
        first_item(written), actor=keeper(body), text="Приема плана."
    )
    voting_in_writing.cast(motion, actor=own(attendees(written)[-1]), choice="for")
    assert written.ends_at is not None
    clock.step_to(written.ends_at)
    voting_in_writing.take(motion, actor=keeper(body))
    closing.close(written, actor=keeper(body))
    assert counted(written) == 0


def test_one_before_the_limit_member_and_organisation_are_warned_and_told_at_the_limit(
    clock: Clock,
) -> None:
    body, speaks = council(), verified()
    # Whom nobody confirmed yet hears nothing of the organisation's seats.
    make_representation(organisation=speaks.organisation)
    member = the(body)
    Membership.objects.filter(pk=member.pk).update(organisation=speaks.organisation)
    hold(clock, body)
    assert told() == []
    hold(clock, body)
    assert told() == [(2, member.user), (2, speaks.user)]
    hold(clock, body)
    assert [number for number, _who in told()] == [2, 2, 3, 3]
    kinds = entries(body.subject).filter(kind__startswith="member.absences").order_by("pk")
    assert [one.kind for one in kinds] == ["member.absences_warned", "member.absences_reached"]
    assert kinds[1].shown()["absences"] == "3"
    assert STAYS_AWAY not in str(kinds[1].shown())


def test_at_the_limit_nobody_is_released_silently_it_is_on_the_secretarys_list(
    clock: Clock, client: Client
) -> None:
    body = council()
    for _number in range(3):
        hold(clock, body)
    member, secretary = the(body), keeper(body)
    assert member.release == ""
    due = duties.duties_of(secretary, sofia_day(portal_clock.now()))
    assert [(one.member, one.number) for one in due.absent] == [(member, 3)]
    client.force_login(secretary)
    page = reverse("bodies:desk_member", args=[body.public_id, member.pk])
    for address in (
        reverse("home:desk"),
        reverse("bodies:desk_page", args=[body.public_id]),
        reverse("bodies:desk_seats", args=[body.public_id]),
    ):
        assert page in client.get(address).content.decode()
    shown = client.get(page)
    release = shown.context["release"]
    assert release.initial["ground"] == "absences"
    assert "3" in release.initial["note"]
    sent = {f"release-{name}": value for name, value in release.initial.items()}
    assert client.post(page, {**sent, "act_of_form": "release"}).status_code == 302
    member.refresh_from_db()
    assert (member.release, member.ended_on) == ("absences", sofia_day(portal_clock.now()))
    assert not duties.duties_of(secretary, sofia_day(portal_clock.now()))


def test_where_the_rules_say_so_the_membership_ends_by_itself_with_its_substitute(
    clock: Clock,
) -> None:
    body = council(absence_ends_itself=True)
    for _number in range(2):
        hold(clock, body)
    assert the(body).ended_on is None
    meeting = hold(clock, body)
    member = the(body)
    assert meeting.closed_at is not None
    assert (member.release, member.ended_on) == ("absences", sofia_day(meeting.closed_at))
    released = entries(body.subject).filter(kind="member.released").get().shown()
    assert (released["ground"], released["member"]) == ("absences", str(member.pk))
    letter = absences_letter(Message.objects.filter(kind="member.absences").latest("pk"))
    assert letter is not None
    assert letter.context["has_ended"]


def test_where_absences_end_nothing_the_third_is_a_warning_and_no_duty(clock: Clock) -> None:
    body = council(absence_ends_seat=False)
    for _number in range(3):
        hold(clock, body)
    assert [number for number, _who in told()] == [2, 3]
    assert not duties.duties_of(keeper(body), sofia_day(portal_clock.now()))
    with pytest.raises(Refused, match=r"absences|отсъствия"):
        seating.release(the(body), actor=make_clerk(), ground="absences", note="")


def test_a_release_for_absences_needs_as_many_as_the_rules_name(clock: Clock) -> None:
    body = council()
    for _number in range(2):
        hold(clock, body)
    with translation.override("en"), pytest.raises(Refused) as refused:
        seating.release(the(body), actor=keeper(body), ground="absences", note="")
    assert str(refused.value) == ("The rules ask for 3 absences in a row; the attendance shows 2.")
    hold(clock, body)
    released = seating.release(the(body), actor=keeper(body), ground="absences", note="три пъти")
    assert released.release == "absences"


def test_the_letter_says_what_one_more_absence_does(clock: Clock) -> None:
    body = council()
    for _number in range(2):
        hold(clock, body)
    message = Message.objects.get(kind="member.absences")
    letter = absences_letter(message)
    assert letter is not None
    assert letter.context["is_own"]
    assert (letter.context["absent"].is_near, letter.context["absent"].is_due) == (True, False)
    seating.release(the(body), actor=keeper(body), ground="own_wish", note="")
    assert absences_letter(message) is None


def test_only_a_membership_that_ends_can_end_by_itself() -> None:
    body, clerk = make_sitting_body(0), make_clerk()
    with pytest.raises(Refused) as refused:
        founding.revise(body, actor=clerk, absence_ends_itself=True)
    assert refused.value.obstacles[0].field == "absence_ends_itself"
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.filter(pk=body.pk).update(absence_ends_itself=True)


def test_counting_and_the_desk_cost_the_same_for_few_and_many_who_stay_away(
    clock: Clock, client: Client
) -> None:
    costs = []
    for members in (5, 9):
        body = council()
        for number in range(5, members):
            make_member(body, make_user(display_name=f"Член {number + 1}"), seat=seat_of(body))
        meeting = make_convened(body, days=20)
        clock.step_to(meeting.starts_at)
        for one in attendees(meeting)[: members // 2 + 1]:
            attending.note_presence(one, actor=keeper(body), presence="present")
        opening.open_meeting(meeting, actor=keeper(body))
        with CaptureQueriesContext(connection) as closing_it:
            closing.close(meeting, actor=keeper(body))
        client.force_login(keeper(body))
        seats = reverse("bodies:desk_seats", args=[body.public_id])
        page = reverse("bodies:desk_page", args=[body.public_id])
        costs.append((len(closing_it), queries_of(client, seats), queries_of(client, page)))
        assert absences_of(the(body, f"Член {members}")) is not None
        clock.step(timedelta(days=1))
    assert costs[0] == costs[1]
