"""What came of it: the counted result, the answer, the measures."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from forums.direct.models.initiative import Initiative
from prestizh.places.models import in_language

if TYPE_CHECKING:
    from datetime import date


class Result(models.Model):
    """The numbers of a vote or an assembly and what the law makes of them, frozen.

    `present` took part or were present; of an assembly `after_an_hour` says that it was put off.
    `election_votes` are the valid votes of general local elections on the same day.
    """

    initiative = models.OneToOneField(Initiative, models.PROTECT, related_name="result")
    voters = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    after_an_hour = models.BooleanField(default=False)
    election_votes = models.PositiveIntegerField(null=True)
    present_needed = models.PositiveIntegerField()
    yes_needed = models.PositiveIntegerField()
    is_valid = models.BooleanField()
    is_adopted = models.BooleanField()
    decision = models.TextField(max_length=3000, blank=True)
    decision_en = models.TextField(max_length=3000, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=F("voters")), name="no_more_take_part_than_may"
            ),
            models.CheckConstraint(
                condition=Q(present__gte=F("yes") + F("no")), name="no_more_vote_than_take_part"
            ),
            models.CheckConstraint(
                condition=Q(is_adopted=True, is_valid=True, yes__gte=F("yes_needed"))
                | Q(is_adopted=False, is_valid=False)
                | Q(is_adopted=False, yes__lt=F("yes_needed")),
                name="adopted_is_what_the_numbers_say",
            ),
            models.CheckConstraint(
                condition=Q(is_valid=True, present__gte=F("present_needed"))
                | Q(is_valid=False, present__lt=F("present_needed")),
                name="valid_is_what_the_numbers_say",
            ),
        ]

    @property
    def decided(self) -> str:
        """What was decided, in the language of the page."""
        return in_language(self.decision, self.decision_en)

    @property
    def per_cent(self) -> str:
        """The share that took part, with one decimal."""
        return f"{self.present * 100 / self.voters:.1f}"


class Outcome(models.TextChoices):
    """What the answer says to the proposal."""

    ACCEPTED = "accepted", _("the proposal is accepted")
    PARTLY = "partly", _("the proposal is partly accepted")
    REJECTED = "rejected", _("the proposal is not accepted")


class Answer(models.Model):
    """The decision that was owed, with its reasons, published on a day; `due_on` as it was then."""

    initiative = models.OneToOneField(Initiative, models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=10, choices=Outcome)
    text = models.TextField(max_length=6000)
    text_en = models.TextField(max_length=6000, blank=True)
    decided_by = models.CharField(max_length=200)
    newspaper = models.CharField(max_length=200, blank=True)
    committee_told_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    published_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=[outcome.value for outcome in Outcome]),
                name="direct_outcome_is_known",
            )
        ]

    @property
    def says(self) -> str:
        """The decision in the language of the page."""
        return in_language(self.text, self.text_en)

    @property
    def days_late(self) -> int:
        """How many days after the lawful day it was published; 0 when in time."""
        return max((self.published_on - self.due_on).days, 0) if self.due_on else 0


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures by whether they are done."""

    def open(self) -> Self:
        """Those that are still owed."""
        return self.filter(done_on=None)


class Measure(models.Model):
    """What is done about it: by whom, by when, and since when it is done."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="measures")
    text = models.CharField(max_length=500)
    owner = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_note = models.CharField(max_length=500, blank=True)
    added_at = models.DateTimeField()

    objects: ClassVar = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def is_late(self, today: "date") -> bool:
        """Whether it was not done by its day."""
        return (self.done_on or today) > self.due_on
