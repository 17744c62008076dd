"""What became of the draft: adopted, not adopted, or withdrawn with reasons."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import fragments
from consultations.closing import LAW
from consultations.models import Consultation, Outcome
from consultations.procedure import advance, lawful_move, locked
from consultations.stages import Stage, Step
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.terms import SOFIA
from prestizh.ui.dates import day_text


@transaction.atomic
def adopt(
    consultation: Consultation,
    *,
    actor: User,
    decision_number: str,
    decided_on: date,
    link: str = "",
    without_report: bool = False,
) -> Outcome:
    """Record that the council adopted the draft.

    While opinions are taken this is refused. Without a closing report it is unlawful (ЗНА, чл. 26,
    ал. 5) and recorded only when the actor says `without_report`; the page shows it as such.
    """
    refuse_if_any(_without_report(locked(consultation), said=without_report))
    return _decide(consultation, Step.ADOPT, actor, decision_number, decided_on, link)


@transaction.atomic
def reject(
    consultation: Consultation,
    *,
    actor: User,
    decision_number: str,
    decided_on: date,
    link: str = "",
) -> Outcome:
    """Record that the council did not adopt the draft."""
    return _decide(consultation, Step.REJECT, actor, decision_number, decided_on, link)


def _without_report(row: Consultation, *, said: bool) -> Iterator[Obstacle]:
    """What stands in the way of adopting a draft whose report is not published."""
    if row.stage != Stage.PUBLISHED:
        return
    if row.is_open(clock.now()) and row.last_day is not None:
        yield still_open(row.last_day)
    elif not said:
        yield Obstacle(
            _("There is no closing report. Say that the council adopted the act without it."),
            LAW,
            "without_report",
        )


def still_open(last_day: date) -> Obstacle:
    """That nothing can be decided while opinions are taken."""
    return Obstacle(
        _(
            "Opinions are taken until %(last_day)s. The council decides on the draft after that, "
            "and after the closing report."
        )
        % {"last_day": day_text(last_day)},
        LAW,
    )


def _decide(
    consultation: Consultation,
    step: Step,
    actor: User,
    decision_number: str,
    decided_on: date,
    link: str,
) -> Outcome:
    row = locked(consultation)
    move = lawful_move(row, step, actor)
    now = clock.now()
    _refuse_unfit(row, decision_number, decided_on, now)
    without_report = row.stage == Stage.PUBLISHED
    advance(row, move, actor=actor, at=now)
    outcome: Outcome = Outcome.objects.create(
        consultation=row,
        adopted=step == Step.ADOPT,
        decision_number=decision_number,
        decided_on=decided_on,
        link=link,
        without_report=without_report,
        recorded_at=now,
    )
    record(
        row.subject,
        f"consultation.{move.target}",
        actor=actor,
        public={
            "decision": decision_number,
            "decided_on": decided_on.isoformat(),
            "without_report": "yes" if without_report else "no",
        },
    )
    fragments.write_all(row)
    fragments.tell(row)
    return outcome


def _refuse_unfit(row: Consultation, decision_number: str, decided_on: date, now: datetime) -> None:
    if not decision_number.strip():
        raise Refused(Obstacle(_("Say the number of the decision."), field="decision_number"))
    today = now.astimezone(SOFIA).date()
    if decided_on > today:
        raise Refused(Obstacle(_("The decision can't be of a future day."), field="decided_on"))
    if row.published_at and decided_on < row.published_at.astimezone(SOFIA).date():
        raise Refused(
            Obstacle(_("The decision can't be older than the publication."), field="decided_on")
        )


@transaction.atomic
def withdraw(consultation: Consultation, *, actor: User, reason: str) -> Consultation:
    """Withdraw a draft with public reasons; opinions stay in the record."""
    row = locked(consultation)
    move = lawful_move(row, Step.WITHDRAW, actor)
    if not reason.strip():
        raise Refused(
            Obstacle(_("Say why the draft is withdrawn; everybody reads it."), field="reason")
        )
    advance(row, move, actor=actor, at=clock.now(), reason=reason.strip())
    record(row.subject, "consultation.withdrawn", actor=actor, public={"reason": reason.strip()})
    fragments.write_all(row)
    fragments.tell(row)
    return row
