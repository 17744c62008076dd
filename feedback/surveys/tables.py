"""Surveys as a table: those at the desk, and those that are open to everybody."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from feedback.surveys import hosts
from feedback.surveys.hosts import HostFacts
from feedback.surveys.models import AutomaticRule, PaperBatch, Survey
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute
from prestizh.ui.exporting import in_parts

OPEN = (
    Column("survey", _("survey")),
    Column("about", _("what it is about")),
    Column("mode", _("how answers are kept")),
    Column("last_day", _("last day to answer"), date),
    Column("url", _("page")),
)
AT_DESK = (
    *OPEN,
    Column("state", _("state")),
    Column("planned_for", _("opens by itself at"), datetime),
    Column("invited", _("invited by mail")),
    Column("counted", _("answers counted so far")),
)

RULES = (
    Column("event", _("after what kind of event")),
    Column("moment", _("at which moment")),
    Column("questionnaire", _("questionnaire to give out")),
    Column("days_after", _("days after it")),
    Column("open_days", _("days for answers")),
)
STACKS = (
    Column("name", _("where the forms come from")),
    Column("forms", _("how many forms are in the stack")),
    Column("typed", _("typed in")),
)


def with_hosts(surveys: Iterable[Survey]) -> list[tuple[Survey, HostFacts | None]]:
    """Each survey with the facts of what it is bound to: one query for each kind of host."""
    rows = list(surveys)
    facts = hosts.find_many((row.host_kind, row.host_id) for row in rows if row.host_kind)
    return [(row, facts.get((row.host_kind, row.host_id))) for row in rows]


def of_open_ones(rows: Iterable[Survey]) -> Table:
    """What everybody may know of a survey that is open."""
    return Table(OPEN, (_open(row, host) for row, host in _all_with_hosts(rows)))


def at_desk(rows: Iterable[Survey]) -> Table:
    """The same with where it stands and how many answered so far."""
    return Table(
        AT_DESK,
        (
            [
                *_open(row, host),
                row.get_stage_display(),
                getattr(row, "planned_for"),  # noqa: B009 - set by `with_plans`
                row.invited,
                row.counted,
            ]
            for row, host in _all_with_hosts(rows)
        ),
    )


def of_rules(rows: Iterable[AutomaticRule]) -> Table:
    """The rules by which surveys open by themselves."""
    return Table(
        RULES,
        (
            [
                row.get_host_kind_display(),
                row.get_occasion_display(),
                str(row.questionnaire),
                row.days_after,
                row.open_days,
            ]
            for row in rows
        ),
    )


def of_stacks(rows: Iterable[PaperBatch]) -> Table:
    """Stacks of paper forms: of the forms themselves only how many."""
    return Table(STACKS, ([row.name, row.forms, row.typed] for row in rows))


def _all_with_hosts(rows: Iterable[Survey]) -> Iterator[tuple[Survey, HostFacts | None]]:
    for part in in_parts(rows):
        yield from with_hosts(part)


def _open(row: Survey, host: HostFacts | None) -> list[Cell]:
    return [
        str(row),
        host.name if host else "",
        row.get_mode_display(),
        row.last_day,
        absolute(row.get_absolute_url()),
    ]
