"""Which terms run for one initiative: computed from its facts whenever it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from forums.direct.counting_terms import Counted, counted
from forums.direct.kinds import REFERENDA, Kind
from forums.direct.models import Change, Initiative
from forums.direct.procedures import PROCEDURES
from forums.direct.provisions import Count, Fact, TermRule
from forums.direct.stages import Stage, Step
from prestizh.places.calendar import calendar
from prestizh.terms import WorkingDays


@dataclass(frozen=True, slots=True)
class Due:
    """One term of one initiative: its rule, from when it ran, its day, when it was met."""

    rule: TermRule
    start: date
    counted: Counted
    met_on: date | None
    is_open: bool

    @property
    def day(self) -> date:
        """The lawful day."""
        return self.counted.day

    @property
    def is_deadline(self) -> bool:
        """Whether something has to be done by then, in place of not before."""
        return self.rule.count != Count.NOT_BEFORE and self.rule.met_by is not None

    def days_late(self, today: date) -> int:
        """How many days after its day it was met, or is still owed; 0 in time."""
        if not self.is_deadline:
            return 0
        reference = self.met_on or (today if self.is_open else None)
        return max((reference - self.day).days, 0) if reference else 0


def facts_of(row: Initiative, changes: Iterable[Change], days: WorkingDays) -> dict[Fact, date]:
    """The dated facts of an initiative from which terms run.

    The term for the session begins anew when defects were mended: before that the petition does
    not meet what чл. 29, ал. 4 asks.
    """
    steps = {change.step: change.on for change in changes}
    found: dict[Fact, date | None] = {
        Fact.NOTED: steps.get(Step.NOTE),
        Fact.DECISION: row.decision_on,
        Fact.TABLED: steps.get(Step.MEND) or steps.get(Step.TABLE),
        Fact.DEFECTS: steps.get(Step.FIND_DEFECTS),
        Fact.MENDED: steps.get(Step.MEND),
        Fact.CHECKED: steps.get(Step.CHECK),
        Fact.SESSION: row.session_on,
        Fact.DECIDED: steps.get(Step.CALL) or steps.get(Step.REFUSE),
        Fact.CALLED: steps.get(Step.CALL),
        Fact.HELD: row.holds_on,
        Fact.RESULT: steps.get(Step.HOLD),
        Fact.ANSWERED: _answered(row),
        Fact.TOLD: row.told_on,
    }
    if row.kind in REFERENDA and Step.HOLD in steps and row.stage != Stage.NOT_ADOPTED:
        rule = PROCEDURES[Kind(row.kind)].term("appeal_result")
        appeals = counted(rule, steps[Step.HOLD], days).day
        found[Fact.APPEAL_OVER] = row.appeal_over_on or appeals
    return {fact: day for fact, day in found.items() if day is not None}


def dues_of(row: Initiative, days: WorkingDays) -> list[Due]:
    """Every term whose beginning is known, in the order of the days."""
    facts = facts_of(row, row.changes.all(), days)
    rules = PROCEDURES[Kind(row.kind)].terms
    found = [
        _due(row, rule, facts, days)
        for rule in rules
        if rule.start in facts and (row.has_petition or not rule.citizens)
    ]
    return sorted((due for due in found if due is not None), key=lambda due: due.day)


def next_due(dues: Iterable[Due]) -> Due | None:
    """The first that is still to be met."""
    return next((due for due in dues if due.is_open and due.is_deadline), None)


def due_of(row: Initiative) -> Due | None:
    """The term by which the answer is owed, if it runs already."""
    owed = [due for due in dues_of(row, calendar()) if due.rule.met_by == Fact.ANSWERED]
    return owed[0] if owed else None


def _due(row: Initiative, rule: TermRule, facts: dict[Fact, date], days: WorkingDays) -> Due | None:
    """The term, unless its cause is gone: an assembly that decided nothing needs no order."""
    follows = rule.met_by == Fact.ANSWERED and row.kind != Kind.INITIATIVE
    if follows and row.stage == Stage.NOT_ADOPTED:
        return None
    start, met = facts[rule.start], facts.get(rule.met_by) if rule.met_by else None
    if rule.count == Count.NOT_AFTER and met is not None:
        met = row.holds_on  # what has a last day is in time when it was held, not announced
    if rule.code == "tell" and Fact.MENDED in facts:
        start = next(c.on for c in row.changes.all() if c.step == Step.TABLE)
    suspended = _suspended(row, facts) if rule.code == "session" else 0
    result = counted(rule, start, days, suspended)
    if rule.code == "gather" and row.gather_until is not None:
        result = Counted(row.gather_until)
    return Due(rule, start, result, met, met is None and not row.has_ended)


def _suspended(row: Initiative, facts: dict[Fact, date]) -> int:
    """Days for which ГРАО checked the petition: the term for the session stands still for them.

    § 5, ал. 3 ЗИД на ЗПУГДВМС (ДВ, бр. 100 от 2010 г.).
    """
    checked, sent = facts.get(Fact.CHECKED), row.sent_to_check_on
    return (checked - sent).days if checked is not None and sent is not None else 0


def _answered(row: Initiative) -> date | None:
    answer = getattr(row, "answer", None)
    return answer.published_on if answer is not None else None
