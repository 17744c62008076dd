"""The last day to answer is said as people count: that day until 24:00, never the next at 00:00."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from feedback.surveys import giving_out
from feedback.surveys.models import Survey
from prestizh.ledger import clock as portal_clock
from prestizh.terms import closes_at
from tests.feedback.surveys.making import make_clerk, make_open
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db


def open_until(last_day: date) -> Survey:
    return make_open(closes_at=closes_at(last_day))


def test_the_page_and_the_list_say_the_last_day_until_its_end() -> None:
    last_day = portal_clock.today() + timedelta(days=9)
    survey = open_until(last_day)
    for address in (survey.get_absolute_url(), reverse("surveys:list")):
        page = Client().get(f"/en{address}").content.decode()
        assert f'datetime="{last_day.isoformat()}"' in page
        assert ", 24:00" in page
        assert "00:00" not in page.replace("24:00", "")


def test_the_file_of_the_list_gives_the_day() -> None:
    last_day = portal_clock.today() + timedelta(days=9)
    open_until(last_day)
    file = Client().get(f"{reverse('surveys:list')}?format=json")
    [row] = json.loads(b"".join(file))
    assert row["last_day"] == last_day.isoformat()


def test_answers_were_taken_until_the_last_day_though_it_was_closed_later(clock: Clock) -> None:
    last_day = portal_clock.today() + timedelta(days=9)
    survey = open_until(last_day)
    clock.step_to(closes_at(last_day + timedelta(days=1)) + timedelta(hours=9))
    closed = giving_out.close(survey, actor=make_clerk())
    assert closed.answered_until == last_day


def test_answers_were_taken_until_the_day_on_which_it_was_closed_before() -> None:
    survey = open_until(portal_clock.today() + timedelta(days=9))
    closed = giving_out.close(survey, actor=make_clerk())
    assert closed.answered_until == portal_clock.today()


def test_an_open_survey_has_no_such_day() -> None:
    assert open_until(portal_clock.today()).answered_until is None
