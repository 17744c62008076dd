"""In writing a substitute votes in the stead of the member, never beside them."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from forums.bodies import seating
from prestizh.ledger import clock as portal_clock
from prestizh.ledger.record import entries
from prestizh.meetings import attending, closing, conflicts, voting_in_writing
from prestizh.meetings.models import Attendee, Ballot, Meeting, Motion
from prestizh.refusal import Refused
from tests.fixtures_clock import Clock
from tests.forums.making import make_clerk, make_member
from tests.meetings.making import (
    attendees,
    first_item,
    in_days,
    make_open,
    make_sitting_body,
    own,
    secretary_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(clock: Clock) -> Meeting:
    """A written meeting of three members; the last, „Ана“, has the substitute „Борис“."""
    body, clerk = make_sitting_body(2), make_clerk()
    seat = seating.add_seats(body, actor=clerk, category="citizens", number=1, substitutes=True)
    member = make_member(body, seat=seat, name="Ана")
    make_member(body, seat=seat, name="Борис", standing="substitute", stands_for=member)
    return make_open(clock, body, mode="written", ends_at=in_days(23))


def the(meeting: Meeting, name: str) -> Attendee:
    return next(one for one in attendees(meeting) if one.name == name)


def put(meeting: Meeting) -> Motion:
    return voting_in_writing.put_in_writing(
        first_item(meeting), actor=secretary_of(meeting), text="Приема плана."
    )


def cast(meeting: Meeting, motion: Motion, name: str) -> Ballot:
    return voting_in_writing.cast(motion, actor=own(the(meeting, name)), choice="for")


def test_a_substitute_votes_for_the_member_and_it_is_said_who_did(meeting: Meeting) -> None:
    motion = put(meeting)
    ballot = cast(meeting, motion, "Борис")
    assert (ballot.attendee.name, ballot.cast_by and ballot.cast_by.name) == ("Ана", "Борис")
    shown = entries(meeting.subject).filter(kind="ballot.cast").get().shown()
    assert (shown["member"], shown["cast_by"]) == (
        the(meeting, "Ана").holder,
        the(meeting, "Борис").holder,
    )


@pytest.mark.parametrize(("first", "second"), [("Ана", "Борис"), ("Борис", "Ана")])
def test_never_both_vote_and_the_second_is_told_who_did(
    meeting: Meeting, first: str, second: str
) -> None:
    motion = put(meeting)
    cast(meeting, motion, first)
    with pytest.raises(Refused, match=first):
        cast(meeting, motion, second)
    with pytest.raises(Refused):
        cast(meeting, motion, first)
    assert motion.ballots.count() == 1


def test_the_vote_is_counted_once_of_three_and_who_stood_in_took_part(meeting: Meeting) -> None:
    motion, secretary = put(meeting), secretary_of(meeting)
    for name in ("Член 1", "Член 2", "Борис"):
        cast(meeting, motion, name)
    motion = voting_in_writing.take(motion, actor=secretary)
    assert (motion.votes_for, motion.present, motion.carried) == (3, 3, True)
    closing.close(meeting, actor=secretary)
    presence = {one.name: one.presence for one in attendees(meeting)}
    assert presence == {"Член 1": "online", "Член 2": "online", "Ана": "absent", "Борис": "online"}


@pytest.mark.parametrize("torn", ["Ана", "Борис"])
def test_a_conflict_of_either_keeps_the_substitute_from_voting(meeting: Meeting, torn: str) -> None:
    item, one = first_item(meeting), the(meeting, torn)
    conflicts.state_conflict(item, actor=own(one), attendee=one, statement="Наемател съм.")
    motion = put(meeting)
    with pytest.raises(Refused):
        cast(meeting, motion, "Борис")
    if torn == "Борис":
        assert cast(meeting, motion, "Ана").cast_by is None


def test_nobody_gives_a_proxy_in_writing(meeting: Meeting) -> None:
    with pytest.raises(Refused):
        attending.give_proxy(
            the(meeting, "Член 1"), actor=secretary_of(meeting), holder=the(meeting, "Член 2")
        )


def test_the_database_takes_no_ballot_of_a_substitute_or_cast_by_a_stranger(
    meeting: Meeting,
) -> None:
    motion = put(meeting)
    wrong = (("Борис", None), ("Ана", "Член 1"), ("Член 1", "Борис"))
    for name, by in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Ballot.objects.create(
                motion=motion,
                attendee=the(meeting, name),
                choice="for",
                cast_by=the(meeting, by) if by else None,
                at=portal_clock.now(),
            )


def test_the_substitutes_page_offers_the_vote_until_one_of_them_voted(
    meeting: Meeting, client: Client
) -> None:
    motion = put(meeting)
    client.force_login(own(the(meeting, "Борис")))
    page = reverse("meetings:mine", args=[meeting.public_id])
    vote = reverse("meetings:cast", args=[meeting.public_id, motion.pk])
    shown = client.get(page).content.decode()
    assert vote in shown
    assert "Ана" in shown
    client.post(vote, {"choice": "against"})
    assert motion.ballots.get().choice == "against"
    client.force_login(own(the(meeting, "Ана")))
    shown = client.get(page).content.decode()
    assert vote not in shown
    assert "Борис" in shown
