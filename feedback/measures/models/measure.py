"""What is done about a proposal: measures, each with its owner, its day and its result."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.measures.models.proposal import ImprovementProposal
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.models import new_public_id
from prestizh.places.models import Unit

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class MeasureState(models.TextChoices):
    """How far a measure is."""

    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    DROPPED = "dropped", _("given up")


OVER = frozenset({MeasureState.DONE, MeasureState.DROPPED})


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures by who may report on them, and by whether they are over."""

    def editable_by(self, user: "Anyone") -> Self:
        """One's own; all for who keeps the register."""
        if access.may(user, "improvement.manage"):
            return self.all()
        return self.filter(owner=user) if isinstance(user, User) else self.none()

    def visible_to(self, user: "Anyone") -> Self:
        """Those one may report on; all for who reads the register at the desk."""
        return self.all() if access.may(user, "improvement.read") else self.editable_by(user)

    def public(self) -> Self:
        """All: a measure follows an answer, and what was answered is public."""
        return self.all()

    def unfinished(self) -> Self:
        """Planned or under way, by their day."""
        return self.exclude(state__in=OVER).order_by("due_on", "pk")

    def done(self) -> Self:
        """What was done, the newest first."""
        return self.filter(state=MeasureState.DONE).order_by("-done_on", "-pk")


class Measure(models.Model):
    """One thing that is done for better participation (мярка).

    The owner is a `unit` or an office by name; `owner` is the account that is reminded and may
    report. `state`, `result`, `result_url` and `done_on` are those of the last report: a trigger
    carries them. Its facts stand in the chain of its proposal.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    proposal = models.ForeignKey(ImprovementProposal, models.PROTECT, related_name="measures")
    text = models.TextField(_("what is to be done"), max_length=2000)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit that does it")
    )
    owner_name = models.CharField(_("office that does it"), max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="improvement_measures"
    )
    due_on = models.DateField(_("to be done by"))
    state = models.CharField(max_length=10, choices=MeasureState, default=MeasureState.PLANNED)
    result = models.TextField(max_length=2000, blank=True)
    result_url = models.URLField(blank=True)
    done_on = models.DateField(null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects: ClassVar = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MeasureState]),
                name="improvement_measure_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "under_way"]) | ~Q(result=""),
                name="a_finished_improvement_says_its_result",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | ~Q(state="done") & Q(done_on=None),
                name="only_what_is_done_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(owner_name=""),
                name="an_improvement_has_who_does_it",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("measures:measure", args=[self.public_id])

    @property
    def doer(self) -> str:
        """The office or unit that does it, in words."""
        return self.owner_name or str(self.unit)

    def days_late(self, today: date) -> int:
        """Days since its day; 0 for what is over or not yet late."""
        return 0 if self.state in OVER else max((today - self.due_on).days, 0)


class MeasureReport(models.Model):
    """What was reported on a measure, never changed; a trigger carries it to the measure."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="reports")
    state = models.CharField(_("how far it is"), max_length=10, choices=MeasureState)
    result = models.TextField(_("what was done"), max_length=2000, blank=True)
    result_url = models.URLField(_("address of the result"), blank=True)
    done_on = models.DateField(_("done on"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["under_way", "done", "dropped"]),
                name="a_report_says_how_far_it_is",
            )
        ]
