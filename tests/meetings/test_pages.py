"""What everybody reads of a meeting, what its members do on their own page, what is mailed."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from prestizh.documents.keeping import keep
from prestizh.meetings import (
    agenda,
    attending,
    closing,
    conflicts,
    convening,
    deciding,
    opening,
    planning,
    reminding,
    voting,
    voting_in_writing,
)
from prestizh.meetings.models import Attendee, Ballot, Meeting
from prestizh.outbox.delivery import deliver_due
from prestizh.outbox.models import Message
from tests.counting import queries_of
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.meetings.making import (
    attendees,
    come,
    first_item,
    in_days,
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


def words(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def entries_of(client: Client, url: str) -> list[Event]:
    calendar = Calendar.from_ical(client.get(url).content.decode())
    assert isinstance(calendar, Calendar)
    return calendar.events


def test_a_planned_meeting_is_nowhere(client: Client) -> None:
    meeting = make_planned(title="Тайно заседание")
    assert client.get(address("page", meeting)).status_code == 404
    assert client.get(address("calendar", meeting)).status_code == 404
    for url in (reverse("meetings:list"), reverse("meetings:feed", args=[meeting.subject])):
        assert "Тайно заседание" not in words(client, url)


def test_the_page_says_when_where_what_about_and_how_to_attend(client: Client) -> None:
    meeting = make_convened(how_to_attend="Влезте от задния вход.")
    shown = words(client, address("page", meeting))
    for part in ("План за младежта", "И. Петров", "Зала 1", "Влезте от задния вход."):
        assert part in shown
    assert "Член 1" not in shown
    assert meeting.get_absolute_url() in words(client, reverse("meetings:list"))


def test_afterwards_the_page_says_who_came_how_they_voted_and_what_was_decided(
    client: Client, clock: Clock
) -> None:
    meeting = make_open(clock, present=4)
    secretary, item, roll = secretary_of(meeting), first_item(meeting), attendees(meeting)
    attending.add_guest(meeting, actor=secretary, name="Явен Гост", may_be_named=True)
    attending.add_guest(meeting, actor=secretary, name="Скрит Гост")
    conflicts.state_conflict(item, actor=secretary, attendee=roll[3], statement="Наемател е.")
    choices = {one.pk: "for" for one in roll[:3]}
    motion = voting.vote_by_name(item, actor=secretary, text="Приема плана.", choices=choices)
    deciding.decide(item, actor=secretary, kind="decision", text="Приема плана.", motion=motion)
    deciding.hold_otherwise(item, actor=secretary, attendee=roll[1], text="Недостатъчно е.")
    closing.close(meeting, actor=secretary)
    shown = words(client, address("page", meeting))
    for part in ("Член 4", "Член 5", "Явен Гост", "Приема плана.", "Недостатъчно е."):
        assert part in shown
    assert "Скрит Гост" not in shown
    assert "Наемател" not in shown


def test_what_was_heard_behind_closed_doors_is_not_told(client: Client, clock: Clock) -> None:
    body = make_sitting_body()
    meeting = make_planned(body)
    secretary = secretary_of(meeting)
    agenda.revise_item(first_item(meeting), actor=secretary, is_closed=True)
    convening.convene(meeting, actor=secretary)
    clock.step_to(meeting.starts_at)
    meeting = make_sessions(meeting)
    item = first_item(meeting)
    voting.vote_counted(
        item,
        actor=secretary,
        text="Тайна на Иван.",
        method="secret",
        votes_for=4,
        votes_against=0,
        votes_abstain=0,
    )
    deciding.decide(item, actor=secretary, kind="opinion", text="И тя е тайна.")
    closing.close(meeting, actor=secretary)
    record = words(client, reverse("ledger:chain", args=[meeting.subject]))
    shown = words(client, address("page", meeting))
    for part in ("Тайна на Иван.", "И тя е тайна."):
        assert part not in shown
        assert part not in record
    client.force_login(own(attendees(meeting)[0]))
    assert "Тайна на Иван." in words(client, address("mine", meeting))


def make_sessions(meeting: Meeting) -> Meeting:
    come(meeting, 4)
    return opening.open_meeting(meeting, actor=secretary_of(meeting))


def test_private_papers_are_for_the_members_alone(client: Client) -> None:
    meeting = make_planned()
    secretary = secretary_of(meeting)
    papers = [
        agenda.attach(
            meeting,
            actor=secretary,
            document=keep(text.encode(), name=f"{name}.txt", actor=secretary),
            title=name,
            item=first_item(meeting),
            is_private=name == "поверително",
        )
        for name, text in (("доклад", "Report"), ("поверително", "Secret"))
    ]
    convening.convene(meeting, actor=secretary)
    public, private = (address("paper", meeting, paper.pk) for paper in papers)
    assert client.get(public).content == b"Report"
    assert client.get(private).status_code == 404
    assert client.get(papers[1].document.get_absolute_url()).status_code == 404
    assert "поверително" not in words(client, address("page", meeting))
    client.force_login(make_user())
    assert client.get(private).status_code == 404
    client.force_login(own(attendees(meeting)[0]))
    assert client.get(private).content == b"Secret"
    assert "поверително" in words(client, address("mine", meeting))


def test_a_member_replies_from_their_page(client: Client) -> None:
    meeting = make_convened()
    one = attendees(meeting)[0]
    client.force_login(own(one))
    assert client.post(address("reply", meeting), {"note": "Закъснявам."}).status_code == 422
    data = {"answer": "coming", "note": "Закъснявам."}
    assert client.post(address("reply", meeting), data).status_code == 302
    one.refresh_from_db()
    assert (one.reply, one.reply_note) == ("coming", "Закъснявам.")


def test_a_member_gives_a_proxy_from_their_page_to_a_member_only(client: Client) -> None:
    meeting = make_convened(make_sitting_body(proxies=True))
    stranger = attendees(make_convened())[0]
    one, other = attendees(meeting)[:2]
    client.force_login(own(one))
    assert client.post(address("proxy", meeting), {"holder": stranger.pk}).status_code == 422
    assert client.post(address("proxy", meeting), {"holder": other.pk}).status_code == 302
    assert Attendee.objects.get(pk=one.pk).proxy == other


def test_a_member_votes_in_writing_from_their_page(client: Client, clock: Clock) -> None:
    meeting = make_open(clock, mode="written", ends_at=in_days(23))
    motion = voting_in_writing.put_in_writing(
        first_item(meeting), actor=secretary_of(meeting), text="Приема плана."
    )
    client.force_login(own(attendees(meeting)[0]))
    assert 'name="choice"' in words(client, address("mine", meeting))
    client.post(address("cast", meeting, motion.pk), {"choice": "for"})
    client.post(address("cast", meeting, motion.pk), {"choice": "against"})
    assert Ballot.objects.get().choice == "for"
    assert 'name="choice"' not in words(client, address("mine", meeting))


def test_a_member_states_a_conflict_and_a_separate_opinion(client: Client, clock: Clock) -> None:
    meeting = make_open(clock)
    item = first_item(meeting)
    client.force_login(own(attendees(meeting)[0]))
    data: dict[str, object] = {"item": item.pk}
    for name, field in (("own_conflict", "statement"), ("own_opinion", "text")):
        assert client.post(address(name, meeting), data).status_code == 422
        assert client.post(address(name, meeting), {**data, field: "Така е."}).status_code == 302
    assert item.conflicts.count() == item.separate_opinions.count() == 1


def test_the_calendars_hold_the_meeting_and_say_when_it_is_called_off(client: Client) -> None:
    meeting = make_convened(mode="hybrid", link="https://meet.example.bg/тайна")
    events = [
        entries_of(client, url)
        for url in (address("calendar", meeting), reverse("meetings:feed", args=[meeting.subject]))
    ]
    assert [found[0].DTSTART for found in events] == [meeting.starts_at] * 2
    assert "meet.example.bg" not in str(events)
    planning.cancel(meeting, actor=secretary_of(meeting), reason="Грип.")
    assert entries_of(client, address("calendar", meeting))[0]["STATUS"] == "CANCELLED"


def test_the_invitation_brings_the_agenda_the_way_to_reply_and_an_entry_for_calendars() -> None:
    meeting = make_convened(mode="hybrid", link="https://meet.example.bg/a")
    deliver_due()
    letter = next(one for one in mail.outbox if own(attendees(meeting)[0]).email in one.to)
    assert "План за младежта" in letter.body
    assert address("mine", meeting) in letter.body
    name, content, _kind = letter.attachments[0]
    assert name == "meeting.ics"
    calendar = Calendar.from_ical(str(content))
    assert isinstance(calendar, Calendar)
    assert "https://meet.example.bg/a" in str(calendar.events[0]["DESCRIPTION"])


def test_who_comes_is_reminded_and_who_does_not_is_left_alone(clock: Clock) -> None:
    meeting = make_convened()
    one = attendees(meeting)[0]
    attending.reply(one, actor=own(one), answer="not_coming")
    clock.step_to(meeting.starts_at - timedelta(days=1))
    for _tick in range(2):
        reminding.remind()
    assert Message.objects.filter(kind="meeting.soon").count() == 4
    deliver_due()
    assert len([one for one in mail.outbox if "meeting.ics" not in str(one.attachments)]) == 4


def test_the_planner_is_told_when_the_last_lawful_day_for_the_notice_is_near(clock: Clock) -> None:
    meeting = make_planned()
    reminding.remind()
    assert not Message.objects.exists()
    clock.step_to(meeting.starts_at - timedelta(days=9))
    reminding.remind()
    message = Message.objects.get(kind="meeting.notice_due")
    assert message.user == secretary_of(meeting)


def test_the_list_costs_the_same_with_many(client: Client) -> None:
    client.force_login(make_user())
    make_convened()
    url = f"{reverse('meetings:list')}?page=1"
    one = queries_of(client, url)
    body = make_sitting_body()
    for _number in range(20):
        make_convened(body)
    assert queries_of(client, url) == one
