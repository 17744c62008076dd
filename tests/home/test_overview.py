"""The administrator sees what is late, what is due this month, and how people take part."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from prestizh.home.due_dates import SOURCES, Month
from prestizh.ledger import clock as the_clock
from tests.cast import Cast, client_of
from tests.consultations.making import make_draft, make_open, make_opinion
from tests.counting import queries_of
from tests.feedback.surveys.making import make_open as make_open_survey
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_member, make_secretary
from tests.forums.recommendations.making import make_sent

pytestmark = pytest.mark.django_db


def seen(cast: Cast, language: str = "") -> Any:
    answer = client_of(cast, "administrator").get(f"{language}/desk/overview/")
    assert answer.status_code == 200
    return answer


def titles(lines: list[tuple[Any, int]]) -> list[str]:
    return [one.title for one, _days in lines]


def test_a_month_is_that_of_sofia_also_at_the_turn_of_the_year() -> None:
    month = Month.of(date(2026, 12, 31))
    assert (month.first, month.next) == (date(2026, 12, 1), date(2027, 1, 1))
    assert month.before == Month(date(2026, 11, 1), date(2026, 12, 1))
    assert [moment.utcoffset() for moment in Month.of(date(2026, 3, 5)).span] == [
        timedelta(hours=2), timedelta(hours=3),
    ]  # fmt: skip


def test_what_is_over_and_not_answered_is_late(cast: Cast, clock: Clock) -> None:
    row = make_open(cast.clerk, title="Наредба за кладенците")
    make_draft(cast.clerk, title="Наредба за чешмите")
    make_opinion(row, cast.participant)
    assert row.last_day is not None
    clock.step(timedelta(days=40))
    page = seen(cast)
    assert titles(page.context["late"]) == ["Наредба за кладенците"]
    ((_one, days),) = page.context["late"]
    assert days == (the_clock.today() - row.last_day).days > 0
    assert reverse("consultations:desk_page", args=[row.public_id]) in page.content.decode()


def test_what_is_due_this_month_comes_after_today_and_before_the_next(cast: Cast) -> None:
    row = make_open(cast.clerk, title="Наредба за кладенците")
    assert row.last_day is not None
    page = seen(cast)
    end = Month.of(the_clock.today()).next
    expected = ["Наредба за кладенците"] if row.last_day < end else []
    assert titles(page.context["ahead"]) == expected
    assert page.context["late"] == []


def test_an_unanswered_recommendation_is_late_after_its_term(cast: Cast, clock: Clock) -> None:
    secretary = make_secretary()
    sent = make_sent(make_body(secretary=secretary), secretary)
    clock.step(timedelta(days=70))
    page = seen(cast)
    assert str(sent) in titles(page.context["late"])
    figures = {one.url: one.value for one in page.context["figures"]}
    assert figures[reverse("recommendations:unanswered")] == 1


def test_a_mandate_that_ran_out_is_late(cast: Cast, clock: Clock) -> None:
    body = make_body(cast.clerk, mandate_months=6)
    member = make_member(body)
    clock.step(timedelta(days=200))
    assert member.name in titles(seen(cast).context["late"])


def test_opinions_of_this_month_stand_beside_those_before(cast: Cast, clock: Clock) -> None:
    make_opinion(make_open(cast.clerk), cast.participant)
    first = Month.of(the_clock.today()).next
    clock.step(timedelta(days=(first - the_clock.today()).days + 1))
    consultation = make_open(cast.clerk, title="Наредба за чешмите")
    make_opinion(consultation, cast.participant)
    make_opinion(consultation, cast.representative)
    figure = seen(cast).context["figures"][1]
    assert (figure.value, figure.before) == (2, 1)


def test_running_surveys_are_counted_with_the_way_to_them(cast: Cast, clock: Clock) -> None:
    address = reverse("surveys:desk")

    def running() -> int | None:
        return {one.url: one.value for one in seen(cast).context["figures"]}.get(address)

    assert running() == 0
    make_open_survey(cast.clerk)
    assert running() == 1
    for who in ("administrator", "auditor"):
        assert client_of(cast, who).get(address).status_code == 200
    clock.step(timedelta(days=100))
    assert running() == 0


@pytest.mark.parametrize("language", ["", "/en"])
def test_an_empty_portal_says_that_nothing_is_late(cast: Cast, language: str) -> None:
    page = seen(cast, language)
    assert page.context["late"] == page.context["ahead"] == []
    assert "translate" not in page.content.decode()


def test_the_overview_costs_the_same_with_one_and_with_many(cast: Cast, clock: Clock) -> None:
    client = client_of(cast, "administrator")
    secretary = make_secretary()

    def grow() -> None:
        make_opinion(make_open(cast.clerk), cast.participant)
        body = make_body(cast.clerk, secretary=secretary, mandate_months=6, report_due_month=3)
        make_member(body)
        make_sent(body, secretary)

    grow()
    once = queries_of(client, "/desk/overview/")
    for _number in range(6):
        grow()
    assert queries_of(client, "/desk/overview/") == once
    assert once <= 45


def test_every_source_is_asked_with_nothing_in_it(cast: Cast) -> None:
    assert [list(source(the_clock.today())) for source in SOURCES] == [[] for _one in SOURCES]
