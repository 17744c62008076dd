"""The life of a call as data: which step follows which, and on what ground.

That a published call is open or over is no stage: `closes_at` and the clock say it.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from prestizh.refusal import Sentence


class CallStage(models.TextChoices):
    """Where a call stands."""

    DRAFT = "draft", _("being prepared")
    PUBLISHED = "published", _("published")
    SELECTING = "selecting", _("applications are being assessed")
    DECIDED = "decided", _("result published, objections are taken")
    FINAL = "final", _("result is final")
    CANCELLED = "cancelled", _("cancelled")


class CallStep(models.TextChoices):
    """An act that moves a call from one stage to another."""

    PREPARE = "prepare", _("prepare a call")
    PUBLISH = "publish", _("publish it")
    SELECT = "select", _("begin the selection")
    DECIDE = "decide", _("publish the result")
    CORRECT = "correct", _("correct the result")
    FINISH = "finish", _("make the result final")
    CANCEL = "cancel", _("cancel the call")


@dataclass(frozen=True, slots=True)
class CallMove:
    """One lawful step; `act` is the name in `accounts.access` that says who may take it."""

    step: CallStep
    source: CallStage | None
    target: CallStage
    act: str
    ground: Sentence


OWN_RULES = _("the rules of the body and the published criteria")
MOVES: tuple[CallMove, ...] = (
    CallMove(CallStep.PREPARE, None, CallStage.DRAFT, "call.manage", OWN_RULES),
    CallMove(
        CallStep.PUBLISH,
        CallStage.DRAFT,
        CallStage.PUBLISHED,
        "call.manage",
        _("АПК, чл. 12 (openness)"),
    ),
    CallMove(
        CallStep.SELECT,
        CallStage.PUBLISHED,
        CallStage.SELECTING,
        "call.select",
        _("the end of the published term"),
    ),
    CallMove(
        CallStep.DECIDE, CallStage.SELECTING, CallStage.DECIDED, "call.select", _("АПК, чл. 59")
    ),
    CallMove(
        CallStep.CORRECT,
        CallStage.DECIDED,
        CallStage.DECIDED,
        "call.select",
        _("an objection that was upheld"),
    ),
    CallMove(
        CallStep.FINISH,
        CallStage.DECIDED,
        CallStage.FINAL,
        "call.select",
        _("the end of the term for objections"),
    ),
    *(
        CallMove(
            CallStep.CANCEL,
            source,
            CallStage.CANCELLED,
            "call.manage",
            _("decision of who called, with reasons"),
        )
        for source in (
            CallStage.DRAFT,
            CallStage.PUBLISHED,
            CallStage.SELECTING,
            CallStage.DECIDED,
        )
    ),
)

AFTER_PUBLICATION = frozenset(CallStage) - {CallStage.DRAFT}
WITH_RESULT = frozenset({CallStage.DECIDED, CallStage.FINAL})
TAKES_APPLICATIONS = frozenset({CallStage.PUBLISHED, CallStage.SELECTING})
