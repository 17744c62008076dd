"""The protocol of a selection: who assessed, the points they gave, what was decided and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from forums.calls.models.application import Application
from forums.calls.models.call import Call, Criterion


class Selector(models.Model):
    """Somebody who assesses the applications, as an order or the rules of the body name them."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="selectors")
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "name"], name="a_selector_is_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class Score(models.Model):
    """Whole points that one selector gave one application for one criterion."""

    selector = models.ForeignKey(Selector, models.PROTECT, related_name="scores")
    application = models.ForeignKey(Application, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(_("points"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["selector", "application", "criterion"], name="points_are_given_once"
            )
        ]


class PassedOver(models.Model):
    """Why somebody of the published order was passed over for `taken`. Public; it stands."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="passed_over")
    taken = models.ForeignKey(Application, models.PROTECT, related_name="+")
    reason = models.TextField(_("why they are passed over"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(application=F("taken")),
                name="who_is_passed_over_is_told_why",
            )
        ]


class Decision(models.TextChoices):
    """What was decided on an application."""

    SELECTED = "selected", _("selected")
    RESERVE = "reserve", _("on the reserve list")
    NOT_SELECTED = "not_selected", _("not selected")
    INADMISSIBLE = "inadmissible", _("not admitted to assessment")


class Verdict(models.Model):
    """The decision on one application with its reasons; `points` and `place` as they were published.

    Public with the result. `place` is empty for what was not assessed.
    """

    Decision = Decision

    application = models.OneToOneField(Application, models.PROTECT, related_name="verdict")
    decision = models.CharField(_("decision"), max_length=14, choices=Decision)
    reasons = models.TextField(_("reasons, public"), max_length=4000)
    points = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    place = models.PositiveSmallIntegerField(null=True)
    decided_at = models.DateTimeField()
    revised_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=[one.value for one in Decision]) & ~Q(reasons=""),
                name="a_verdict_has_reasons",
            )
        ]
