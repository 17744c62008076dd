"""The decision on a proposal: the day of the vote or assembly is set, or the council refuses."""

from dataclasses import dataclass
from datetime import date, time

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from forums.direct.counting_terms import first_day, last_day
from forums.direct.kinds import REFERENDA, Kind
from forums.direct.models import Initiative
from forums.direct.procedure import advance, lawful_move, locked
from forums.direct.procedures import PROCEDURES
from forums.direct.provisions import Effect, TermRule, article
from forums.direct.signatures import enough_for
from forums.direct.stages import Step
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined
from prestizh.egn import refuse_egn
from prestizh.places.calendar import calendar
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.ui.dates import day_text

OFFICE_HOURS = (time(8, 30), time(17, 0))


class Ground(models.TextChoices):
    """On what ground the council may refuse a proposal for a referendum."""

    UNLAWFUL = "unlawful", _("the question is unlawful (чл. 31, ал. 1)")
    EXPEDIENCE = "expedience", _("other reasons (чл. 31, ал. 2)")


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where it is held; a vote has no hour of its own."""

    day: date
    hour: time | None = None
    place: str = ""


@transaction.atomic
def call(
    initiative: Initiative,
    *,
    actor: User,
    on: date,
    act: str,
    appointment: Appointment,
    file: Examined | None = None,
) -> Initiative:
    """Note the decision or announcement of the day `on` that sets a day. Raises `Refused`."""
    row = locked(initiative)
    move = lawful_move(row, Step.CALL, actor)
    refuse_egn({"place": appointment.place})
    if row.has_petition and not enough_for(row, Effect.CALLED, Effect.CONSIDERED):
        raise Refused(_("There are not enough valid signatures for it."))
    if not act.strip():
        raise Refused(Obstacle(_("Give the decision or order and its number."), "", "act"))
    held = appointment.day
    found = _of_a_vote(row, on, held) if row.kind in REFERENDA else _of_an_assembly(on, appointment)
    refuse_if_any(found)
    row.holds_on, row.holds_at, row.place = held, appointment.hour, appointment.place
    row.save(update_fields=["holds_on", "holds_at", "place"])
    said = {"holds_on": held.isoformat(), "place": appointment.place}
    advance(row, move, actor=actor, on=on, act=act, file=file, **said)
    return row


def _of_a_vote(row: Initiative, on: date, held: date) -> list[Obstacle]:
    procedure = PROCEDURES[Kind(row.kind)]
    latest = procedure.term("vote_latest")
    found = []
    if row.kind == Kind.REFERENDUM:
        earliest = procedure.term("vote_earliest")
        found += _outside(held, first_day(earliest, on), last_day(latest, on), latest)
    else:
        asked = row.changes.filter(step=Step.TABLE).latest("pk").on
        found += _outside(held, on, last_day(latest, asked), latest)
    if calendar().is_working(held):
        sentence = _("The vote is held on a day off.")
        found.append(Obstacle(sentence, article("30", "5"), "holds_on"))
    return found


def _of_an_assembly(on: date, appointment: Appointment) -> list[Obstacle]:
    procedure, held = PROCEDURES[Kind.ASSEMBLY], appointment.day
    latest = procedure.term("hold_latest")
    earliest = first_day(procedure.term("hold_earliest"), on)
    found = _outside(held, earliest, last_day(latest, on), latest)
    if appointment.hour is None or not appointment.place:
        sentence = _("The announcement names the day, the hour and the place.")
        found.append(Obstacle(sentence, article("57", "6"), "place"))
    elif calendar().is_working(held) and OFFICE_HOURS[0] <= appointment.hour < OFFICE_HOURS[1]:
        sentence = _("The assembly is held outside working hours.")
        found.append(Obstacle(sentence, article("58", "2"), "holds_at"))
    return found


def _outside(held: date, first: date, last: date, rule: TermRule) -> list[Obstacle]:
    if first <= held <= last:
        return []
    sentence = _("The law allows a day from %(first)s to %(last)s.") % {
        "first": day_text(first, "date"),
        "last": day_text(last, "date"),
    }
    return [Obstacle(sentence, rule.law, "holds_on")]


@transaction.atomic
def refuse(
    initiative: Initiative,
    *,
    actor: User,
    on: date,
    act: str,
    ground: str,
    note: str,
    file: Examined | None = None,
) -> Initiative:
    """Note that the council refused the proposal, with its reasons. Raises `Refused`."""
    row = locked(initiative)
    move = lawful_move(row, Step.REFUSE, actor)
    if not note.strip():
        sentence = _("The council refuses with reasons. Write them down.")
        raise Refused(Obstacle(sentence, article("31"), "note"))
    if ground == Ground.EXPEDIENCE and row.has_petition and enough_for(row, Effect.CALLED):
        raise Refused(
            Obstacle(
                _("A tenth of the voters signed: the council must call it, unless it is unlawful."),
                article("31", "2"),
                "ground",
            )
        )
    advance(row, move, actor=actor, on=on, act=act, note=note, file=file, ground=ground)
    return row
