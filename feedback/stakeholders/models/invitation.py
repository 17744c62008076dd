"""That a stakeholder was invited to something, and that it came."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.stakeholders.models.stakeholder import Stakeholder


class OccasionKind(models.TextChoices):
    """To what one may come."""

    CONSULTATION = "consultation", _("discussion of a draft")
    CALL = "call", _("call for members")
    BODY = "body", _("work of a body")


INVITING = (OccasionKind.CONSULTATION, OccasionKind.CALL)


class Invitation(models.Model):
    """A letter to the office of a stakeholder; never changed. `key` is the occasion's public id."""

    stakeholder = models.ForeignKey(Stakeholder, models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=12, choices=OccasionKind)
    key = models.CharField(max_length=16)
    title = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stakeholder", "kind", "key"], name="a_stakeholder_is_invited_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["consultation", "call"]),
                name="invitations_are_to_what_is_open",
            ),
        ]
        indexes = [models.Index(fields=["kind", "key"])]


class Turnout(models.Model):
    """That a stakeholder came though no account of its own says so; never changed.

    A group has no account: who ran the event says how it was there.
    """

    stakeholder = models.ForeignKey(Stakeholder, models.PROTECT, related_name="turnouts")
    kind = models.CharField(max_length=12, choices=OccasionKind)
    key = models.CharField(max_length=16)
    how = models.CharField(_("how it took part"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stakeholder", "kind", "key"], name="a_stakeholder_comes_once"
            ),
            models.CheckConstraint(condition=~Q(how=""), name="a_turnout_says_how"),
        ]
        indexes = [models.Index(fields=["kind", "key"])]
