"""Reminders to the clerk before lawful days, and news for those who follow."""

from datetime import timedelta

import pytest

from forums.direct import ending, news, reminders
from forums.direct.dues import dues_of
from forums.direct.letters import due_letter
from forums.direct.models import Initiative
from prestizh.ledger import clock as portal_clock
from prestizh.outbox.models import Message
from prestizh.outbox.scopes import find
from prestizh.places.calendar import calendar
from tests.fixtures_clock import Clock
from tests.forums.direct.making import ago, make_answered, make_noted, make_tabled
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db


def answer_due(row: Initiative) -> int:
    """Days from today to the day by which the answer is owed."""
    fresh = Initiative.objects.all().with_all().get(pk=row.pk)
    (due,) = [one for one in dues_of(fresh, calendar()) if one.rule.code == "answer"]
    return (due.day - portal_clock.today()).days


def test_the_clerk_is_reminded_before_the_day_once_and_each_week_after(clock: Clock) -> None:
    row = make_tabled(tabled=10)
    clock.step(timedelta(days=answer_due(row) - 7))
    for number in ("before-7", "before-3", "before-1", "after-0", "after-1"):
        reminders.remind()
        reminders.remind()
        message = Message.objects.filter(kind="direct.due").latest("pk")
        assert message.context["number"] == number
        assert message.user_id == row.clerk_id
        letter = due_letter(message)
        assert letter is not None
        left = answer_due(row)
        clock.step(timedelta(days={7: 4, 3: 2, 1: 2}.get(left, 7)))
    assert Message.objects.filter(kind="direct.due").count() == 5


def test_a_stale_reminder_is_not_sent(clock: Clock) -> None:
    row = make_tabled(tabled=10)
    clock.step(timedelta(days=answer_due(row) - 7))
    reminders.remind()
    message = Message.objects.get(kind="direct.due")
    reply = ending.Reply("accepted", "Прието.", "Общинският съвет", newspaper="вестник")
    ending.answer(row, actor=make_clerk(), on=ago(0), reply=reply)
    assert due_letter(message) is None


def test_measures_are_reminded_of_after_the_answer_too() -> None:
    row = make_answered()
    ending.add_measure(row, actor=make_clerk(), text="Ограда", owner="Отдел", due_on=ago(-3))
    reminders.remind()
    message = Message.objects.get(kind="direct.due")
    letter = due_letter(message)
    assert letter is not None
    assert letter.context["owed"].says == "Ограда"


def test_followers_hear_of_every_step_by_register_entry_and_place() -> None:
    row = make_noted()
    now = portal_clock.now()
    (told,) = list(news.direct_news(now - timedelta(hours=1), now))
    assert {"direct:all", f"direct:{row.public_id}"} <= told.scopes
    assert told.path == row.get_absolute_url()
    assert find("direct:all") is not None
    assert find(f"direct:{row.public_id}") is not None
    assert find("direct:nothing") is None
