"""The forms of direct participation and who may begin them, as words of ЗПУГДВМС."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """A form of direct participation."""

    INITIATIVE = "initiative", _("local citizens' initiative")
    ASSEMBLY = "assembly", _("general assembly of the population")
    REFERENDUM = "referendum", _("local referendum")
    APPROVAL = "approval", _("referendum to approve a decision of the council")


class Initiator(models.TextChoices):
    """Who begins it."""

    CITIZENS = "citizens", _("an initiative committee of citizens")
    COUNCILLORS = "councillors", _("a fifth of the councillors, three at least")
    COUNCIL = "council", _("the municipal council")
    MAYOR = "mayor", _("the mayor")


REFERENDA = frozenset({Kind.REFERENDUM, Kind.APPROVAL})
