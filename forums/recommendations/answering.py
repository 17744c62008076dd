"""Answering a recommendation: by its addressee's account, or entered from the letter that came."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from forums.recommendations.letters import tell_of_answer
from forums.recommendations.models import Answer, Outcome, Recommendation
from forums.recommendations.procedure import advance, lawful_move, locked, tell
from forums.recommendations.stages import RecommendationStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import publish
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, refuse_if_any
from prestizh.terms import sofia_day

LAW = "АПК, чл. 118"


@transaction.atomic
def answer(
    recommendation: Recommendation,
    *,
    actor: User,
    outcome: str,
    reasons: str = "",
    given_by: str,
    given_on: date | None = None,
    letter_number: str = "",
    document: Document | None = None,
) -> Answer:
    """Add an answer; the last one counts, the earlier ones stay. Raises `Refused`.

    `given_on` is the day of the letter where it is entered from paper; else it is today.
    """
    row = locked(recommendation)
    is_entered = row.addressee_user_id != actor.pk
    if is_entered:
        access.require(actor, "recommendation.enter_answer", row.body.subject)
    move = lawful_move(row, RecommendationStep.ANSWER)
    now = clock.now()
    day = given_on or sofia_day(now)
    refuse_if_any(_wrong(row, outcome, reasons, given_by, day, sofia_day(now)))
    last = row.answers.aggregate(last=Max("number"))["last"] or 0
    made: Answer = Answer.objects.create(
        recommendation=row,
        number=last + 1,
        outcome=outcome,
        reasons=reasons.strip(),
        given_by=given_by,
        given_on=day,
        letter_number=letter_number,
        document=document,
        is_entered=is_entered,
        entered_by=actor,
        entered_at=now,
    )
    if document is not None:
        publish(document, now)
    advance(row, move, actor=actor, at=now)
    tell_of_answer(row, made)
    _record(row, made, actor)
    tell(row)
    return made


def _wrong(
    row: Recommendation, outcome: str, reasons: str, given_by: str, day: date, today: date
) -> list[Obstacle]:
    found = []
    if outcome not in Outcome.values:
        found.append(Obstacle(_("Say what was decided on the recommendation."), LAW, "outcome"))
    if outcome != Outcome.ACCEPTED and not reasons.strip():
        sentence = _("Give the reasons: only what is taken up whole needs none.")
        found.append(Obstacle(sentence, LAW, "reasons"))
    if not given_by.strip():
        found.append(Obstacle(_("Say who answers, and in what office."), field="given_by"))
    sent = sofia_day(row.sent_at) if row.sent_at else today
    if not sent <= day <= today:
        sentence = _("The day of the answer lies between the sending and today.")
        found.append(Obstacle(sentence, field="given_on"))
    return found


def _record(row: Recommendation, made: Answer, actor: User) -> None:
    record(
        row.body.subject,
        "recommendation.answered",
        actor=actor,
        public={
            "recommendation": row.public_id,
            "reference": row.reference,
            "title": row.title,
            "number": str(made.number),
            "outcome": made.outcome,
            "reasons": made.reasons,
            "given_on": made.given_on.isoformat(),
            "letter": made.letter_number,
        },
        # Who signed can be erased from the record, so it is committed apart.
        private={"given_by": made.given_by},
    )
