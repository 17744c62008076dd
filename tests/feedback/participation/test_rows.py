"""A number leads to its rows, for those who may see them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from feedback.reports.asking import ask
from feedback.reports.building import build
from feedback.reports.drilling import Line
from feedback.reports.making import content_of, keep, scope_of
from feedback.reports.models import Edition, ParticipationReport
from feedback.reports.publishing import publish
from prestizh.accounts.models import Role, User
from prestizh.ledger import clock as portal_clock
from tests.consultations.making import make_clerk, make_open, make_opinion
from tests.counting import queries_of
from tests.factories import make_user
from tests.feedback.measures.making import in_days, make_done, make_measure
from tests.fixtures_clock import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def small(clock: Clock, asked: Callable[..., ParticipationReport]) -> Edition:
    """A report on one draft, with six people who spoke."""
    first = portal_clock.today()
    row = make_open(make_clerk(), title="Наредба за пейките")
    for _number in range(6):
        make_opinion(row, make_user())
    report = asked(first_day=first, last_day=first)
    return keep(report, *build(scope_of(report), lambda _done, _total: None))


def rows_of(edition: Edition, key: str) -> str:
    return reverse("participation:rows", args=[edition.report.public_id, key])


def test_every_link_of_the_page_leads_to_as_many_rows_as_the_number_says(
    small: Edition, client: Client
) -> None:
    client.force_login(make_user(Role.CLERK))
    page = client.get(
        reverse("participation:desk_page", args=[small.report.public_id])
    ).content.decode()
    links = re.findall(
        r'<td class="report-table__number"><a href="([^"]+/rows/[^"]+)">(\d+)</a>', page
    )

    assert len(links) > 5
    for address, number in links:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert f"{number} row" in answer.content.decode(), address


def test_every_number_of_a_year_has_as_many_rows_as_it_says(
    edition: Edition, drilled: dict[str, list[Line]]
) -> None:
    content = content_of(edition)
    cells = [
        cell
        for table in content.tables()
        for row in table.rows
        for cell in row.cells
        if cell.rows and isinstance(cell.value, int)
    ]

    told = {cell.rows: cell.value for cell in cells}
    assert {key.partition(".")[0] for key in told} == {
        "terms", "people", "proposals", "closing", "meetings", "calls", "recommendations",
        "forums", "direct", "measures",
    }  # fmt: skip
    assert {key: len(drilled[key]) for key in told} == told
    assert {key for key in told if key.startswith("measures.")} == {
        f"measures.{name}" for name in ("received", "answered", "due", "done", "late")
    }
    assert set(edition.behind) == set(drilled)
    assert all(line.title and line.url for lines in drilled.values() for line in lines)


def test_the_rows_of_the_measures_are_for_those_who_read_the_register(
    asked: Callable[..., ParticipationReport], client: Client, administrator: User
) -> None:
    first = portal_clock.today()
    done, late = make_done(), make_measure(text="Субтитри на живо", due_on=in_days(1))
    report = asked(first_day=first, last_day=first + timedelta(days=5))
    small = keep(report, *build(scope_of(report), lambda _done, _total: None))
    publish(small.report, actor=administrator)

    assert client.get(rows_of(small, "measures.done")).status_code == 404
    assert "2 rows" in client.get(rows_of(small, "measures.answered")).content.decode()
    client.force_login(make_user(Role.AUDITOR))
    for name, row, other in (("done", done, late), ("late", late, done)):
        page = client.get(rows_of(small, f"measures.{name}")).content.decode()
        assert "1 row" in page
        assert row.get_absolute_url() in page
        assert other.get_absolute_url() not in page


def test_the_public_follows_drafts_but_not_who_spoke(
    small: Edition, client: Client, administrator: User
) -> None:
    assert client.get(rows_of(small, "terms.published")).status_code == 404
    publish(small.report, actor=administrator)

    assert "Наредба за пейките" in client.get(rows_of(small, "terms.published")).content.decode()
    assert client.get(rows_of(small, "people.opinions")).status_code == 404
    assert client.get(rows_of(small, "nothing")).status_code == 404
    page = client.get(reverse("participation:page", args=[small.report.public_id])).content.decode()
    assert "/rows/terms.published/" in page
    assert "/rows/people." not in page
    client.force_login(make_user(Role.CLERK))
    assert client.get(rows_of(small, "people.opinions")).status_code == 200


def test_the_pages_cost_the_same_with_many(
    small: Edition, client: Client, administrator: User
) -> None:
    client.force_login(administrator)
    listing, rows = reverse("participation:desk"), rows_of(small, "proposals.received")
    once = queries_of(client, listing), queries_of(client, rows)
    today = portal_clock.today()
    for _number in range(8):
        first = small.report.first_day
        report = ask(actor=administrator, first_day=first, last_day=first)
        keep(report, *build(scope_of(report), lambda _done, _total: None))
    assert today > small.report.first_day
    assert (queries_of(client, listing), queries_of(client, rows)) == once
