"""A year counted by hand, beside what each chapter says of it."""

import pytest

from feedback.reports.content import Cell, Report, Table, Value
from feedback.reports.making import content_of
from feedback.reports.models import Edition

pytestmark = pytest.mark.django_db

# Counted by hand from `year.go_through`.
BY_HAND: dict[str, dict[str, Value]] = {
    "terms": {"published": 3, "whole": 2, "short": 1, "withdrawn": 0, "length": 30},
    "people": {"people": 10, "opinions": 14},
    "proposals": {
        "received": 14,
        "decided": 14,
        "waiting": 0,
        "reasoned": 8,
        "reasoned_share": 57.1,
        "days": 41,
    },
    "closing": {"ended": 3, "reported": 1, "owed": 2, "adopted": 2, "before": 1, "without": 1},
    "meetings": {"held": 2, "not_held": 0, "attendance": 80.0, "missing": 2, "late": 0},
    "calls": {"published": 1, "applications": 0, "final": 0, "cancelled": 0},
    "recommendations": {
        "sent": 4,
        "answered": 3,
        "taken": 2,
        "taken_share": 50.0,
        "late": 1,
        "unanswered": 1,
        "days": 30,
    },
    "forums": {"forums": 1, "sessions": 1, "came": 24, "filled": 75.0},
    "direct": {"noted": 1, "answered": 0},
    "stakeholders": {"on_the_map": 10, "invited": 5, "came": 5, "silent": None},
    "measures": {"received": 3, "answered": 2, "due": 2, "done": 1, "late": 1},
}


def cells_of(table: Table) -> dict[str, Cell]:
    """The last cell of each row, by the key of the row."""
    return {row.key: row.cells[-1] for row in table.rows}


def table_of(content: Report, key: str) -> Table:
    return next(table for table in content.tables() if table.key == key)


def test_each_chapter_says_what_was_counted_by_hand(edition: Edition) -> None:
    content = content_of(edition)

    for name, figures in BY_HAND.items():
        chapter = content.chapter(name)
        assert chapter is not None, name
        table = chapter.figures()
        assert table is not None, name
        found = {key: cell.value for key, cell in cells_of(table).items()}
        assert {key: found[key] for key in figures} == figures, name


def test_who_took_part_is_told_by_capacity_settlement_channel_and_time(edition: Edition) -> None:
    content = content_of(edition)

    def people(key: str) -> dict[str, Value]:
        return {
            row.key: row.cells[1].value for row in table_of(content, key).rows if row.cells[1].value
        }

    # 13 people, eight and five of them: rounded down.
    assert people("people_capacity") == {"self": 5, "self_member": 5}
    assert people("people_channel") == {"portal": 10}
    assert people("people_first") == {"first": 5, "again": 5}
    # The draft concerns every settlement that there is.
    assert people("people_settlement") == {"all": 10}


def test_what_was_decided_is_told_with_its_share(edition: Edition) -> None:
    rows = table_of(content_of(edition), "proposals_fate").rows

    found = {row.key: (row.cells[1].value, row.cells[2].value) for row in rows}

    assert found["accepted"] == (6, 42.9)
    assert found["partly"] == (2, 14.3)
    assert found["rejected"] == (4, 28.6)
    assert found["out_of_scope"] == (2, 14.3)
    assert found["noted"] == (0, 0)


def test_attendance_is_told_by_quota(edition: Edition) -> None:
    rows = table_of(content_of(edition), "meetings_quotas").rows

    assert {row.key: tuple(cell.value for cell in row.cells[1:]) for row in rows} == {
        "ngo": (6, 5, 83.3),
        "councillors": (4, 3, 75.0),
    }


def test_every_deviation_is_named_openly(edition: Edition) -> None:
    keys = [
        row.key.partition(":")[0] for row in table_of(content_of(edition), "deviations_each").rows
    ]

    # The body of the forum and the council met less often than prescribed, or had no minutes.
    assert keys.count("short_term") == 1
    assert keys.count("late_closing") == 1
    assert keys.count("owed_closing") == 1
    assert keys.count("minutes") == 2
    assert keys.count("unanswered") == 1


def test_the_period_before_stands_beside(edition: Edition) -> None:
    rows = table_of(content_of(edition), "comparison_each").rows

    found = {row.key: tuple(cell.value for cell in row.cells[1:]) for row in rows}

    assert found["people_people"] == (10, 5, 5)
    assert found["proposals_received"] == (14, 5, 9)
    assert found["terms_published"] == (3, 1, 2)


def test_nobody_is_named(edition: Edition) -> None:
    text = str(edition.content)

    assert "@" not in text
    assert "Член 1" not in text
    assert "Глас" not in text
    assert "намалено зрение" not in text


def test_groups_and_organisations_are_counted_by_the_way_of_working_with_them(
    edition: Edition,
) -> None:
    rows = table_of(content_of(edition), "stakeholders_strategy").rows

    found = {row.key: tuple(cell.value for cell in row.cells[1:]) for row in rows}

    assert found["give_voice"] == (5, 5, 5, None)
    # Of the one silent nothing is told, not even where nobody is.
    assert found["unscored"] == (5, 0, 0, None)
    assert found["satisfy"] == (0, 0, 0, None)
    assert rows[2].key == "give_voice"
    assert rows[2].cells[-1].is_hidden
