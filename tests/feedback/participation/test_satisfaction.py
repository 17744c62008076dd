"""The report says of surveys exactly what was published of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.reports.chapters.satisfaction import satisfaction
from feedback.reports.scope import Kind, Scope
from feedback.reports.trail import Trail
from feedback.results.reading import summary
from prestizh.accounts.models import Role
from prestizh.ledger import clock
from tests.factories import make_user
from tests.feedback.results.making import make_published

pytestmark = pytest.mark.django_db


def _scope() -> Scope:
    today = clock.today()
    return Scope(today - timedelta(days=30), today, None, Kind.ALL, today)


def test_what_was_published_stands_in_the_report() -> None:
    published = make_published(make_user(Role.CLERK), 12)
    told = summary(published.survey)
    assert told.index is not None
    chapter = satisfaction(_scope(), Trail())
    figures, each, criteria = chapter.tables
    assert [row.cells[-1].value for row in figures.rows] == [1, 12]
    (row,) = each.rows
    values = {column.key: cell.value for column, cell in zip(each.columns, row.cells, strict=True)}
    assert values["answers"] == 12
    assert values["index"] == round(told.index.value, 1)
    assert len(criteria.rows) == len(told.criteria)


def test_a_period_without_surveys_says_so() -> None:
    make_published(make_user(Role.CLERK), 12)
    before = replace(_scope(), last=clock.today() - timedelta(days=1))
    chapter = satisfaction(before, Trail())
    assert len(chapter.tables) == 1
    assert "не са публикувани" in chapter.paragraphs[0].bg
    assert [row.cells[-1].value for row in chapter.tables[0].rows] == [0, 0]


def test_the_chapter_costs_the_same_with_three_surveys() -> None:
    clerk = make_user(Role.CLERK)
    make_published(clerk, 12)
    with CaptureQueriesContext(connection) as one:
        satisfaction(_scope(), Trail())
    make_published(clerk, 12)
    make_published(clerk, 12)
    with CaptureQueriesContext(connection) as three:
        satisfaction(_scope(), Trail())
    assert len(three) == len(one)
