"""How a membership ends: each lawful ground, and who takes the seat that became free."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from forums.bodies import duties, founding, seating, succeeding
from forums.bodies.leaving import NOT_CHOSEN
from forums.bodies.models import Body, Membership, Release, Standing
from prestizh.ledger import clock as portal_clock
from prestizh.ledger.record import entries
from prestizh.meetings import hosts
from prestizh.refusal import Refused
from prestizh.terms import add_months, sofia_day
from tests.factories import make_organisation, make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_clerk, make_member, make_secretary, seat_of

pytestmark = pytest.mark.django_db

# Both ask for facts, which have tests of their own here and with the absences.
CONDITIONED = {Release.MANDATE, Release.ABSENCES}


def today() -> date:
    return sofia_day(portal_clock.now())


def full_seat(**facts: Any) -> tuple[Body, Membership, Membership]:
    """A body with one seat of citizens, the member in it and their substitute."""
    body = make_body(secretary=make_secretary(), **facts)
    seat = seating.add_seats(
        body, actor=make_clerk(), category="citizens", number=1, substitutes=True
    )
    member = make_member(body, seat=seat, name="Ана")
    substitute = make_member(
        body, seat=seat, name="Борис", standing="substitute", stands_for=member
    )
    return body, member, substitute


@pytest.mark.parametrize("ground", sorted(set(Release) - CONDITIONED - NOT_CHOSEN))
def test_a_member_is_released_on_each_lawful_ground(ground: Release) -> None:
    member = make_member(make_body())
    released = seating.release(member, actor=make_clerk(), ground=ground, note="писмо № 1")
    assert (released.release, released.ended_on) == (ground, today())
    shown = entries(member.body.subject).filter(kind="member.released").get().shown()
    assert (shown["ground"], "note" in shown) == (ground, False)


@pytest.mark.parametrize("ground", ["", "gone", *sorted(NOT_CHOSEN)])
def test_what_is_no_ground_of_a_release_is_refused(ground: str) -> None:
    with pytest.raises(Refused) as refused:
        seating.release(make_member(make_body()), actor=make_clerk(), ground=ground, note="")
    assert refused.value.obstacles[0].field == "ground"


@pytest.mark.parametrize("days", [-1, 1])
def test_a_release_lies_between_the_appointment_and_today(days: int) -> None:
    with pytest.raises(Refused) as refused:
        seating.release(
            make_member(make_body()),
            actor=make_clerk(),
            ground="own_wish",
            note="",
            on=today() + timedelta(days=days),
        )
    assert refused.value.obstacles[0].field == "on"


def test_the_end_of_the_mandate_is_a_ground_from_its_last_day_on(clock: Clock) -> None:
    body, clerk = make_body(), make_clerk()
    with pytest.raises(Refused):
        seating.release(make_member(body), actor=clerk, ground="mandate", note="")
    member = make_member(body, until=today() + timedelta(days=10))
    clock.step(timedelta(days=9))
    with pytest.raises(Refused) as refused:
        seating.release(member, actor=clerk, ground="mandate", note="")
    assert refused.value.obstacles[0].field == "on"
    clock.step(timedelta(days=1))
    assert seating.release(member, actor=clerk, ground="mandate", note="").release == "mandate"


def test_with_the_body_every_membership_ends_on_that_ground() -> None:
    body, member, substitute = full_seat()
    founding.end(body, actor=make_clerk(), reason="Решение № 300")
    for one in (member, substitute):
        one.refresh_from_db()
        assert (one.release, one.ended_on) == ("body_ended", today())


def test_a_substitute_moves_up_into_the_seat_of_who_left_by_an_act() -> None:
    body, member, substitute = full_seat()
    clerk = make_clerk()
    with pytest.raises(Refused, match="Ана"):
        succeeding.move_up(substitute, actor=clerk, act="Заповед № 20", on=today())
    seating.release(member, actor=clerk, ground="own_wish", note="")
    fresh = succeeding.move_up(substitute, actor=clerk, act="Заповед № 20", on=today())
    substitute.refresh_from_db()
    assert (substitute.release, substitute.ended_on) == ("moved_up", today())
    assert (fresh.standing, fresh.user, fresh.seat) == (
        Standing.TITULAR,
        substitute.user,
        member.seat,
    )
    assert fresh.appointing_act == "Заповед № 20"
    assert [one.name for one in hosts.host("body").roll(body.subject)] == ["Борис"]
    kinds = entries(body.subject).order_by("-pk").values_list("kind", flat=True)[:2]
    assert list(kinds) == ["member.appointed", "member.released"]


def test_a_reserve_member_moves_up_with_organisation_and_interest_once_a_seat_is_free() -> None:
    body, clerk = make_body(), make_clerk()
    members = [make_member(body) for _number in range(9)]
    organisation = make_organisation()
    reserve = make_member(
        body, standing="reserve", organisation=organisation, interest="Младите хора"
    )
    with pytest.raises(Refused) as refused:
        succeeding.move_up(reserve, actor=clerk, act="Заповед № 20", on=today())
    assert refused.value.obstacles[0].field == "seat"
    reserve.refresh_from_db()
    assert reserve.ended_on is None
    seating.release(members[0], actor=clerk, ground="left", note="")
    fresh = succeeding.move_up(reserve, actor=clerk, act="Заповед № 20", on=today())
    assert (fresh.organisation, fresh.interest) == (organisation, "Младите хора")


def test_who_moves_up_sits_until_the_end_of_the_own_mandate() -> None:
    ends = add_months(today(), 12)
    _body, member, substitute = full_seat(
        mandate_months=36, within_council_mandate=True, council_mandate_ends_on=ends
    )
    seating.release(member, actor=make_clerk(), ground="death", note="")
    fresh = succeeding.move_up(substitute, actor=make_clerk(), act="Заповед № 2", on=today())
    assert (substitute.mandate_ends_on, fresh.mandate_ends_on) == (ends, ends)


def test_once_the_councils_end_is_known_or_comes_sooner_nobody_sits_longer() -> None:
    body, clerk = make_body(mandate_months=36, within_council_mandate=False), make_clerk()
    soon, late = make_member(body, until=today() + timedelta(days=9)), make_member(body)
    ends = add_months(today(), 12)
    facts = {"within_council_mandate": True, "council_mandate_ends_on": ends}
    founding.revise(body, actor=clerk, **facts)
    for one in (soon, late):
        one.refresh_from_db()
    assert soon.mandate_ends_on == today() + timedelta(days=9)
    assert late.mandate_ends_on == ends
    shown = entries(body.subject).filter(kind="member.mandates_shortened").get().shown()
    assert (shown["members"], shown["mandate_ends_on"]) == (str(late.pk), ends.isoformat())
    # Nobody's mandate grows by itself.
    founding.revise(body, actor=clerk, council_mandate_ends_on=add_months(today(), 24))
    late.refresh_from_db()
    assert late.mandate_ends_on == ends


def test_nobody_else_moves_up_and_not_without_an_act_or_before_the_appointment() -> None:
    body, member, substitute = full_seat()
    clerk, day = make_clerk(), today()
    seating.release(member, actor=clerk, ground="own_wish", note="")
    for one in (make_member(body), member):
        with pytest.raises(Refused):
            succeeding.move_up(one, actor=clerk, act="Заповед № 2", on=day)
    for act, on in ((" ", day), ("Заповед № 2", day - timedelta(days=1))):
        with pytest.raises(Refused):
            succeeding.move_up(substitute, actor=clerk, act=act, on=on)
    with pytest.raises(Refused):
        succeeding.move_up(substitute, actor=make_user(), act="Заповед № 2", on=day)
    substitute.refresh_from_db()
    assert substitute.ended_on is None


def test_the_database_keeps_what_ended_and_in_which_seat_it_was() -> None:
    body, member, substitute = full_seat()
    clerk = make_clerk()
    rows = Membership.objects.filter(pk=substitute.pk)
    seating.release(member, actor=clerk, ground="own_wish", note="")
    wrong: list[tuple[int, dict[str, Any]]] = [
        (member.pk, {"ended_on": None, "release": ""}),
        (member.pk, {"release": "breach"}),
        (substitute.pk, {"standing": "titular", "stands_for": None}),
        (substitute.pk, {"seat": seat_of(body)}),
        (substitute.pk, {"ended_on": today() - timedelta(days=9), "release": "left"}),
    ]
    for pk, fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.filter(pk=pk).update(**fields)
    assert rows.get().ended_on is None


def test_the_desk_lists_a_substitute_whose_member_left_and_seats_them(client: Client) -> None:
    body, member, substitute = full_seat()
    secretary = body.secretaries.get().user
    seating.release(member, actor=secretary, ground="own_wish", note="")
    assert duties.duties_of(secretary, today()).orphaned == [substitute]
    client.force_login(secretary)
    page = reverse("bodies:desk_member", args=[body.public_id, substitute.pk])
    assert page in client.get(reverse("home:desk")).content.decode()
    assert 'name="move_up-act"' in client.get(page).content.decode()
    sent = {"move_up-act": "", "move_up-on": today().isoformat(), "act_of_form": "move_up"}
    assert client.post(page, sent).status_code == 422
    assert client.post(page, {**sent, "move_up-act": "Заповед № 9"}).status_code == 302
    assert Membership.objects.current().get(body=body).appointing_act == "Заповед № 9"
    assert not duties.duties_of(secretary, today())
