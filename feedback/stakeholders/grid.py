"""The grid of influence and interest: what follows from the scores of a stakeholder.

Marks go from 1 to 5; 4 and 5 are high. How much something matters to a stakeholder is the higher one
of interest and affectedness: whoever is affected and can do little is still heard, and low power
never lowers the effort (the grid of Mendelow, with affectedness apart).
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

LEAST, MOST, HIGH = 1, 5, 4


class Strategy(models.TextChoices):
    """How the municipality works with a stakeholder."""

    WORK_WITH = "work_with", _("work together")
    SATISFY = "satisfy", _("keep content")
    GIVE_VOICE = "give_voice", _("inform and give a voice")
    WATCH = "watch", _("keep in view")


WAYS: Final = {
    Strategy.WORK_WITH: _("working group, personal invitation, meeting about the result"),
    Strategy.SATISFY: _("short notice that concerns them"),
    Strategy.GIVE_VOICE: _("going to them, a simple survey, a mediator"),
    Strategy.WATCH: _("general information"),
}


def stake(interest: int, affectedness: int) -> int:
    """How much it matters to them, from 1 to 5."""
    return max(interest, affectedness)


def strategy(influence: int, interest: int, affectedness: int) -> Strategy:
    """The field of the grid in which these marks lie."""
    is_powerful, cares = influence >= HIGH, stake(interest, affectedness) >= HIGH
    if is_powerful:
        return Strategy.WORK_WITH if cares else Strategy.SATISFY
    return Strategy.GIVE_VOICE if cares else Strategy.WATCH
