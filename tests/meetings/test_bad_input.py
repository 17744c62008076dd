"""What people get wrong at meetings, and the sentence that each of them is told, in both languages."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from forums.bodies import seating
from prestizh.meetings import attending, convening
from prestizh.meetings.minuting import write_notes
from prestizh.meetings.models import Attendee, Meeting, Motion
from prestizh.meetings.voting import vote_counted
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_clerk, make_member
from tests.meetings.making import (
    attendees,
    first_item,
    make_convened,
    make_open,
    make_planned,
    make_sitting_body,
    own,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def told(act: Callable[[], object]) -> tuple[str, str]:
    """What somebody is told who does this, in English and in Bulgarian."""
    said = []
    for language in ("en", "bg"):
        with translation.override(language), pytest.raises(Refused) as refused:
            act()
        with translation.override(language):
            said.append(str(refused.value))
    return said[0], said[1]


def test_a_vote_with_more_ballots_than_present(clock: Clock) -> None:
    meeting = make_open(clock, present=4)

    def vote() -> Motion:
        return vote_counted(
            first_item(meeting),
            actor=secretary_of(meeting),
            text="Приема плана.",
            method="secret",
            votes_for=3,
            votes_against=1,
            votes_abstain=1,
        )

    english, bulgarian = told(vote)
    assert english == "5 votes were entered, but only 4 people who may vote are present."
    assert {"5", "4"} <= set(re.findall(r"\d+", bulgarian))
    assert "глас" in bulgarian
    assert not Motion.objects.exists()


def test_a_meeting_with_too_short_a_notice() -> None:
    meeting = make_planned(make_sitting_body(notice_days=5), days=3)
    english, bulgarian = told(lambda: convening.convene(meeting, actor=secretary_of(meeting)))
    assert english.startswith("The rules ask for 5 clear days of notice: for a meeting on ")
    assert "the last lawful day to send it was" in english
    assert "can be held on" in english
    assert "5" in bulgarian
    assert "последният" in bulgarian
    meeting.refresh_from_db()
    assert meeting.stage == "planned"


def test_a_proxy_to_or_from_somebody_who_is_no_member() -> None:
    body = make_sitting_body(proxies=True)
    seat = seating.add_seats(
        body, actor=make_clerk(), category="citizens", number=1, substitutes=True
    )
    member = make_member(body, seat=seat, name="Ана")
    make_member(body, seat=seat, name="Борис", standing="substitute", stands_for=member)
    meeting, elsewhere = make_convened(body), make_convened(make_sitting_body(proxies=True))
    secretary, one = secretary_of(meeting), attendees(meeting)[0]
    stranger = attendees(elsewhere)[0]
    substitute = Attendee.objects.get(meeting=meeting, name="Борис")
    cases: list[tuple[Attendee, Attendee]] = [(one, stranger), (substitute, one)]
    for giver, holder in cases:
        english, bulgarian = told(
            lambda giver=giver, holder=holder: attending.give_proxy(  # type: ignore[misc]
                giver, actor=secretary, holder=holder
            )
        )
        assert english == "Only a member with a vote can be a proxy, and only of another member."
        assert "член" in bulgarian
    # Whoever is on no roll has nobody to give a proxy for.
    with pytest.raises(Refused):
        attending.give_proxy(one, actor=make_user(), holder=attendees(meeting)[1])
    assert not Attendee.objects.exclude(proxy=None).exists()


def test_a_stranger_who_sends_a_proxy_finds_no_such_page(client: Client) -> None:
    meeting = make_convened(make_sitting_body(proxies=True))
    client.force_login(make_user())
    url = reverse("meetings:proxy", args=[meeting.public_id])
    assert client.post(url, {"holder": attendees(meeting)[0].pk}).status_code == 404


def test_two_secretaries_who_minute_the_same_line_at_once(clock: Clock) -> None:
    meeting = make_open(clock)
    item, one, other = first_item(meeting), secretary_of(meeting), make_clerk()
    write_notes(item, actor=one, notes="Докладва Петров.", version=0)
    write_notes(item, actor=one, notes="Докладва Иванов.", version=1)
    english, bulgarian = told(
        lambda: write_notes(item, actor=other, notes="Докладва Николова.", version=1)
    )
    assert english == (
        "Somebody else changed the same lines meanwhile. Their text stands above, yours is still "
        "in the field: join them and save again."
    )
    assert bulgarian != english
    item.refresh_from_db()
    assert item.notes == "Докладва Иванов."


def test_a_reply_to_a_meeting_one_is_not_invited_to(client: Client) -> None:
    meeting: Meeting = make_convened()
    one = attendees(meeting)[0]
    with pytest.raises(Refused):
        attending.reply(one, actor=own(attendees(make_convened())[0]), answer="coming")
    one.refresh_from_db()
    assert one.reply == "unknown"
