"""A survey: a questionnaire given out, its steps, and the rules by which surveys begin by themselves."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.models import Questionnaire, Version
from feedback.surveys.stages import MOVES, SurveyStage
from forums.bodies.models.body import kept_by
from prestizh.accounts import access
from prestizh.documents.models import new_public_id
from prestizh.ledger.record import PORTAL
from prestizh.moves import lawful_changes
from prestizh.terms import last_day_before, sofia_day

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone

HOST_KINDS = [
    ("consultation", _("public discussion")),
    ("meeting", _("meeting of a body")),
    ("body", _("body as a whole")),
    ("session", _("session of a forum")),
]


class Mode(models.TextChoices):
    """Whether an answer can be told to be somebody's."""

    ANONYMOUS = "anonymous", _("anonymous")
    IDENTIFIED = "identified", _("with the name of who answers")


class Occasion(models.TextChoices):
    """Why people are asked."""

    AFTER_EVENT = "after_event", _("after the event")
    AFTER_REPORT = "after_report", _("after the answers are published")
    NEEDS = "needs", _("needs and attitudes")
    OTHER = "other", _("another occasion")


class Reach(models.TextChoices):
    """Who may answer."""

    OPEN = "open", _("anybody with the link")
    INVITED = "invited", _("only who is invited, with a code or on paper")


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Surveys as they are allowed to be seen."""

    def public(self) -> Self:
        """What everybody may read of: what was opened once."""
        return self.filter(opens_at__isnull=False)

    def visible_to(self, user: "Anyone") -> Self:
        """At the desk: all for those who run or read surveys, a secretary's own for the secretary."""
        if access.may(user, "survey.read"):
            return self.all()
        return self.editable_by(user)

    def editable_by(self, user: "Anyone") -> Self:
        """Every survey for those who run them all; those of a secretary's bodies for the secretary."""
        if access.may(user, "survey.manage"):
            return self.all()
        return self.filter(subject__in=kept_by(user).values("subject"))

    def open_at(self, instant: datetime) -> Self:
        """Those that take answers at `instant`."""
        return self.filter(stage=SurveyStage.OPEN, closes_at__gt=instant)

    def with_plans(self) -> Self:
        """Each with the hour at which it opens by itself, as `planned_for`; empty for most."""
        waiting = models.Q(plans__outcome="waiting")
        planned = models.FilteredRelation("plans", condition=waiting)
        return self.annotate(waiting_plan=planned, planned_for=models.F("waiting_plan__opens_at"))


class RuleQuerySet(models.QuerySet["AutomaticRule"]):
    """Rules as they are allowed to be seen."""

    def editable_by(self, user: "Anyone") -> Self:
        """All for those who run all surveys, none for anybody else."""
        return self.all() if access.may(user, "survey.manage") else self.none()


class AutomaticRule(models.Model):
    """„Always ask after“: so many days after each event of a kind a survey opens by itself."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="+", verbose_name=_("questionnaire to give out")
    )
    host_kind = models.CharField(_("after what kind of event"), max_length=16, choices=HOST_KINDS)
    occasion = models.CharField(
        _("at which moment"), max_length=12, choices=Occasion, default=Occasion.AFTER_EVENT
    )
    days_after = models.PositiveSmallIntegerField(_("days after it"), default=1)
    open_days = models.PositiveSmallIntegerField(_("days for answers"), default=14)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days_after__lte=90, open_days__range=(3, 90)),
                name="a_rule_asks_in_time",
            ),
            models.CheckConstraint(
                condition=Q(occasion__in=["after_event", "after_report"]),
                name="a_rule_asks_after_something",
            ),
            models.UniqueConstraint(
                fields=["host_kind", "occasion"],
                condition=Q(ended_at=None),
                name="one_rule_for_each_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_host_kind_display()}, {self.get_occasion_display()}"


class Survey(models.Model):
    """One giving-out of one version of a questionnaire.

    Bound to a host by `host_kind` and `host_id` (its public id) or to nothing; `subject` is the chain
    of the record of that host. `opens_at` is empty until it was opened. `invited`: to how many people
    a letter went. `counted`: how many answers were counted so far; `recorded`: how many of them stand
    in the record.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    version = models.ForeignKey(Version, models.PROTECT, related_name="surveys")
    host_kind = models.CharField(max_length=16, blank=True, choices=HOST_KINDS)
    host_id = models.CharField(max_length=40, blank=True)
    subject = models.UUIDField(null=True)
    rule = models.ForeignKey(AutomaticRule, models.PROTECT, null=True, related_name="surveys")
    stage = models.CharField(max_length=10, choices=SurveyStage, default=SurveyStage.PREPARED)

    mode = models.CharField(
        _("how answers are kept"), max_length=10, choices=Mode, default=Mode.ANONYMOUS
    )
    occasion = models.CharField(_("occasion"), max_length=12, choices=Occasion)
    reach = models.CharField(_("who may answer"), max_length=8, choices=Reach, default=Reach.OPEN)
    closes_at = models.DateTimeField(_("answers are taken until"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    opens_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    invited = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    recorded = models.PositiveIntegerField(default=0)

    objects: ClassVar = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in SurveyStage]),
                name="survey_stage_is_known",
            ),
            models.CheckConstraint(
                condition=Q(host_kind="", host_id="", subject=None)
                | (~Q(host_kind="") & ~Q(host_id="") & Q(subject__isnull=False)),
                name="a_survey_has_a_host_or_none",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["prepared", "cancelled"]) | Q(opens_at__isnull=False),
                name="an_open_survey_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(recorded__lte=F("counted")), name="recorded_is_counted_before"
            ),
            models.UniqueConstraint(
                fields=["rule", "host_id"], name="a_rule_asks_once_after_an_event"
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "closes_at"]),
            models.Index(fields=["host_kind", "host_id"]),
            models.Index(fields=["subject"]),
        ]

    def __str__(self) -> str:
        title = self.version.content.get("title", {})
        words: str = (title.get("en") if get_language() == "en" else "") or title.get("bg", "")
        return words

    def get_absolute_url(self) -> str:
        return reverse("surveys:page", args=[self.public_id])

    @property
    def subject_of_record(self) -> UUID:
        """The chain of the record: the host's, or the portal's own where there is none."""
        return self.subject or PORTAL

    @property
    def last_day(self) -> date:
        """The last day, in Sofia, on which answers are taken, until its end."""
        return last_day_before(self.closes_at)

    @property
    def answered_until(self) -> date | None:
        """The last day on which answers were taken; None as long as it isn't closed."""
        return min(self.last_day, sofia_day(self.closed_at)) if self.closed_at else None

    @property
    def is_anonymous(self) -> bool:
        return self.mode == Mode.ANONYMOUS

    def is_open(self, instant: datetime) -> bool:
        """Whether answers are taken at `instant`."""
        return self.stage == SurveyStage.OPEN and instant < self.closes_at


def publication_key(public_id: str, **_more: object) -> str:
    """The name under which a survey's page is kept."""
    return f"survey:{public_id}"


class SurveyChange(models.Model):
    """One step in the life of a survey, never changed; without an `actor` the portal took it."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="changes")
    source = models.CharField(max_length=10, blank=True, choices=SurveyStage)
    target = models.CharField(max_length=10, choices=SurveyStage)
    step = models.CharField(max_length=10)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=lawful_changes(MOVES), name="survey_step_is_lawful"),
            models.CheckConstraint(
                condition=~Q(step="cancel") | ~Q(reason=""), name="a_cancelled_survey_says_why"
            ),
        ]
