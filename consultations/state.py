"""The state of a consultation in the words of its readers, from its stage and the clock."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from consultations.stages import Stage


class State(models.TextChoices):
    """What a reader sees: the stages, with the published one split by the end of the term."""

    DRAFT = "draft", _("in preparation")
    UPCOMING = "upcoming", _("coming up")
    OPEN = "open", _("open for opinions")
    CLOSED = "closed", _("ended, proposals are being answered")
    REPORTED = "reported", _("closing report published")
    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("not adopted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DROPPED = "dropped", _("put aside")


_BY_STAGE: dict[str, State] = {
    Stage.DRAFT: State.DRAFT,
    Stage.ANNOUNCED: State.UPCOMING,
    Stage.REPORTED: State.REPORTED,
    Stage.ADOPTED: State.ADOPTED,
    Stage.REJECTED: State.REJECTED,
    Stage.WITHDRAWN: State.WITHDRAWN,
    Stage.DROPPED: State.DROPPED,
}
# What only the house sees.
INTERNAL = frozenset({State.DRAFT, State.DROPPED})


def state_of(consultation: Consultation, now: datetime) -> State:
    """The state at `now` (UTC instant of the database's clock)."""
    if consultation.stage == Stage.PUBLISHED:
        return State.OPEN if consultation.is_open(now) else State.CLOSED
    return _BY_STAGE[consultation.stage]


def in_state(state: State, now: datetime) -> models.Q:
    """The condition on rows of being in `state` at `now`."""
    if state in {State.OPEN, State.CLOSED}:
        end = {"closes_at__gt": now} if state == State.OPEN else {"closes_at__lte": now}
        return models.Q(stage=Stage.PUBLISHED, **end)
    return models.Q(stage=next(stage for stage, shown in _BY_STAGE.items() if shown == state))
