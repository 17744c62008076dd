"""The reserve is taken in the published order; who is passed over is told why, and so is everybody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from forums.bodies import seating, succeeding
from forums.bodies.models import Membership, Standing
from forums.calls import appointing, deciding, selecting
from forums.calls.letters import write_to_applicant
from forums.calls.models import Application, Call, PassedOver
from prestizh.accounts.models import User
from prestizh.ledger.clock import today
from prestizh.ledger.record import entries
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.cast import come_in
from tests.fixtures_clock import Clock
from tests.forums.calls.making import again, give, make_selecting
from tests.forums.direct.making import EGN
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db

REASON = "Отказа мястото с писмо № 12."
ACT = "Заповед № 30"


@pytest.fixture
def clerk() -> User:
    return make_clerk()


def make_reserved(
    clerk: User, clock: Clock, points: tuple[int, ...] = (9, 8, 7, 6, 5)
) -> tuple[Call, list[Application]]:
    """A final result: two selected, the others on the reserve list, nobody appointed."""
    call, sent = make_selecting(clerk, clock, len(points))
    give(call, clerk, {row: (given, 4) for row, given in zip(sent, points, strict=True)})
    for number, row in enumerate(sent):
        decision = "selected" if number < 2 else "reserve"
        selecting.judge(row, actor=clerk, decision=decision, reasons="Мотиви")
    deciding.decide(call, actor=clerk)
    call = again(call)
    assert call.objections_close_at is not None
    clock.step_to(call.objections_close_at + timedelta(hours=10))
    deciding.finish(call, actor=clerk)
    return again(call), sent


def appoint(row: Application, clerk: User, reason: str = "") -> Membership:
    return appointing.appoint(row, actor=clerk, act=ACT, on=today(), passing_over=reason)


def seat(row: Application, clerk: User, reason: str = "") -> Membership:
    """The reserve member of this application takes a free seat."""
    member = Application.objects.get(pk=row.pk).membership
    assert member is not None
    return succeeding.move_up(member, actor=clerk, act=ACT, on=today(), passing_over=reason)


def make_free_seats(call: Call, sent: list[Application], clerk: User) -> list[Membership]:
    """All are appointed as published, and the seats of the body are free but for one."""
    members = [appoint(row, clerk) for row in sent]
    seating.release(members[0], actor=clerk, ground="own_wish", note="")
    return members


def test_the_first_of_the_reserve_takes_the_seat_without_a_word(clerk: User, clock: Clock) -> None:
    call, sent = make_reserved(clerk, clock)
    make_free_seats(call, sent, clerk)
    assert seat(sent[2], clerk).standing == Standing.TITULAR
    assert seat(sent[3], clerk).standing == Standing.TITULAR
    assert not PassedOver.objects.exists()


def test_nobody_takes_a_seat_before_the_first_without_a_reason(clerk: User, clock: Clock) -> None:
    call, sent = make_reserved(clerk, clock)
    make_free_seats(call, sent, clerk)
    with translation.override("bg"), pytest.raises(Refused) as refused:
        seat(sent[4], clerk)
    [obstacle] = refused.value.obstacles
    assert obstacle.field == "passing_over"
    for row in sent[2:4]:
        assert f"№ {row.reference}, {row.applies_as}" in str(obstacle.sentence)
    assert f"№ {sent[1].reference}" not in str(obstacle.sentence)
    for bad in ("  ", f"лице {EGN}"):
        with pytest.raises(Refused) as refused:
            seat(sent[4], clerk, bad)
        assert [one.field for one in refused.value.obstacles] == ["passing_over"]
    assert not PassedOver.objects.exists()


def test_a_reason_is_recorded_published_and_told_to_who_is_passed_over(
    clerk: User, clock: Clock
) -> None:
    call, sent = make_reserved(clerk, clock)
    make_free_seats(call, sent, clerk)
    seat(sent[3], clerk, f" {REASON} ")
    made = PassedOver.objects.get()
    assert (made.application, made.taken, made.reason) == (sent[2], sent[3], REASON)
    said = entries(call.body.subject).get(kind="application.passed_over").shown()
    assert (said["reference"], said["taken"], said["reason"]) == (
        sent[2].reference,
        sent[3].reference,
        REASON,
    )
    page = Client().get(call.get_absolute_url()).content.decode()
    assert REASON in page
    assert f"Вместо него е взето № {sent[3].reference}" in page
    shown = Client().get(reverse("calls:data", args=[call.public_id])).json()["result"]
    [line] = [one for one in shown if one["passed_over"]]
    assert (line["number"], line["passed_over"][0]["reason"]) == (sent[2].reference, REASON)
    message = Message.objects.get(kind="application.passed_over")
    letter = write_to_applicant(message)
    assert message.user == sent[2].applicant
    assert letter is not None
    assert REASON in letter.context["words"].paragraphs


def test_who_stays_on_the_reserve_is_first_again_the_next_time(clerk: User, clock: Clock) -> None:
    call, sent = make_reserved(clerk, clock)
    members = make_free_seats(call, sent, clerk)
    seat(sent[3], clerk, REASON)
    seating.release(members[1], actor=clerk, ground="left", note="")
    with pytest.raises(Refused):
        seat(sent[4], clerk)
    seat(sent[2], clerk)
    seat(sent[4], clerk)


def test_who_left_the_reserve_comes_before_nobody(clerk: User, clock: Clock) -> None:
    call, sent = make_reserved(clerk, clock)
    members = make_free_seats(call, sent, clerk)
    seating.release(members[2], actor=clerk, ground="own_wish", note="писмо № 12")
    seat(sent[3], clerk)
    assert not PassedOver.objects.exists()


def test_who_was_selected_and_is_not_appointed_yet_comes_first(clerk: User, clock: Clock) -> None:
    _call, sent = make_reserved(clerk, clock)
    for row in (sent[0], sent[2]):
        appoint(row, clerk)
    with translation.override("bg"), pytest.raises(Refused, match=str(sent[1].reference)):
        seat(sent[2], clerk)
    seat(sent[2], clerk, REASON)
    assert PassedOver.objects.get().application == sent[1]


def test_the_reserve_list_is_filled_in_its_order_or_with_a_reason_said_once(
    clerk: User, clock: Clock
) -> None:
    _call, sent = make_reserved(clerk, clock)
    appoint(sent[0], clerk)
    with pytest.raises(Refused) as refused:
        appoint(sent[3], clerk)
    assert [one.field for one in refused.value.obstacles] == ["passing_over"]
    appoint(sent[3], clerk, REASON)
    # Why the third stays away is said; the second selected one is still asked for.
    with pytest.raises(Refused, match=str(sent[1].reference)):
        seat(sent[3], clerk)
    appoint(sent[1], clerk)
    appoint(sent[4], clerk)
    seat(sent[3], clerk)
    assert PassedOver.objects.count() == 1


def test_of_equal_points_either_may_be_taken(clerk: User, clock: Clock) -> None:
    call, sent = make_reserved(clerk, clock, (9, 8, 7, 7))
    for row in (sent[0], sent[1], sent[3], sent[2]):
        appoint(row, clerk)
    assert call.body.memberships.current().count() == 4
    seat(sent[3], clerk)
    assert not PassedOver.objects.exists()


def test_control_what_was_said_of_who_was_passed_over_stands(clerk: User, clock: Clock) -> None:
    call, sent = make_reserved(clerk, clock)
    make_free_seats(call, sent, clerk)
    seat(sent[3], clerk, REASON)
    rows = PassedOver.objects.all()
    changes: list[Callable[[], object]] = [
        lambda: rows.update(reason="Друго"),
        rows.delete,
        write_without_a_reason,
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def write_without_a_reason() -> None:
    """The same row, but for its reason."""
    known = PassedOver.objects.get()
    PassedOver.objects.create(
        application=known.application, taken=known.taken, reason="", by=known.by, at=known.at
    )


def test_both_desks_ask_for_the_reason_and_lose_nothing_that_was_typed(
    clerk: User, clock: Clock
) -> None:
    call, sent = make_reserved(clerk, clock)
    desk = come_in(Client(), clerk)
    address = reverse("calls:desk_appoint", args=[call.public_id, sent[3].public_id])
    assert sent[2].applies_as in desk.get(address).context["form"].fields["passing_over"].help_text
    typed = {"act": ACT, "on": today().isoformat(), "passing_over": ""}
    refused = desk.post(address, typed)
    assert refused.status_code == 422
    assert refused.context["form"].errors["passing_over"]
    assert refused.context["form"]["act"].value() == ACT
    assert desk.post(address, {**typed, "passing_over": REASON}).status_code == 302
    first = reverse("calls:desk_appoint", args=[call.public_id, sent[0].public_id])
    assert "passing_over" not in desk.get(first).context["form"].fields
    for row in sent[:3]:
        appoint(row, clerk)
    member = Application.objects.get(pk=sent[3].pk).membership
    assert member is not None
    page = reverse("bodies:desk_member", args=[call.body.public_id, member.pk])
    sent_form = {"act_of_form": "move_up", "move_up-act": ACT, "move_up-on": today().isoformat()}
    refused = desk.post(page, sent_form)
    assert refused.status_code == 422
    assert refused.context["move_up"].errors["passing_over"]
    assert desk.post(page, {**sent_form, "move_up-passing_over": REASON}).status_code == 302
    assert PassedOver.objects.filter(application=sent[2]).count() == 2
