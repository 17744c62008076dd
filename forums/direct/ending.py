"""The vote or assembly with its numbers, the answer that is owed, the measures."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.direct.dues import due_of
from forums.direct.kinds import REFERENDA, Kind
from forums.direct.models import Answer, Initiative, Measure, Outcome, Result
from forums.direct.procedure import advance, lawful_move, locked, tell
from forums.direct.provisions import article
from forums.direct.stages import Stage, Step
from forums.direct.validity import (
    Verdict,
    of_assembly,
    of_referendum,
    of_referendum_with_elections,
    quorum_after_an_hour,
    quorum_of_assembly,
)
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted. `election_votes`: valid votes for councillors on the same day."""

    voters: int
    present: int
    yes: int
    no: int
    after_an_hour: bool = False
    election_votes: int | None = None


@transaction.atomic
def hold(
    initiative: Initiative,
    *,
    actor: User,
    on: date,
    numbers: Numbers,
    decision: str = "",
    decision_en: str = "",
    act: str = "",
    file: Examined | None = None,
) -> Initiative:
    """Note the result announced on the day `on`; what follows from it is computed. Raises `Refused`."""
    row = locked(initiative)
    lawful_move(row, Step.HOLD, actor)
    refuse_egn({"decision": decision, "decision_en": decision_en})
    refuse_if_any(_odd(row, on, numbers))
    verdict = verdict_of(row, numbers)
    if verdict.is_adopted and not decision.strip():
        raise Refused(Obstacle(_("Write down what was decided."), "", "decision"))
    Result.objects.create(
        initiative=row,
        voters=numbers.voters,
        present=numbers.present,
        yes=numbers.yes,
        no=numbers.no,
        after_an_hour=numbers.after_an_hour,
        election_votes=numbers.election_votes,
        present_needed=verdict.present_needed,
        yes_needed=verdict.yes_needed,
        is_valid=verdict.is_valid,
        is_adopted=verdict.is_adopted,
        decision=decision,
        decision_en=decision_en,
        recorded_at=clock.now(),
    )
    target = Stage.HELD if verdict.is_adopted else Stage.NOT_ADOPTED
    move = lawful_move(row, Step.HOLD, actor, target=target)
    said = {"present": str(numbers.present), "yes": str(numbers.yes), "no": str(numbers.no)}
    advance(row, move, actor=actor, on=on, act=act, file=file, **said)
    return row


def verdict_of(row: Initiative, numbers: Numbers) -> Verdict:
    """What the law makes of the numbers."""
    if row.kind in REFERENDA:
        if numbers.election_votes is not None:
            return of_referendum_with_elections(numbers.election_votes, numbers.yes)
        return of_referendum(numbers.voters, numbers.present, numbers.yes)
    if numbers.after_an_hour:
        quorum = quorum_after_an_hour(numbers.voters)
    else:
        quorum = quorum_of_assembly(numbers.voters, row.inhabitants or 0)
    return of_assembly(quorum, numbers.present, numbers.yes)


def _odd(row: Initiative, on: date, numbers: Numbers) -> list[Obstacle]:
    """Numbers that can't be, and a result from before the day itself."""
    found = []
    if row.holds_on is not None and on < row.holds_on:
        found.append(Obstacle(_("There is no result before the day it is held."), "", "on"))
    if numbers.voters < 1:
        found.append(Obstacle(_("Give the number of citizens with voting rights."), "", "voters"))
    if numbers.present > numbers.voters:
        sentence = _("More took part than have voting rights. Look at both numbers again.")
        found.append(Obstacle(sentence, "", "present"))
    if numbers.yes + numbers.no > numbers.present:
        sentence = _("There are more votes than people who took part. Count again.")
        found.append(Obstacle(sentence, "", "yes"))
    return found


@dataclass(frozen=True, slots=True)
class Reply:
    """The decision that was owed. `newspaper` names the paper or media with its date."""

    outcome: str
    text: str
    decided_by: str
    text_en: str = ""
    newspaper: str = ""
    committee_told_on: date | None = None


@transaction.atomic
def answer(
    initiative: Initiative,
    *,
    actor: User,
    on: date,
    reply: Reply,
    act: str = "",
    file: Examined | None = None,
) -> Initiative:
    """Publish the answer, today; the day that was lawful is kept with it. Raises `Refused`.

    `on` is the day of the decision or order.
    """
    row = locked(initiative)
    move = lawful_move(row, Step.ANSWER, actor)
    words = {"text": reply.text, "text_en": reply.text_en, "newspaper": reply.newspaper}
    refuse_egn({**words, "decided_by": reply.decided_by})
    if not reply.text.strip():
        raise Refused(Obstacle(_("Write down the decision and the reasons."), "", "text"))
    if row.kind == Kind.INITIATIVE and not reply.newspaper:
        sentence = _("The decision is published in a regional newspaper, too. Say in which.")
        raise Refused(Obstacle(sentence, article("52", "2"), "newspaper"))
    due = due_of(row)
    made: Answer = Answer.objects.create(
        initiative=row,
        outcome=Outcome(reply.outcome),
        **words,
        decided_by=reply.decided_by,
        committee_told_on=reply.committee_told_on,
        due_on=due.day if due else None,
        published_on=clock.today(),
    )
    said = {"outcome": made.outcome, "decided_by": made.decided_by}
    advance(row, move, actor=actor, on=on, act=act, file=file, **said)
    return row


@transaction.atomic
def add_measure(
    initiative: Initiative, *, actor: User, text: str, owner: str, due_on: date
) -> Measure:
    """Add what is done about it, by whom and by when. Raises `Refused`."""
    row = locked(initiative)
    access.require(actor, "direct.keep")
    refuse_egn({"text": text, "owner": owner})
    if row.stage not in {Stage.HELD, Stage.ANSWERED}:
        raise Refused(_("Measures follow from a decision or an answer."))
    measure: Measure = Measure.objects.create(
        initiative=row, text=text, owner=owner, due_on=due_on, added_at=clock.now()
    )
    said = {"measure": text, "owner": owner, "due_on": due_on.isoformat()}
    record(row.subject, "direct.measure_added", actor=actor, public=said)
    tell(row)
    return measure


@transaction.atomic
def finish_measure(measure: Measure, *, actor: User, on: date, how: str) -> Measure:
    """Note that a measure is done, since when and how. Raises `Refused`."""
    row = locked(measure.initiative)
    access.require(actor, "direct.keep")
    refuse_egn({"how": how})
    fresh: Measure = Measure.objects.get(pk=measure.pk)
    if fresh.done_on is not None:
        raise Refused(_("This measure is done already."))
    if on > clock.today():
        raise Refused(Obstacle(_("Enter what has happened: this day is still to come."), "", "on"))
    fresh.done_on, fresh.done_note = on, how
    fresh.save(update_fields=["done_on", "done_note"])
    said = {"measure": fresh.text, "done_on": on.isoformat(), "how": how}
    record(row.subject, "direct.measure_done", actor=actor, public=said)
    tell(row)
    return fresh
