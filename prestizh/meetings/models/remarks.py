"""Members' remarks on draft minutes, and what was done about each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prestizh.meetings.models.agenda import AgendaItem
from prestizh.meetings.models.minutes import Minutes
from prestizh.meetings.models.people import Attendee


class Remark(models.Model):
    """What a member holds against a draft, on one item or (without one) on the whole.

    `version` is the number of the version that they read. Never changed.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="remarks")
    version = models.PositiveSmallIntegerField()
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="remarks")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="remarks")
    text = models.TextField(_("remark"), max_length=4000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_remark_says_something")
        ]

    @property
    def is_settled(self) -> bool:
        """Whether the secretary has answered it."""
        return hasattr(self, "settlement")


class Verdict(models.TextChoices):
    """What became of a remark."""

    TAKEN = "taken", _("taken into the minutes")
    IN_PART = "in_part", _("taken in part")
    LEFT = "left", _("not taken")


class Settlement(models.Model):
    """What the secretary did about a remark, and why; never changed."""

    remark = models.OneToOneField(Remark, models.PROTECT, related_name="settlement")
    verdict = models.CharField(_("what becomes of it"), max_length=8, choices=Verdict)
    answer = models.TextField(_("answer to the member"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="taken") | ~Q(answer=""),
                name="what_is_not_taken_is_explained",
            )
        ]


class Agreement(models.Model):
    """That a member agrees with one version of the draft and has no remarks."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="agreements")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "version", "attendee"], name="a_member_agrees_once"
            )
        ]
