"""A secretary at the desk: plans, sends the notice, leads the meeting; nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from forums.bodies.models import Body
from prestizh.meetings import attending, voting_in_writing
from prestizh.meetings.minuting import write_notes
from prestizh.meetings.models import Attendee, Decision, Meeting, Motion
from tests.counting import queries_of
from tests.fixtures_clock import Clock
from tests.forums.making import make_secretary
from tests.meetings.making import (
    attendees,
    come,
    first_item,
    in_days,
    keeper,
    make_convened,
    make_open,
    make_planned,
    make_sitting_body,
    own,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def address(name: str, meeting: Meeting, *more: object) -> str:
    return reverse(f"meetings:{name}", args=[meeting.public_id, *more])


def at_desk(client: Client, meeting: Meeting) -> Client:
    client.force_login(secretary_of(meeting))
    return client


def test_a_meeting_is_planned_and_convened_at_the_desk(client: Client) -> None:
    body = make_sitting_body()
    client.force_login(keeper(body))
    assert client.get(reverse("meetings:desk")).status_code == 200
    plan = reverse("meetings:plan", args=[body.subject])
    data = {
        "kind": "regular",
        "mode": "in_person",
        "starts_at": in_days(20).strftime("%Y-%m-%dT%H:%M"),
        "place": "Зала 1",
    }
    assert client.post(plan, {**data, "starts_at": "вчера"}).status_code == 422
    assert client.post(plan, data).status_code == 302
    meeting = Meeting.objects.get()
    gate = address("convene", meeting)
    assert client.post(gate).status_code == 422
    items = address("agenda", meeting)
    assert client.post(items, {"speaker": "Без заглавие"}).status_code == 422
    for title in ("Бюджет", "План"):
        client.post(items, {"title": title})
    client.post(address("item_up", meeting, 2))
    client.post(address("item", meeting, 2), {"title": "Бюджет 2027"})
    client.post(items, {"title": "Излишно"})
    client.post(address("item_remove", meeting, 3))
    assert list(meeting.items.values_list("title", flat=True)) == ["План", "Бюджет 2027"]
    paper = SimpleUploadedFile("доклад.txt", "Доклад".encode())
    client.post(address("attach", meeting), {"file": paper, "is_private": "on"})
    assert meeting.papers.get().is_private
    assert client.post(gate).status_code == 302
    meeting.refresh_from_db()
    assert meeting.stage == "convened"


def test_too_short_a_notice_is_refused_with_the_last_lawful_day(client: Client) -> None:
    meeting = make_planned(days=3)
    answer = at_desk(client, meeting).post(address("convene", meeting))
    assert answer.status_code == 422
    assert "ЗЗД" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.stage == "planned"


def test_a_refused_paper_leaves_the_form_of_items_its_own_address(client: Client) -> None:
    meeting = make_planned()
    answer = at_desk(client, meeting).post(address("attach", meeting), {"title": "Без файл"})
    assert answer.status_code == 422
    for name in ("agenda", "attach"):
        assert f'action="{address(name, meeting)}"' in answer.content.decode()


def test_another_bodys_secretary_finds_nothing(client: Client) -> None:
    meeting = make_convened()
    client.force_login(make_secretary())
    for name in ("desk_page", "live", "agenda", "cancel"):
        assert client.get(address(name, meeting)).status_code == 404


def test_a_meeting_is_called_off_and_planned_anew(client: Client) -> None:
    meeting = make_convened()
    desk = at_desk(client, meeting)
    form = address("cancel", meeting)
    assert desk.post(form, {"reason": ""}).status_code == 422
    again = in_days(30).strftime("%Y-%m-%dT%H:%M")
    desk.post(form, {"reason": "Грип.", "starts_at": again})
    meeting.refresh_from_db()
    assert meeting.stage == "cancelled"
    assert Meeting.objects.get(instead_of=meeting).items.count() == 2


def test_a_whole_meeting_is_led_from_the_tablet(client: Client, clock: Clock) -> None:
    meeting = make_convened(make_sitting_body(proxies=True))
    desk, roll = at_desk(client, meeting), attendees(meeting)
    clock.step_to(meeting.starts_at)
    desk.post(address("presence", meeting, roll[0].pk), {"presence": "present"})
    desk.post(address("open", meeting))
    meeting.refresh_from_db()
    assert meeting.stage == "convened"
    desk.post(address("presence", meeting, roll[1].pk), {"presence": "online"})
    desk.post(address("proxy_of", meeting, roll[2].pk), {"holder": roll[0].pk})
    assert "необходими са 3" in desk.get(address("live", meeting)).content.decode()
    desk.post(address("guest", meeting), {"guest_name": "Гост", "represents": "Училище"})
    desk.post(address("open", meeting))
    item = address("live_item", meeting, 1)
    desk.post(f"{item}notes/", {"notes": "Докладва Петров.", "version": 0})
    count = {
        "text": "Приема плана.",
        "majority": meeting.majority,
        "method": "open",
        "votes_for": 3,
        "votes_against": 0,
        "votes_abstain": 0,
    }
    refused = desk.post(f"{item}count/", {**count, "votes_for": 4})
    assert refused.status_code == 422
    assert "Приема плана." in refused.content.decode()
    assert refused.content.decode().count('class="error-summary"') == 1
    assert desk.post(f"{item}count/", count).status_code == 302
    motion = Motion.objects.get()
    decision = {"kind": "decision", "motion": motion.pk, "text": "Приема плана."}
    assert desk.post(f"{item}decide/", {**decision, "text": ""}).status_code == 422
    assert desk.post(f"{item}decide/", decision).status_code == 302
    voters = {f"voter_{roll[0].pk}": "against", f"voter_{roll[2].pk}": "for"}
    by_name = {"text": "И второ.", "majority": meeting.majority, **voters}
    second = address("live_item", meeting, 2)
    assert (
        desk.post(
            f"{second}conflict/", {"attendee": roll[1].pk, "statement": "Наемател е."}
        ).status_code
        == 302
    )
    assert desk.post(f"{second}by-name/", by_name).status_code == 302
    assert (
        desk.post(f"{second}opinion/", {"attendee": roll[0].pk, "text": "Против."}).status_code
        == 302
    )
    desk.post(address("late_item", meeting), {"title": "Нова точка"})
    desk.post(address("close", meeting))
    meeting.refresh_from_db()
    assert (meeting.stage, meeting.items.count()) == ("closed", 3)
    assert Decision.objects.get().motion == motion
    assert Motion.objects.get(text="И второ.").present == 2
    for url in (item, address("live", meeting), address("desk_page", meeting)):
        assert desk.get(url).status_code == 200


def test_two_secretaries_at_once_see_both_texts(client: Client, clock: Clock) -> None:
    meeting = make_open(clock)
    item = first_item(meeting)
    write_notes(item, actor=secretary_of(meeting), notes="Докладва Иванов.", version=0)
    write_notes(item, actor=secretary_of(meeting), notes="Докладва Петров.", version=1)
    url = address("notes", meeting, 1)
    answer = at_desk(client, meeting).post(url, {"notes": "Докладва Николова.", "version": 1})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Докладва Петров." in shown
    assert "Докладва Николова." in shown
    assert 'name="version" value="2"' in shown


def test_a_stranger_is_no_proxy(client: Client) -> None:
    meeting = make_convened(make_sitting_body(proxies=True))
    stranger, giver = attendees(make_convened())[0], attendees(meeting)[0]
    url = address("proxy_of", meeting, giver.pk)
    at_desk(client, meeting).post(url, {"holder": stranger.pk})
    assert Attendee.objects.get(pk=giver.pk).proxy is None


def test_a_meeting_without_quorum_is_closed_from_the_tablet(client: Client, clock: Clock) -> None:
    meeting = make_convened()
    desk = at_desk(client, meeting)
    clock.step_to(meeting.starts_at + timedelta(minutes=30))
    come(meeting, 1)
    assert address("fall", meeting) in desk.get(address("live", meeting)).content.decode()
    desk.post(address("fall", meeting))
    meeting.refresh_from_db()
    assert (meeting.stage, meeting.quorum_met) == ("cancelled", False)


def test_a_written_vote_is_put_and_counted_at_the_desk(client: Client, clock: Clock) -> None:
    meeting = make_open(clock, mode="written", ends_at=in_days(23))
    desk = at_desk(client, meeting)
    item = address("live_item", meeting, 1)
    for text in ("Приема плана.", "Грешка"):
        desk.post(f"{item}put/", {"text": text, "majority": meeting.majority})
    motion, mistake = Motion.objects.all()
    desk.post(address("take", meeting, mistake.pk), {"act": "withdraw"})
    for one in attendees(meeting):
        voting_in_writing.cast(motion, actor=own(one), choice="for")
    desk.post(address("take", meeting, motion.pk), {"act": "take"})
    motion.refresh_from_db()
    assert motion.carried
    desk.post(address("close", meeting))
    meeting.refresh_from_db()
    assert meeting.stage == "closed"


def test_the_live_page_costs_the_same_with_a_long_roll(client: Client, clock: Clock) -> None:
    small, large = (make_convened(make_sitting_body(number, proxies=True)) for number in (2, 9))
    for meeting in (small, large):
        attending.note_presence(
            attendees(meeting)[0], actor=secretary_of(meeting), presence="present"
        )
    costs = set()
    for meeting in (small, large):
        costs.add(queries_of(at_desk(client, meeting), address("live", meeting)))
    assert len(costs) == 1


def test_ones_own_desk_leads_to_what_one_is_invited_to_and_to_what_one_keeps(
    client: Client,
) -> None:
    meeting = make_convened()
    desk = reverse("home:desk")
    for person, name in (
        (own(attendees(meeting)[0]), "mine"),
        (secretary_of(meeting), "desk_page"),
    ):
        client.force_login(person)
        assert address(name, meeting) in client.get(desk).content.decode()
    tab = client.get(reverse("bodies:desk_page", args=[_body_of(meeting).public_id]))
    assert reverse("meetings:desk") in tab.content.decode()


def _body_of(meeting: Meeting) -> Body:
    return Body.objects.get(subject=meeting.subject)
