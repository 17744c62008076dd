"""A survey that was told to open by itself: at which hour, by whom, and what came of it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.surveys.models.survey import Survey
from feedback.surveys.stages import SurveyStage


class Outcome(models.TextChoices):
    """What came of a plan."""

    WAITING = "waiting", _("waits for its hour")
    OPENED = "opened", _("opened by itself")
    WITHDRAWN = "withdrawn", _("plan withdrawn")
    STOPPED = "stopped", _("could not open by itself")


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans by what came of them."""

    def waiting(self) -> Self:
        """Those whose hour has not come, or has come and was not seen yet."""
        return self.filter(outcome=Outcome.WAITING)

    def unresolved(self) -> Self:
        """Those that could not open a survey which waits in preparation still, without a newer plan."""
        newer = Plan.objects.filter(survey=models.OuterRef("survey"), pk__gt=models.OuterRef("pk"))
        return self.filter(
            ~models.Exists(newer),
            outcome=Outcome.STOPPED,
            survey__stage=SurveyStage.PREPARED,
        )


class Plan(models.Model):
    """The hour at which a prepared survey opens by itself. Of a survey one waits at a time.

    `hindrance` are the sentences that stood in the way at that hour, one on each line, in the
    language of who made the plan. What has come to an end is never changed.
    """

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="plans")
    opens_at = models.DateTimeField(_("opens by itself at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("planned by")
    )
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, default=Outcome.WAITING)
    ended_at = models.DateTimeField(null=True)
    hindrance = models.TextField(blank=True)

    objects: ClassVar = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="waiting", ended_at=None)
                | (Q(outcome__in=["opened", "withdrawn", "stopped"]) & Q(ended_at__isnull=False)),
                name="a_plan_ends_with_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="stopped") ^ Q(hindrance=""),
                name="a_stopped_plan_says_why",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__gt=models.F("made_at")), name="a_plan_is_for_later"
            ),
            models.UniqueConstraint(
                fields=["survey"], condition=Q(outcome="waiting"), name="one_plan_waits"
            ),
        ]
        indexes = [
            models.Index(
                fields=["opens_at"], condition=Q(outcome="waiting"), name="plans_that_wait"
            )
        ]

    def __str__(self) -> str:
        return f"{self.opens_at:%Y-%m-%d %H:%M} {self.outcome}"
