"""Where an organisation sits, absences are its seat's: sending somebody else begins nothing anew."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.bodies import seating
from forums.bodies.absences import absences_of
from forums.bodies.letters import absences_letter
from forums.bodies.models import Body, Membership
from forums.bodies.replacing import predecessors
from prestizh.accounts.models import Organisation
from prestizh.ledger.clock import today
from prestizh.outbox.models import Message
from tests.factories import make_organisation, make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_clerk, make_member, seat_of
from tests.forums.test_absences import STAYS_AWAY, council, counted, hold, told
from tests.meetings.making import keeper

pytestmark = pytest.mark.django_db


def sent(body: Body, organisation: Organisation | None = None, **facts: object) -> Membership:
    """Somebody called „Член 5“, whom the tests of absences let stay away, sent by an organisation."""
    user = make_user(display_name=STAYS_AWAY)
    return make_member(body, user, organisation=organisation, **facts)


def seated(clock: Clock, **facts: object) -> tuple[Body, Membership]:
    """A council in which an organisation has the seat of „Член 5“."""
    body = council()
    first = Membership.objects.get(body=body, name=STAYS_AWAY)
    seating.release(first, actor=make_clerk(), ground="own_wish", note="")
    clock.step(timedelta(days=1))
    return body, sent(body, **{"organisation": make_organisation(), **facts})  # type: ignore[arg-type]


def replace(body: Body, member: Membership, ground: str = "recalled") -> Membership:
    """The organisation sends somebody else into its seat."""
    seating.release(member, actor=make_clerk(), ground=ground, note="")
    return sent(body, member.organisation, organisation_name=member.organisation_name)


@pytest.mark.parametrize("ground", ["recalled", "left", "own_wish", "incapacity"])
def test_whom_an_organisation_sends_instead_goes_on_from_its_number(
    clock: Clock, ground: str
) -> None:
    body, member = seated(clock)
    assert [counted(hold(clock, body)) for _number in range(2)] == [1, 2]
    fresh = replace(body, member, ground)
    found = absences_of(fresh)
    assert found is not None
    assert (found.number, found.is_near, found.is_due) == (2, True, False)
    assert counted(hold(clock, body)) == 3
    found = absences_of(fresh)
    assert found is not None
    assert found.is_due
    assert [number for number, _who in told()] == [2, 3]
    released = seating.release(fresh, actor=keeper(body), ground="absences", note="")
    assert released.release == "absences"


def test_an_organisation_that_stands_by_its_name_alone_is_the_same_one(clock: Clock) -> None:
    body, member = seated(clock, organisation=None, organisation_name="Сдружение „Река“")
    hold(clock, body)
    seating.release(member, actor=make_clerk(), ground="recalled", note="")
    sent(body, organisation_name=" сдружение „Река“ ")
    assert counted(hold(clock, body)) == 2


def test_who_comes_in_the_place_of_another_ends_the_row(clock: Clock) -> None:
    body, member = seated(clock)
    for _number in range(2):
        hold(clock, body)
    fresh = replace(body, member)
    assert counted(hold(clock, body, "present")) == 0
    assert absences_of(fresh) is None
    assert counted(hold(clock, body)) == 1


def test_the_number_goes_on_over_somebody_who_had_no_meeting(clock: Clock) -> None:
    body, member = seated(clock)
    for _number in range(2):
        hold(clock, body)
    clock.step(timedelta(days=1))
    between = replace(body, member)
    clock.step(timedelta(days=1))
    last = replace(body, between)
    assert predecessors([body.subject]) == {between.pk: member.pk, last.pk: between.pk}
    assert counted(hold(clock, body)) == 3


def test_another_organisation_another_seat_or_a_person_begins_anew(clock: Clock) -> None:
    body, member = seated(clock)
    hold(clock, body)
    seating.release(member, actor=make_clerk(), ground="recalled", note="")
    others: list[Callable[[], Membership]] = [
        lambda: sent(body, make_organisation()),
        lambda: sent(body),
        lambda: sent(
            body,
            member.organisation,
            seat=seating.add_seats(body, actor=make_clerk(), category="youth", number=1),
        ),
    ]
    for come in others:
        fresh = come()
        assert absences_of(fresh) is None
        assert counted(hold(clock, body)) == 1
        seating.release(fresh, actor=make_clerk(), ground="own_wish", note="")


def test_after_a_seat_was_lost_or_a_mandate_has_ended_the_count_begins_anew(clock: Clock) -> None:
    body, member = seated(clock, until=today() + timedelta(days=60))
    for _number in range(3):
        hold(clock, body)
    fresh = replace(body, member, "absences")
    assert absences_of(fresh) is None
    assert counted(hold(clock, body)) == 1
    assert predecessors([body.subject]) == {}


def test_with_two_places_each_goes_on_from_one_number_only(clock: Clock) -> None:
    body, member = seated(clock)
    other = make_member(body, make_user(display_name="Двойник"), organisation=member.organisation)
    hold(clock, body)
    for one in (member, other):
        seating.release(one, actor=make_clerk(), ground="recalled", note="")
    fresh = [sent(body, member.organisation), make_member(body, organisation=member.organisation)]
    pairs = predecessors([body.subject])
    assert set(pairs) == {one.pk for one in fresh}
    assert set(pairs.values()) == {member.pk, other.pk}


def test_letter_and_desk_say_that_the_seat_is_counted(clock: Clock, client: Client) -> None:
    body, member = seated(clock)
    hold(clock, body)
    fresh = replace(body, member)
    hold(clock, body)
    letter = absences_letter(Message.objects.get(kind="member.absences"))
    assert letter is not None
    assert member.organisation is not None
    absent = letter.context["absent"]
    assert (absent.number, absent.organisation) == (2, member.organisation.name)
    for name in ("html", "txt"):
        said = " ".join(render_to_string(f"mail/member_absences.{name}", letter.context).split())
        assert f"(представител: {STAYS_AWAY}) отсъства от 2 поредни заседания" in said
    client.force_login(keeper(body))
    page = client.get(reverse("bodies:desk_member", args=[body.public_id, fresh.pk]))
    assert "Брои се мястото на организацията" in page.content.decode()


def test_it_costs_the_same_for_few_and_for_many_who_were_replaced(clock: Clock) -> None:
    costs = []
    for number in (1, 4):
        body, _member = seated(clock)
        for _one in range(number):
            member = make_member(body, seat=seat_of(body), organisation=make_organisation())
            seating.release(member, actor=make_clerk(), ground="recalled", note="")
            make_member(body, seat=seat_of(body), organisation=member.organisation)
        with CaptureQueriesContext(connection) as asked:
            predecessors([body.subject])
        costs.append(len(asked))
    assert costs == [1, 1]
