"""The surveys of the example year, made at one moment instead of over days."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from feedback.surveys.counted import open_answers, responses
from prestizh.ledger import clock
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast
from prestizh.local.content.questionnaires import Asked
from prestizh.local.content.surveys import Asking
from prestizh.places.calendar import calendar
from tests.consultations.making import make_clerk, make_open

pytestmark = pytest.mark.django_db


def test_people_answer_on_several_days_and_on_paper_and_all_are_counted() -> None:
    people = Cast(people={"clerk": make_clerk()})
    asked = Asked(people)
    asked.begin("event", "after_event")
    asked.publish("event")
    about = cast(Any, SimpleNamespace(row=make_open(people.people["clerk"])))
    asking = Asking(people, History(clock.today(), calendar()), about, asked, "event")
    asking.open(-3)
    for seed in range(4):
        asking.answer(seed)
    asking.type_in()
    asking.close()
    assert responses(asking.survey).count() == 41
    assert responses(asking.survey).filter(channel="paper").count() == 9
    assert open_answers(asking.survey).exists()
