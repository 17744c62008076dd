"""What the tables vote on: recommendations and project ideas, one vote a table."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models.forum import Forum, Table
from forums.gatherings.models.session import Session
from forums.recommendations.models import Recommendation
from forums.recommendations.models.recommendation import Addressee


class MotionKind(models.TextChoices):
    """What is put to the vote."""

    RECOMMENDATION = "recommendation", _("recommendation")
    PROJECT = "project", _("project idea")


class Verdict(models.TextChoices):
    """What the tables decided."""

    CARRIED = "carried", _("carried by the tables")
    REFUSED = "refused", _("not carried by the tables")


class Choice(models.TextChoices):
    """How a table votes."""

    FOR = "for", _("for")
    AGAINST = "against", _("against")
    ABSTAINS = "abstains", _("abstains")


class ProjectStage(models.TextChoices):
    """What became of a project idea after the selection."""

    SELECTED = "selected", _("selected for the fund")
    NOT_SELECTED = "not_selected", _("not selected")
    AT_WORK = "at_work", _("is being carried out")
    DONE = "done", _("carried out")
    STOPPED = "stopped", _("stopped")


class Motion(models.Model):
    """A recommendation or a project idea of one table, put to the vote at one session.

    `budget` and `own_share` (co-financing) are in euro. `recommendation` is what goes to the
    addressee once the tables carried it.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="motions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind of motion"), max_length=14, choices=MotionKind)
    table = models.ForeignKey(
        Table, models.PROTECT, related_name="motions", verbose_name=_("table that proposes")
    )
    title = models.CharField(_("in one line"), max_length=200)
    text = models.TextField(_("text"), max_length=8000)
    addressee = models.CharField(
        _("to whom the recommendation goes"), max_length=12, choices=Addressee, blank=True
    )
    addressee_name = models.CharField(_("name of the addressee"), max_length=200, blank=True)
    budget = models.DecimalField(
        _("budget, in euro"), max_digits=12, decimal_places=2, default=Decimal(0)
    )
    own_share = models.DecimalField(
        _("of it co-financed, in euro"), max_digits=12, decimal_places=2, default=Decimal(0)
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    needed = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    recommendation = models.OneToOneField(
        Recommendation, models.PROTECT, null=True, related_name="forum_motion"
    )
    stage = models.CharField(max_length=12, choices=ProjectStage, blank=True)
    responsible = models.CharField(_("who is responsible"), max_length=200, blank=True)
    result = models.TextField(_("what came of it"), max_length=2000, blank=True)

    class Meta:
        ordering = ["session__number", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_motion_a_number"),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at=None)
                | (~Q(verdict="") & Q(decided_at__isnull=False)),
                name="a_verdict_has_its_moment",
            ),
            models.CheckConstraint(
                condition=(Q(kind="recommendation") & ~Q(addressee="") & Q(stage="", budget=0))
                | Q(kind="project", addressee="", own_share__lte=models.F("budget")),
                name="a_motion_is_of_one_kind",
            ),
            models.CheckConstraint(
                condition=Q(stage="") | Q(verdict="carried"), name="only_what_was_carried_is_chosen"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> Decimal:
        """What it would take from the fund, in euro."""
        return self.budget - self.own_share


class TableVote(models.Model):
    """The one vote of one table; never changed. A trigger refuses the operative group's."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="votes")
    table = models.ForeignKey(Table, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        ordering = ["table__number"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "table"], name="a_table_votes_once")
        ]


class Criterion(models.Model):
    """What project ideas are judged by, agreed before any is judged; `most` is in points."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=120)
    most = models.PositiveSmallIntegerField(_("most points"), default=10)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "name"], name="a_criterion_stands_once")
        ]

    def __str__(self) -> str:
        return self.name


class Score(models.Model):
    """The points of a project idea by one criterion; never changed."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["criterion"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "criterion"], name="a_criterion_scores_once")
        ]
