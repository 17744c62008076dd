"""A body holds meetings by its own rules; its roll is its members and their substitutes."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from forums.bodies import seating
from prestizh.ledger import clock
from prestizh.meetings import hosts
from prestizh.meetings.models import Meeting, MeetingChange
from tests.factories import make_user
from tests.forums.making import make_body, make_clerk, make_member, make_secretary, seat_of

pytestmark = pytest.mark.django_db


def test_the_roll_names_members_and_substitutes_and_no_reserve() -> None:
    body, clerk = make_body(), make_clerk()
    seat = seating.add_seats(body, actor=clerk, category="citizens", number=1, substitutes=True)
    member = make_member(body, seat=seat, name="Ана")
    make_member(body, seat=seat, name="Борис", standing="substitute", stands_for=member)
    make_member(body, name="Вера", standing="reserve")
    roll = hosts.host("body").roll(body.subject)
    assert [(one.name, one.stands_for) for one in roll] == [
        ("Ана", ""),
        ("Борис", f"member:{member.pk}"),
    ]


def test_the_rules_are_those_of_the_body_with_its_seats_that_vote() -> None:
    body, clerk = make_body(quorum=">= 2/3 of seats", notice_days=7), make_clerk()
    seating.add_seats(body, actor=clerk, category="administration", number=1, has_vote=False)
    rules = hosts.host("body").rules(body.subject)
    assert (rules.quorum, rules.notice_days, rules.seats) == (">= 2/3 of seats", 7, 9)


def test_a_host_is_found_by_its_subject_and_knows_its_people() -> None:
    secretary, person = make_secretary(), make_user()
    body = make_body(secretary=secretary)
    make_member(body, person)
    kind, facts = hosts.find_subject(body.subject)
    assert (kind, facts.name, facts.is_public, facts.is_at_work) == ("body", body.name, True, True)
    host = hosts.host(kind)
    assert list(host.kept_by(secretary)) == list(host.sat_in_by(person)) == [body.subject]
    assert not host.kept_by(person)
    assert not host.sat_in_by(AnonymousUser())


def test_the_database_holds_the_steps() -> None:
    body, clerk = make_body(), make_clerk()
    assert seat_of(body)
    meeting: Meeting = Meeting.objects.create(
        host_kind="body",
        subject=body.subject,
        starts_at=clock.now(),
        planned_by=clerk,
        planned_at=clock.now(),
    )
    for act in (
        lambda: Meeting.objects.filter(pk=meeting.pk).update(stage="convened"),
        lambda: Meeting.objects.filter(pk=meeting.pk).delete(),
        lambda: MeetingChange.objects.create(
            meeting=meeting,
            source="planned",
            target="opened",
            step="open",
            actor=clerk,
            at=clock.now(),
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
