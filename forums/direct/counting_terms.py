"""The day a term of ЗПУГДВМС gives, counted by `prestizh.terms`."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from forums.direct.provisions import Count, TermRule
from prestizh.terms import (
    Term,
    WorkingDays,
    add_months,
    backward_latest,
    consultation_term,
    month_term,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The day of a term; `term` holds the steps of a forward count, `suspended` days it stood."""

    day: date
    term: Term | None = None
    suspended: int = 0


def counted(rule: TermRule, start: date, calendar: WorkingDays, suspended: int = 0) -> Counted:
    """Count the term of `rule` from `start`; a forward one stood still for `suspended` days."""
    if rule.count == Count.FORWARD:
        term = _forward(rule, start, calendar, suspended)
        return Counted(term.last_day, term, suspended)
    if rule.count == Count.BACKWARD:
        return Counted(backward_latest(start, rule.days, calendar))
    if rule.code == "campaign":
        return Counted(start - timedelta(days=rule.days))
    if rule.count == Count.NOT_BEFORE:
        return Counted(first_day(rule, start))
    return Counted(last_day(rule, start))


def first_day(rule: TermRule, start: date) -> date:
    """The first day on which something may be held.

    Of an assembly the law asks both that so many days pass after the announcement (чл. 58, ал. 1)
    and that they are clear before the day itself (чл. 57, ал. 7): the later day meets both.
    """
    clear = 1 if rule.code == "hold_earliest" else 0
    return start + timedelta(days=rule.days + clear)


def last_day(rule: TermRule, start: date) -> date:
    """The last day on which it may be held: a day off is one to hold it on, so nothing rolls."""
    return add_months(start, rule.months) if rule.months else start + timedelta(days=rule.days)


def _forward(rule: TermRule, start: date, calendar: WorkingDays, suspended: int) -> Term:
    if not suspended and rule.months:
        return month_term(start, rule.months, calendar)
    nominal = add_months(start, rule.months) + timedelta(days=rule.days + suspended)
    return replace(
        consultation_term(start, (nominal - start).days, calendar), is_consultation=False
    )
