"""The recommendation itself, its steps, and what it is linked with."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body
from forums.bodies.models.body import kept_by
from forums.recommendations.models.answer import Outcome
from forums.recommendations.stages import (
    MOVES,
    PUBLIC_STAGES,
    RecommendationStage,
    RecommendationStep,
)
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.models import new_public_id
from prestizh.meetings.models import Decision
from prestizh.moves import lawful_changes
from prestizh.places.models import Unit, in_language
from prestizh.ui.dates import day_text

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class Addressee(models.TextChoices):
    """To whom a body may turn."""

    MAYOR = "mayor", _("the mayor")
    COUNCIL = "council", _("the municipal council")
    COMMISSION = "commission", _("a commission of the council")
    UNIT = "unit", _("a unit of the administration")
    INSTITUTION = "institution", _("another institution")


class Origin(models.TextChoices):
    """Where the recommendation was decided on."""

    MEETING = "meeting", _("decided at a meeting")
    OUTSIDE = "outside", _("outside of a meeting")


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Recommendations as they are allowed to be seen."""

    def public(self) -> Self:
        """What was sent."""
        return self.filter(stage__in=PUBLIC_STAGES)

    def visible_to(self, user: "Anyone") -> Self:
        """What was sent; drafts for who audits, keeps the body's papers or sits in it."""
        if access.may(user, "recommendation.read_drafts"):
            return self.all()
        own = Q(body__in=kept_by(user)) | Q(body__in=Body.objects.of_member(user))
        return self.filter(Q(stage__in=PUBLIC_STAGES) | own)

    def editable_by(self, user: "Anyone") -> Self:
        """Those of every body for a clerk; of one's own bodies for a secretary."""
        if access.may(user, "recommendation.manage"):
            return self.all()
        return self.filter(body__in=kept_by(user))

    def answerable_by(self, user: "Anyone") -> Self:
        """What this person may answer: as its addressee, or by entering what came on paper."""
        sent = self.public()
        if access.may(user, "recommendation.enter_answer"):
            return sent
        if not isinstance(user, User):
            return self.none()
        return sent.filter(Q(addressee_user=user) | Q(body__in=kept_by(user)))

    def unanswered(self) -> Self:
        """Sent, and no answer came yet; those due first come first."""
        return self.filter(stage=RecommendationStage.SENT).order_by("due_on", "pk")

    def late(self, today: date) -> Self:
        """Unanswered after the last day for an answer."""
        return self.unanswered().filter(due_on__lt=today)


class Recommendation(models.Model):
    """What a body recommends to somebody (препоръка); its entries stand in the body's chain.

    `number` counts within the body and `year`, that of the day in Sofia on which it was written
    down. `due_on` is the last day for an answer, `due_ground` says why that day. `outcome` is that
    of the last answer; a trigger carries it. `addressee_user` answers here; without one the answer
    is entered from paper. `answered_at` is the instant of the first answer. What a meeting decided
    is not sent without its `decision`, which is one of the same body: a trigger asks.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    body = models.ForeignKey(Body, models.PROTECT, related_name="recommendations")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(
        max_length=10, choices=RecommendationStage, default=RecommendationStage.DRAFTED
    )
    title = models.CharField(_("what it is about"), max_length=200)
    title_en = models.CharField(_("what it is about, in English"), max_length=200, blank=True)
    text = models.TextField(_("text of the recommendation"), max_length=8000)
    text_en = models.TextField(_("the text in English"), max_length=8000, blank=True)

    addressee = models.CharField(_("addressee"), max_length=12, choices=Addressee)
    addressee_name = models.CharField(_("name of the addressee"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("which unit")
    )
    addressee_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations_to_answer",
        verbose_name=_("account that answers"),
    )
    addressee_email = models.EmailField(_("mail of the addressee"), blank=True)

    origin = models.CharField(_("origin"), max_length=10, choices=Origin)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("decision of the meeting"),
    )
    origin_reason = models.TextField(_("why outside of a meeting"), max_length=1000, blank=True)

    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    due_ground = models.CharField(_("on what ground that day"), max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "number"], name="a_number_names_one_recommendation"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in RecommendationStage]),
                name="recommendation_stage_is_known",
            ),
            models.CheckConstraint(
                condition=Q(addressee__in=[kind.value for kind in Addressee]),
                name="addressee_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["sent", "answered"])
                | Q(sent_at__isnull=False, due_on__isnull=False) & ~Q(due_ground=""),
                name="what_was_sent_has_its_day_for_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(stage="answered", answered_at__isnull=False) & ~Q(outcome="")
                | ~Q(stage="answered") & Q(outcome="", answered_at=None),
                name="only_an_answer_gives_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(addressee="unit", unit__isnull=False)
                | Q(addressee__in=["mayor", "council"])
                | Q(addressee__in=["commission", "institution"]) & ~Q(addressee_name=""),
                name="an_addressee_has_its_name",
            ),
            models.CheckConstraint(
                condition=~Q(origin="outside") | ~Q(origin_reason=""),
                name="outside_of_a_meeting_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decision=None) | Q(origin="meeting"),
                name="only_a_meeting_gives_a_decision",
            ),
        ]
        indexes = [models.Index(fields=["stage", "due_on"])]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    def get_absolute_url(self) -> str:
        return reverse("recommendations:page", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How it is cited beside the name of its body: `3/2026`."""
        return f"{self.number}/{self.year}"

    @property
    def words(self) -> str:
        """The text in the language of the page."""
        return in_language(self.text, self.text_en)

    @property
    def to_whom(self) -> str:
        """The addressee by its name, else by its office."""
        if self.addressee == Addressee.UNIT and self.unit is not None:
            return str(self.unit)
        return self.addressee_name or str(Addressee(self.addressee).label)

    @property
    def rests_on(self) -> str:
        """The decision of a meeting as it is cited; empty where it rests on none."""
        return cited(self.decision) if self.decision is not None else ""

    def days_late(self, today: date) -> int:
        """Days since the last day for an answer; 0 where it is answered or not yet late."""
        if self.stage != RecommendationStage.SENT or self.due_on is None:
            return 0
        return max((today - self.due_on).days, 0)


def cited(decision: Decision) -> str:
    """A decision with its meeting and day: „Решение № 2 от редовно заседание № 3, 5 март 2026 г.“"""
    return gettext("%(decision)s No. %(number)d of %(meeting)s, %(day)s") % {
        "decision": capfirst(decision.get_kind_display()),
        "number": decision.number,
        "meeting": decision.meeting,
        "day": day_text(decision.meeting.starts_at, "date"),
    }


def publication_key(public_id: str, **_more: object) -> str:
    """The name under which the pages of a recommendation are kept and its followers are found."""
    return f"recommendation:{public_id}"


class RecommendationChange(models.Model):
    """One step in the life of a recommendation, never changed afterwards."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="changes")
    source = models.CharField(max_length=10, blank=True, choices=RecommendationStage)
    target = models.CharField(max_length=10, choices=RecommendationStage)
    step = models.CharField(max_length=10, choices=RecommendationStep)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=lawful_changes(MOVES), name="recommendation_step_is_lawful"
            )
        ]
