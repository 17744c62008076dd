"""What the addressee answers; several answers may follow each other, the last one counts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prestizh.documents.models import Document


class Outcome(models.TextChoices):
    """What was decided on a recommendation."""

    ACCEPTED = "accepted", _("taken up")
    PARTLY = "partly", _("taken up in part")
    REJECTED = "rejected", _("not taken up")
    IN_WORK = "in_work", _("being worked on")


# What counts as taken up in reports.
TAKEN_UP = frozenset({Outcome.ACCEPTED, Outcome.PARTLY})


class Answer(models.Model):
    """One answer as it was given, never changed. `given_on` is its day, `entered_at` the instant at
    which it came to stand here. Without an account of the addressee it was entered from paper."""

    recommendation = models.ForeignKey(
        "recommendations.Recommendation", models.PROTECT, related_name="answers"
    )
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(_("what was decided"), max_length=10, choices=Outcome)
    reasons = models.TextField(_("answer and its reasons"), max_length=8000, blank=True)
    given_by = models.CharField(_("who answers, and in what office"), max_length=200)
    given_on = models.DateField(_("day of the answer"))
    letter_number = models.CharField(_("registry number of the letter"), max_length=60, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    is_entered = models.BooleanField(default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "number"], name="a_number_names_one_answer"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[outcome.value for outcome in Outcome]),
                name="outcome_of_an_answer_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="accepted") | ~Q(reasons=""),
                name="an_answer_that_is_no_acceptance_has_reasons",
            ),
        ]
