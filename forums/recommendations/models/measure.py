"""What is done about a recommendation: measures, each with its owner, its day and its result."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.models.body import kept_by
from prestizh.accounts import access
from prestizh.accounts.models import User

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class MeasureState(models.TextChoices):
    """How far a measure is."""

    PLANNED = "planned", _("planned")
    BEGUN = "begun", _("begun")
    DONE = "done", _("done")
    GIVEN_UP = "given_up", _("given up")


OVER = frozenset({MeasureState.DONE, MeasureState.GIVEN_UP})


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures by who may report on them, and by whether they are over."""

    def editable_by(self, user: "Anyone") -> Self:
        """One's own measures; all for a clerk; those of one's bodies for a secretary."""
        if access.may(user, "recommendation.manage"):
            return self.all()
        if not isinstance(user, User):
            return self.none()
        own = Q(owner=user) | Q(recommendation__addressee_user=user)
        return self.filter(own | Q(recommendation__body__in=kept_by(user)))

    def unfinished(self) -> Self:
        """Planned or begun, by their day."""
        return self.exclude(state__in=OVER).order_by("due_on", "pk")


class Measure(models.Model):
    """One thing that is to be done. `state` and `result` are those of the last report on it."""

    recommendation = models.ForeignKey(
        "recommendations.Recommendation", models.PROTECT, related_name="measures"
    )
    text = models.TextField(_("what is to be done"), max_length=2000)
    owner_name = models.CharField(_("who does it"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("account that is reminded"),
    )
    due_on = models.DateField(_("to be done by"))
    state = models.CharField(max_length=10, choices=MeasureState, default=MeasureState.PLANNED)
    result = models.TextField(max_length=2000, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects: ClassVar = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MeasureState]),
                name="measure_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "begun"]) | ~Q(result=""),
                name="a_measure_that_is_over_says_with_what_result",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("recommendations:measure", args=[self.pk])

    def days_late(self, today: date) -> int:
        """Days since its day; 0 for what is over or not yet late."""
        return 0 if self.state in OVER else max((today - self.due_on).days, 0)


class MeasureReport(models.Model):
    """What was reported on a measure, never changed; a trigger carries it to the measure."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="reports")
    state = models.CharField(_("how far it is"), max_length=10, choices=MeasureState)
    result = models.TextField(_("what was done"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
