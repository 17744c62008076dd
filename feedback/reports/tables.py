"""The lists of participation reports as tables: reports, schedules, the rows behind a number."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from feedback.reports.drilling import READERS
from feedback.reports.models import ParticipationReport, Schedule
from feedback.reports.scheduling import next_of
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

REPORTS = (
    Column("first_day", _("first day"), date),
    Column("last_day", _("last day"), date),
    Column("kind", _("which procedures")),
    Column("unit", _("unit in charge")),
    Column("published_at", _("published on"), datetime),
    Column("url", _("page")),
)
AT_DESK = (
    *REPORTS[:-1],
    Column("asked_at", _("asked for on"), datetime),
    Column("is_scheduled", _("made by the schedule")),
    Column("is_ready", _("is ready")),
)
SCHEDULES = (
    Column("every", _("how often")),
    Column("kind", _("which procedures")),
    Column("unit", _("unit in charge")),
    Column("next", _("next report on"), date),
    Column("recipients", _("who gets a letter")),
)
ROWS = (
    Column("title", _("title")),
    Column("note", _("note")),
    Column("url", _("page")),
)


def of_reports(rows: Iterable[ParticipationReport]) -> Table:
    """Published ones, with their addresses."""
    return Table(REPORTS, ([*_report(row), absolute(row.get_absolute_url())] for row in rows))


def at_desk(rows: Iterable[ParticipationReport]) -> Table:
    """All of them, with how far each is."""
    return Table(
        AT_DESK,
        (
            [*_report(row), row.asked_at, row.schedule_id is not None, bool(row.editions.all())]
            for row in rows
        ),
    )


def of_schedules(rows: Iterable[Schedule], today: date) -> Table:
    """What is made regularly."""
    return Table(SCHEDULES, _schedules(rows, today))


def behind(of: str, rows: Iterable[Any]) -> Table:
    """The rows of the kind `of` that a number was counted from, as its page says them."""
    lines = (READERS[of].line(row) for row in rows)
    return Table(ROWS, ([line.title, line.note, absolute(line.url)] for line in lines))


def _report(row: ParticipationReport) -> list[Cell]:
    return [
        row.first_day,
        row.last_day,
        row.get_kind_display(),
        str(row.unit) if row.unit else "",
        row.published_at,
    ]


def _schedules(rows: Iterable[Schedule], today: date) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            row.get_every_display(),
            row.get_kind_display(),
            str(row.unit) if row.unit else "",
            next_of(row, today),
            "; ".join(person.display_name for person in row.recipients.all()),
        ]
