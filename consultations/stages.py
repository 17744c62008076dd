"""The procedure of чл. 26 ЗНА as data: which step follows which, who takes it, on what ground.

From this one table come the check in the act, the CHECK constraint on the table of stage changes,
and the page that explains the procedure to the reader. Whether opinions are still taken is not a
stage: it is computed from `closes_at` and the database's clock.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from prestizh.refusal import Sentence


class Stage(models.TextChoices):
    """Where a consultation stands."""

    DRAFT = "draft", _("in preparation")
    ANNOUNCED = "announced", _("announced")
    PUBLISHED = "published", _("published for discussion")
    REPORTED = "reported", _("closing report published")
    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("not adopted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DROPPED = "dropped", _("put aside")


class Step(models.TextChoices):
    """An act that moves a consultation from one stage to another."""

    PREPARE = "prepare", _("prepare a draft")
    ANNOUNCE = "announce", _("announce what is coming")
    PUBLISH = "publish", _("publish for discussion")
    REPORT = "report", _("publish the closing report")
    ADOPT = "adopt", _("record the adoption")
    REJECT = "reject", _("record that it was not adopted")
    WITHDRAW = "withdraw", _("withdraw the draft")
    DROP = "drop", _("put the draft aside")
    RESUME = "resume", _("take the draft up again")


@dataclass(frozen=True, slots=True)
class Move:
    """One lawful step: `act` is the name in `accounts.access` that says who may take it."""

    step: Step
    source: Stage | None
    target: Stage
    act: str
    ground: Sentence


MOVES: tuple[Move, ...] = (
    Move(Step.PREPARE, None, Stage.DRAFT, "consultation.draft", _("ЗНА, чл. 26, ал. 1")),
    Move(
        Step.ANNOUNCE,
        Stage.DRAFT,
        Stage.ANNOUNCED,
        "consultation.publish",
        _("ЗНА, чл. 26, ал. 1 (openness and coordination)"),
    ),
    Move(
        Step.PUBLISH,
        Stage.DRAFT,
        Stage.PUBLISHED,
        "consultation.publish",
        _("ЗНА, чл. 26, ал. 2–4 and чл. 28"),
    ),
    Move(
        Step.PUBLISH,
        Stage.ANNOUNCED,
        Stage.PUBLISHED,
        "consultation.publish",
        _("ЗНА, чл. 26, ал. 2–4 and чл. 28"),
    ),
    Move(
        Step.REPORT,
        Stage.PUBLISHED,
        Stage.REPORTED,
        "consultation.close",
        _("ЗНА, чл. 26, ал. 5"),
    ),
    Move(
        Step.ADOPT,
        Stage.REPORTED,
        Stage.ADOPTED,
        "consultation.outcome",
        _("ЗМСМА, чл. 21, ал. 2 and чл. 22"),
    ),
    # Unlawful but real: the council adopts before the report. It is recorded and shown as such.
    Move(
        Step.ADOPT,
        Stage.PUBLISHED,
        Stage.ADOPTED,
        "consultation.outcome",
        _("ЗМСМА, чл. 21, ал. 2; without the report of ЗНА, чл. 26, ал. 5"),
    ),
    Move(
        Step.REJECT,
        Stage.REPORTED,
        Stage.REJECTED,
        "consultation.outcome",
        _("ЗМСМА, чл. 21, ал. 1, т. 23"),
    ),
    Move(
        Step.WITHDRAW,
        Stage.ANNOUNCED,
        Stage.WITHDRAWN,
        "consultation.withdraw",
        _("decision of who tables the draft"),
    ),
    Move(
        Step.WITHDRAW,
        Stage.PUBLISHED,
        Stage.WITHDRAWN,
        "consultation.withdraw",
        _("decision of who tables the draft"),
    ),
    Move(
        Step.WITHDRAW,
        Stage.REPORTED,
        Stage.WITHDRAWN,
        "consultation.withdraw",
        _("decision of who tables the draft"),
    ),
    # Nobody outside the house has seen it, so nobody is owed an explanation.
    Move(
        Step.DROP,
        Stage.DRAFT,
        Stage.DROPPED,
        "consultation.draft",
        _("decision of who prepares it; the draft was never public"),
    ),
    Move(
        Step.RESUME,
        Stage.DROPPED,
        Stage.DRAFT,
        "consultation.draft",
        _("decision of who prepares it; the draft was never public"),
    ),
)

PUBLIC_STAGES = frozenset(Stage) - {Stage.DRAFT, Stage.DROPPED}
