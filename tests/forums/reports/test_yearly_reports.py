"""A yearly report is counted from the record, says openly what deviates, and stands."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

import docx
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from forums.bodies.models import Body
from forums.reports.content import counted, digest_of, read
from forums.reports.due import owed, remind
from forums.reports.models import YearlyReport
from forums.reports.papers import page_of, word_of
from forums.reports.publishing import publish
from forums.reports.words import attendance, deviations
from prestizh.accounts.models import User
from prestizh.documents.models import Rendition
from prestizh.meetings import closing
from prestizh.outbox import letters
from prestizh.outbox.models import Message
from prestizh.places.models import Municipality
from prestizh.refusal import Refused
from prestizh.terms import SOFIA
from tests.counting import queries_of
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_secretary
from tests.forums.recommendations.making import make_answer, make_sent
from tests.meetings.making import keeper, make_open, make_sitting_body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]


def moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=SOFIA)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language in which they stand in the code."""
    with override("en"):
        yield


@pytest.fixture
def body(clock: Clock) -> Body:
    """A body that met once in 2030, and whose two recommendations were answered late or never."""
    clock.step_to(moment(2030, 2, 4))
    found = make_sitting_body(4, report_due_month=3)
    secretary = keeper(found)
    meeting = make_open(clock, found, present=3)
    closing.close(meeting, actor=secretary)
    first = make_sent(found, secretary)
    make_sent(found, secretary)
    clock.step_to(moment(2030, 9, 2))
    make_answer(first, secretary)
    clock.step_to(moment(2031, 3, 20))
    return found


@pytest.fixture
def secretary(body: Body) -> User:
    return keeper(body)


def test_the_year_is_counted_from_the_rows(body: Body) -> None:
    content = counted(body, 2030, date(2031, 3, 20))
    assert (content.prescribed, content.held, content.not_held) == (4, 1, 0)
    assert (content.recommended, content.answered, content.taken_up) == (2, 1, 1)
    assert (content.late_answers, content.unanswered, content.share_taken_up) == (1, 1, 50)
    assert content.answer_days is not None
    assert content.answer_days > 60
    assert (content.minutes_published, content.minutes_missing) == (0, 1)
    assert (content.from_day, content.counted_until) == ("2030-02-04", "2030-12-31")
    ((_quota, invited, came, percent),) = attendance(content)
    assert (invited, came, percent) == (4, 3, 75)


def test_another_year_and_another_body_are_not_counted(body: Body) -> None:
    other = counted(make_body(), 2030, date(2031, 3, 20))
    assert (other.held, other.recommended) == (0, 0)
    later = counted(body, 2031, date(2031, 3, 20))
    assert (later.held, later.recommended, later.answer_days) == (0, 0, None)


def test_what_deviates_is_said(body: Body) -> None:
    said = " ".join(deviations(counted(body, 2030, date(2031, 3, 20))))
    for words in (
        "1 meeting was held; the rules prescribe 3",
        "minutes of 1 meeting are still owed",
        "2 recommend",
    ):
        assert words in said


def test_a_report_is_published_once_and_stands(body: Body, secretary: User) -> None:
    report = publish(body, actor=secretary, year=2030, words="Залата беше в ремонт.")
    assert report.digest == digest_of(report.content)
    assert read(report.content).held == 1
    assert Rendition.objects.filter(key__contains=f":{report.pk}:").count() == 2
    with pytest.raises(Refused, match="is published"):
        publish(body, actor=secretary, year=2030)
    for change in (
        lambda: YearlyReport.objects.update(words="Друго."),
        lambda: YearlyReport.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_no_report_of_a_year_that_is_not_over_or_before_the_body(
    body: Body, secretary: User
) -> None:
    with pytest.raises(Refused, match="not over yet"):
        publish(body, actor=secretary, year=2031)
    with pytest.raises(Refused, match="not at work in that year"):
        publish(body, actor=secretary, year=2029)
    for stranger in (make_user(), make_secretary()):
        with pytest.raises(Refused, match="You may not do this"):
            publish(body, actor=stranger, year=2030)


def test_it_is_asked_for_before_its_month_ends_and_weekly_after(
    body: Body, secretary: User, clock: Clock
) -> None:
    assert owed(body, date(2031, 3, 20)) == (2030, date(2031, 3, 31))
    for day in (moment(2031, 3, 21), moment(2031, 3, 22), moment(2031, 4, 1), moment(2031, 4, 8)):
        clock.step_to(day)
        remind()
    told = Message.objects.filter(kind="report.due", user_id=secretary.pk).order_by("pk")
    assert [one.context["number"] for one in told] == [-1, 0, 1]
    first, last = told[0], told[2]
    assert letters.make(first) is None
    assert letters.make(last) is not None
    publish(body, actor=secretary, year=2030)
    assert letters.make(last) is None


def test_a_body_that_owes_none_is_not_asked(clock: Clock) -> None:
    clock.step_to(moment(2030, 2, 4))
    make_body(secretary=make_secretary(), report_due_month=None)
    clock.step_to(moment(2031, 3, 30))
    assert remind() == 0


def test_the_secretary_publishes_at_the_desk_and_everybody_reads_it(
    client: Client, body: Body, secretary: User
) -> None:
    client.force_login(secretary)
    address = reverse("reports:desk", args=[body.public_id])
    assert "1 meeting was held" in client.get(address).content.decode()
    assert client.post(address, {"year": "2029"}).status_code == 422
    assert client.post(address, {"year": "2030", "words": "Ремонт."}).status_code == 302
    client.logout()
    page = reverse("reports:page", args=[body.public_id, 2030])
    assert "Ремонт." in client.get(page).content.decode()
    assert page in client.get(reverse("bodies:page", args=[body.public_id])).content.decode()
    table = client.get(reverse("reports:csv", args=[body.public_id, 2030]))
    assert "Meetings held,1" in table.getvalue().decode("utf-8-sig")
    waiting = client.get(reverse("reports:paper", args=[body.public_id, 2030, "pdf"]))
    assert waiting.status_code == 302
    for missing in (
        reverse("reports:page", args=[body.public_id, 2031]),
        reverse("reports:paper", args=[body.public_id, 2031, "pdf"]),
        address,
    ):
        assert client.get(missing).status_code == 404


def test_paper_and_word_file_say_the_same(body: Body, secretary: User) -> None:
    Municipality.objects.get_or_create()
    report = publish(body, actor=secretary, year=2030, words="Залата беше в ремонт.")
    html, title = page_of(report, "bg")
    assert title == f"Годишен отчет за 2030 г.: {body.name}"
    word = docx.Document(BytesIO(word_of(report, "bg")))
    text = "\n".join(one.text for one in word.paragraphs)
    for words in ("Залата беше в ремонт.", report.digest):
        assert words in html
        assert words in text


def test_the_desk_costs_the_same_with_many(client: Client, body: Body, secretary: User) -> None:
    client.force_login(secretary)
    address = reverse("reports:desk", args=[body.public_id])
    once = queries_of(client, address)
    for _number in range(5):
        make_sent(body, secretary)
    assert queries_of(client, address) == once
