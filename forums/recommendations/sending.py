"""Sending a recommendation: from then on it is public, and a day for the answer is set."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.recommendations import drafting
from forums.recommendations.letters import write_to_addressee
from forums.recommendations.models import Recommendation
from forums.recommendations.procedure import advance, lawful_move, locked, tell
from forums.recommendations.stages import RecommendationStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.models import Decision
from prestizh.places.calendar import calendar
from prestizh.refusal import Obstacle, refuse_if_any
from prestizh.terms import month_term, sofia_day

MONTHS = 2
LAW = "АПК, чл. 118, ал. 1"


def lawful_due_day(sent_on: date) -> date:
    """The last day for an answer where nothing else was set: a decision on a proposal is taken
    within two months of its receipt (АПК, чл. 118, ал. 1), counted as every term."""
    return month_term(sent_on, MONTHS, calendar()).last_day


def obstacles(recommendation: Recommendation) -> list[Obstacle]:
    """What stands in the way of sending it."""
    found = drafting.obstacles(recommendation)
    due_on = recommendation.due_on
    if due_on is None:
        return found
    today = sofia_day(clock.now())
    if due_on <= today:
        found.append(Obstacle(_("The day for the answer must be still to come."), LAW, "due_on"))
    if not recommendation.due_ground.strip() and due_on != lawful_due_day(today):
        sentence = _("Say on what ground another day is set than the law's two months.")
        found.append(Obstacle(sentence, LAW, "due_ground"))
    return found


@transaction.atomic
def send(recommendation: Recommendation, *, actor: User) -> Recommendation:
    """Send it to its addressee and show it to everybody. Raises `Refused`."""
    row = locked(recommendation)
    access.require(actor, "recommendation.manage", row.body.subject)
    move = lawful_move(row, RecommendationStep.SEND)
    refuse_if_any(obstacles(row))
    now = clock.now()
    row.sent_at = now
    row.due_on = row.due_on or lawful_due_day(sofia_day(now))
    row.due_ground = row.due_ground.strip() or LAW
    row.save(update_fields=["sent_at", "due_on", "due_ground"])
    advance(row, move, actor=actor, at=now)
    write_to_addressee(row)
    record(
        row.body.subject,
        "recommendation.sent",
        actor=actor,
        public={
            "recommendation": row.public_id,
            "reference": row.reference,
            "title": row.title,
            "text": row.text,
            "addressee": row.addressee,
            "to": row.to_whom,
            "origin": row.origin,
            "decision": _named(row.decision),
            "due_on": row.due_on.isoformat(),
            "ground": row.due_ground,
        },
    )
    tell(row)
    return row


def _named(decision: Decision | None) -> str:
    """A decision as the record names it: its meeting and its number; empty for none."""
    return "" if decision is None else f"{decision.meeting.public_id}/{decision.number}"
