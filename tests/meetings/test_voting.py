"""Votes are counted against who is there, frozen, and decide what follows."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from prestizh.ledger.record import entries
from prestizh.meetings import attending, closing, conflicts, deciding, voting, voting_in_writing
from prestizh.meetings.models import Attendee, Ballot, Meeting, Motion
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.meetings.making import (
    attendees,
    come,
    first_item,
    in_days,
    make_open,
    make_sitting_body,
    own,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def vote(meeting: Meeting, votes: tuple[int, int, int], method: str = "open") -> Motion:
    return voting.vote_counted(
        first_item(meeting),
        actor=secretary_of(meeting),
        text="Приема плана.",
        method=method,
        votes_for=votes[0],
        votes_against=votes[1],
        votes_abstain=votes[2],
    )


@pytest.mark.parametrize("method", ["open", "secret"])
def test_a_vote_is_counted_against_those_present(clock: Clock, method: str) -> None:
    meeting = make_open(clock, present=4)
    carried = vote(meeting, (3, 1, 0), method)
    assert (carried.present, carried.whole, carried.needed, carried.carried) == (4, 4, 3, True)
    assert not vote(meeting, (2, 1, 1), method).carried


@pytest.mark.parametrize("votes", [(4, 1, 0), (5, 0, 0), (2, 2, 1)])
def test_more_ballots_than_present_are_refused(clock: Clock, votes: tuple[int, int, int]) -> None:
    meeting = make_open(clock, present=4)
    with pytest.raises(Refused) as refused:
        vote(meeting, votes)
    assert "5" in str(refused.value)
    assert "4" in str(refused.value)
    assert not Motion.objects.exists()


def test_once_too_few_are_left_nothing_is_voted(clock: Clock) -> None:
    meeting = make_open(clock, present=3)
    left = attendees(meeting)[0]
    attending.note_presence(left, actor=secretary_of(meeting), presence="excused")
    with pytest.raises(Refused):
        vote(meeting, (2, 0, 0))
    come(meeting, 1)
    assert vote(meeting, (3, 0, 0)).carried


def test_a_vote_by_name_keeps_who_voted_how_and_for_whom(clock: Clock) -> None:
    meeting = make_open(clock, make_sitting_body(proxies=True), present=3)
    roll = attendees(meeting)
    attending.give_proxy(roll[4], actor=secretary_of(meeting), holder=roll[0])
    choices = {roll[0].pk: "for", roll[1].pk: "against", roll[4].pk: "for"}
    motion = voting.vote_by_name(
        first_item(meeting), actor=secretary_of(meeting), text="Приема плана.", choices=choices
    )
    assert (motion.votes_for, motion.votes_against, motion.present) == (2, 1, 4)
    assert Ballot.objects.get(attendee=roll[4]).cast_by == roll[0]
    assert Ballot.objects.get(attendee=roll[0]).cast_by is None


def test_a_vote_of_somebody_who_is_not_there_is_refused(clock: Clock) -> None:
    meeting = make_open(clock, present=4)
    absent = attendees(meeting)[4]
    for key in (absent.pk, 0):
        with pytest.raises(Refused):
            voting.vote_by_name(
                first_item(meeting), actor=secretary_of(meeting), text="Да.", choices={key: "for"}
            )


def test_who_has_a_conflict_of_interest_takes_no_part(clock: Clock) -> None:
    meeting = make_open(clock, present=4)
    item, one = first_item(meeting), attendees(meeting)[0]
    conflicts.state_conflict(item, actor=own(one), attendee=one, statement="Наемател съм.")
    shown = entries(meeting.subject).filter(kind="meeting.conflict_stated").get().shown()
    assert "Наемател" not in str(shown)
    with pytest.raises(Refused):
        vote(meeting, (4, 0, 0))
    assert vote(meeting, (3, 0, 0)).present == 3
    with pytest.raises(Refused):
        conflicts.state_conflict(
            item, actor=secretary_of(meeting), attendee=attendees(meeting)[1], statement="Късно."
        )


def test_what_was_voted_and_decided_stays(clock: Clock) -> None:
    meeting = make_open(clock)
    motion = vote(meeting, (4, 0, 0))
    decision = deciding.decide(
        first_item(meeting),
        actor=secretary_of(meeting),
        kind="decision",
        text="Приема плана.",
        motion=motion,
    )
    for act in (
        lambda: Motion.objects.filter(pk=motion.pk).update(votes_against=1),
        lambda: type(decision).objects.filter(pk=decision.pk).update(text="Друго."),
        lambda: type(decision).objects.filter(pk=decision.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_a_decision_follows_from_a_vote_that_carried_it(clock: Clock) -> None:
    meeting = make_open(clock)
    secretary, item = secretary_of(meeting), first_item(meeting)
    lost, carried = vote(meeting, (1, 3, 0)), vote(meeting, (3, 1, 0))
    with pytest.raises(Refused):
        deciding.decide(item, actor=secretary, kind="decision", text="Приема.", motion=lost)
    with pytest.raises(Refused):
        deciding.decide(item, actor=secretary, kind="decision", text="Приема.")
    deciding.decide(item, actor=secretary, kind="decision", text="Приема.", motion=carried)
    with pytest.raises(Refused):
        deciding.decide(item, actor=secretary, kind="decision", text="Отново.", motion=carried)
    opinion = deciding.decide(item, actor=secretary, kind="opinion", text="Подкрепя.")
    assert opinion.number == 2


def test_a_separate_opinion_is_the_members_own(clock: Clock) -> None:
    meeting = make_open(clock)
    item, (one, two) = first_item(meeting), attendees(meeting)[:2]
    deciding.hold_otherwise(item, actor=own(one), attendee=one, text="Против съм.")
    with pytest.raises(Refused):
        deciding.hold_otherwise(item, actor=own(one), attendee=two, text="И той.")
    closing.close(meeting, actor=secretary_of(meeting))
    deciding.hold_otherwise(item, actor=own(two), attendee=two, text="И аз.")
    assert item.separate_opinions.count() == 2


@pytest.fixture
def written(clock: Clock) -> Meeting:
    """A written meeting in which the members can vote until its deadline."""
    return make_open(clock, mode="written", ends_at=in_days(23))


def voter(meeting: Meeting, number: int) -> Attendee:
    return attendees(meeting)[number]


def test_members_vote_in_writing_once_until_the_deadline(written: Meeting, clock: Clock) -> None:
    secretary = secretary_of(written)
    motion = voting_in_writing.put_in_writing(
        first_item(written), actor=secretary, text="Приема плана."
    )
    for number, choice in enumerate(("for", "for", "against")):
        voting_in_writing.cast(motion, actor=own(voter(written, number)), choice=choice)
    for actor, choice in ((own(voter(written, 0)), "for"), (make_user(), "for")):
        with pytest.raises(Refused):
            voting_in_writing.cast(motion, actor=actor, choice=choice)
    with pytest.raises(Refused):
        voting_in_writing.take(motion, actor=secretary)
    with pytest.raises(Refused):
        closing.close(written, actor=secretary)
    assert written.ends_at is not None
    clock.step_to(written.ends_at + timedelta(seconds=1))
    with pytest.raises(Refused):
        voting_in_writing.cast(motion, actor=own(voter(written, 3)), choice="for")
    motion = voting_in_writing.take(motion, actor=secretary)
    assert (motion.votes_for, motion.present, motion.quorum_ok, motion.carried) == (
        2,
        3,
        True,
        True,
    )
    closing.close(written, actor=secretary)
    assert [one.presence for one in attendees(written)] == ["online"] * 3 + ["absent"] * 2


def test_a_written_vote_with_too_few_voices_decides_nothing(written: Meeting, clock: Clock) -> None:
    secretary = secretary_of(written)
    motion = voting_in_writing.put_in_writing(
        first_item(written), actor=secretary, text="Приема плана."
    )
    for number in range(2):
        voting_in_writing.cast(motion, actor=own(voter(written, number)), choice="for")
    assert written.ends_at is not None
    clock.step_to(written.ends_at)
    motion = voting_in_writing.take(motion, actor=secretary)
    assert (motion.quorum_ok, motion.carried) == (False, False)


def test_a_written_vote_can_be_counted_once_all_have_voted(written: Meeting) -> None:
    secretary, item = secretary_of(written), first_item(written)
    one = voter(written, 4)
    conflicts.state_conflict(item, actor=own(one), attendee=one, statement="Служител съм там.")
    motion = voting_in_writing.put_in_writing(item, actor=secretary, text="Приема плана.")
    with pytest.raises(Refused):
        voting_in_writing.cast(motion, actor=own(one), choice="for")
    for number in range(4):
        voting_in_writing.cast(motion, actor=own(voter(written, number)), choice="for")
    assert voting_in_writing.take(motion, actor=secretary).carried


def test_a_text_put_in_writing_can_be_taken_back(written: Meeting) -> None:
    secretary = secretary_of(written)
    motion = voting_in_writing.put_in_writing(
        first_item(written), actor=secretary, text="Приема плана."
    )
    voting_in_writing.withdraw(motion, actor=secretary)
    with pytest.raises(Refused):
        voting_in_writing.cast(motion, actor=own(voter(written, 0)), choice="for")
    closing.close(written, actor=secretary)
