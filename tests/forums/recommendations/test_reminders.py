"""Who is reminded of an answer or a measure, when, and that nobody is reminded twice."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override

from forums.recommendations import measuring
from forums.recommendations.models import Recommendation
from forums.recommendations.news import recommendation_news
from forums.recommendations.reminders import remind, reminder_due
from prestizh.accounts.models import User
from prestizh.outbox import letters
from prestizh.outbox.models import Message
from prestizh.terms import SOFIA
from tests.cast import make_person
from tests.factories import make_topic
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_secretary
from tests.forums.recommendations.making import make_answer, make_sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]
DUE, DAY = date(2030, 5, 20), timedelta(days=1)
SENT_ON = datetime(2030, 4, 15, 10, tzinfo=SOFIA)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=SOFIA)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language in which they stand in the code."""
    with override("en"):
        yield


@pytest.fixture
def mayor(clock: Clock) -> User:
    clock.step_to(SENT_ON)
    return make_person("mayor")


@pytest.fixture
def secretary(mayor: User) -> User:
    return make_secretary()


@pytest.fixture
def sent(mayor: User, secretary: User) -> Recommendation:
    body = make_body(secretary=secretary, topics=[make_topic()])
    return make_sent(
        body, secretary, addressee_email=mayor.email, due_on=DUE, due_ground="Решение № 4"
    )


@pytest.mark.parametrize(
    ("after", "due"),
    [(-8, None), (-7, 7), (-4, 7), (-3, 3), (-1, 1), (0, 1), (1, -1), (6, -1), (7, -7), (45, -30)],
)
def test_the_day_alone_says_which_reminder_is_due(after: int, due: int | None) -> None:
    assert reminder_due(DUE, DUE + after * DAY) == due


def test_the_addressee_is_reminded_before_and_after_once_each(
    sent: Recommendation, clock: Clock, mayor: User
) -> None:
    for after in (-8, -7, -6, -3, -1, 1, 2, 7):
        clock.step_to(morning(DUE + after * DAY))
        remind()
        remind()
    told = Message.objects.filter(kind="recommendation.due", user_id=mayor.pk)
    assert sorted(one.context["days"] for one in told) == [-7, -1, 1, 3, 7]


def test_who_keeps_the_papers_hears_once_that_nobody_answered(
    sent: Recommendation, clock: Clock, secretary: User
) -> None:
    for after in (1, 8, 40):
        clock.step_to(morning(DUE + after * DAY))
        remind()
    told = Message.objects.filter(kind="recommendation.unanswered")
    assert [one.user_id for one in told] == [secretary.pk]
    letter = letters.make(told.get())
    assert letter is not None
    assert "40 days ago" in letter.context["paragraphs"][0]


def test_an_answer_ends_the_reminders_and_those_that_wait(
    sent: Recommendation, clock: Clock, secretary: User, mayor: User
) -> None:
    clock.step_to(morning(DUE - DAY))
    remind()
    waiting = Message.objects.get(kind="recommendation.due")
    assert letters.make(waiting) is not None
    make_answer(sent, mayor)
    assert letters.make(waiting) is None
    clock.step_to(morning(DUE + DAY))
    remind()
    assert Message.objects.filter(kind="recommendation.due").count() == 1
    told = Message.objects.get(kind="recommendation.answered")
    assert told.user_id == secretary.pk


def test_a_letter_that_lay_too_long_is_not_sent(sent: Recommendation, clock: Clock) -> None:
    clock.step_to(morning(DUE - DAY))
    remind()
    waiting = Message.objects.get(kind="recommendation.due")
    clock.step_to(morning(DUE + 9 * DAY))
    assert letters.make(waiting) is None


def test_the_owner_of_a_measure_is_told_and_reminded(
    sent: Recommendation, clock: Clock, secretary: User, mayor: User
) -> None:
    owner = make_person("owner")
    make_answer(sent, mayor)
    measure = measuring.add_measure(
        sent,
        actor=mayor,
        text="Пробен автобус",
        owner_name="Отдел „Транспорт“",
        owner_email=owner.email,
        due_on=DUE,
    )
    assert letters.make(Message.objects.get(kind="measure.given")) is not None
    clock.step_to(morning(DUE + DAY))
    remind()
    waiting = Message.objects.get(kind="measure.due")
    assert waiting.user_id == owner.pk
    assert letters.make(waiting) is not None
    measuring.report(measure, actor=owner, state="done", result="Има го.")
    assert letters.make(waiting) is None


def test_followers_of_the_body_its_area_and_the_recommendation_hear_of_it(
    sent: Recommendation, mayor: User, clock: Clock
) -> None:
    clock.step_to(morning(DUE))
    make_answer(sent, mayor)
    found = list(recommendation_news(SENT_ON - DAY, morning(DUE)))
    assert [item.at for item in found] == [SENT_ON, morning(DUE)]
    topic = sent.body.topics.get()
    for item in found:
        assert {
            f"body:{sent.body.public_id}",
            f"topic:{topic.pk}",
            f"recommendation:{sent.public_id}",
        } <= item.scopes
    assert list(recommendation_news(morning(DUE), morning(DUE) + DAY)) == []
