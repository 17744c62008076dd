"""One calendar for meetings, discussions, calls and answers, on pages and as files."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from consultations.models import Consultation
from forums.recommendations.models import Recommendation
from prestizh.terms import SOFIA
from tests.consultations.making import make_draft, make_open
from tests.counting import queries_of
from tests.factories import make_topic
from tests.fixtures_clock import Clock
from tests.forums.direct.making import make_announced_assembly, make_tabled
from tests.forums.making import make_body, make_clerk
from tests.forums.recommendations.making import make_draft as make_unsent
from tests.forums.recommendations.making import make_sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]
MORNING = datetime(2030, 4, 15, 10, tzinfo=SOFIA)


@pytest.fixture
def consultation(clock: Clock) -> Consultation:
    clock.step_to(MORNING)
    return make_open(make_clerk(), topics=[make_topic()])


@pytest.fixture
def sent(consultation: Consultation) -> Recommendation:
    return make_sent(make_body(topics=[make_topic()]))


def events_in(client: Client, name: str, *args: object) -> list[str]:
    answer = client.get(reverse(f"calendar:{name}", args=args))
    assert answer["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len({str(one["uid"]) for one in found}) == len(found)
    return [str(one["summary"]) for one in found]


def test_a_month_lists_its_days_and_leads_to_the_next(
    client: Client, consultation: Consultation, sent: Recommendation
) -> None:
    of_may = client.get(reverse("calendar:all_month", args=[2030, 5])).content.decode()
    assert consultation.title in of_may
    assert sent.title not in of_may
    assert reverse("calendar:all_month", args=[2030, 6]) in of_may
    assert sent.title in client.get(reverse("calendar:all_month", args=[2030, 6])).content.decode()
    today = client.get(reverse("calendar:all")).content.decode()
    assert reverse("calendar:all_month", args=[2030, 3]) in today


def test_the_file_holds_everything_public_of_a_body_or_an_area(
    client: Client, consultation: Consultation, sent: Recommendation
) -> None:
    make_draft(make_clerk())
    make_unsent(sent.body)
    assert len(events_in(client, "all_file")) == 2
    (of_body,) = events_in(client, "body_file", sent.body.public_id)
    assert sent.title in of_body
    topic = consultation.topics.get()
    (of_topic,) = events_in(client, "topic_file", topic.pk)
    assert consultation.title in of_topic


def test_votes_assemblies_and_terms_of_the_register_stand_in_it(
    client: Client, clock: Clock
) -> None:
    clock.step_to(MORNING)
    held, owed = make_announced_assembly(5), make_tabled(tabled=1)
    assert held.holds_on is not None
    address = reverse("calendar:all_month", args=[held.holds_on.year, held.holds_on.month])
    page = client.get(address).content.decode()
    assert held.get_absolute_url() in page
    assert "18:30" in page
    said = events_in(client, "all_file")
    assert any(one.startswith("Общо събрание на населението") for one in said)
    assert any(owed.title in one and "вестник" in one for one in said)
    assert len(said) == len(set(said))


def test_days_of_the_register_cost_the_same_with_many(client: Client, clock: Clock) -> None:
    clock.step_to(MORNING)
    make_announced_assembly(5)
    address = reverse("calendar:all")
    once = queries_of(client, address)
    for _number in range(5):
        make_announced_assembly(5)
        make_tabled()
    assert queries_of(client, address) == once


def test_a_day_of_a_file_is_a_whole_day(client: Client, consultation: Consultation) -> None:
    answer = client.get(reverse("calendar:all_file"))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == consultation.last_day
    assert consultation.public_id in str(event["url"])


def test_what_is_not_there_has_no_calendar(client: Client, clock: Clock) -> None:
    retired = make_topic(retired=True)
    hidden = reverse("calendar:body", args=["nothing"])
    for address in (
        hidden,
        reverse("calendar:topic", args=[retired.pk]),
        "/calendar/2030/13/",
        "/calendar/1/1/",
        "/calendar/99999/1/",
    ):
        assert client.get(address).status_code == 404


def test_a_month_costs_the_same_with_many(client: Client, sent: Recommendation) -> None:
    address = reverse("calendar:all_month", args=[2030, 6])
    once = queries_of(client, address)
    for _number in range(10):
        make_sent(make_body(topics=[make_topic()]))
    assert queries_of(client, address) == once
