"""A proposal for better participation, and its steps."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from feedback.measures.stages import (
    ANSWERED,
    MOVES,
    PUBLIC_STAGES,
    WAITING,
    ImprovementStage,
    ImprovementStep,
)
from feedback.surveys.models import Survey
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.models import Document, new_public_id
from prestizh.moves import lawful_changes

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone

LONGEST = 4000


class Source(models.TextChoices):
    """Where a proposal came from."""

    CITIZEN = "citizen", _("a citizen")
    SURVEY = "survey", _("an answer to a survey")
    PARTNER = "partner", _("a partner of the municipality")
    BODY = "body", _("a body")


class ImprovementQuerySet(models.QuerySet["ImprovementProposal"]):
    """Proposals as they are allowed to be seen."""

    def public(self) -> Self:
        """What stands in the public register."""
        return self.filter(stage__in=PUBLIC_STAGES)

    def visible_to(self, user: "Anyone") -> Self:
        """The public register; all for who reads it at the desk; one's own."""
        if access.may(user, "improvement.read"):
            return self.all()
        own = Q(author=user) if isinstance(user, User) else Q(pk__in=[])
        return self.filter(Q(stage__in=PUBLIC_STAGES) | own)

    def editable_by(self, user: "Anyone") -> Self:
        """All for who keeps the register; nobody else's."""
        return self.all() if access.may(user, "improvement.manage") else self.none()

    def waiting(self) -> Self:
        """Not answered yet, those due first."""
        return self.filter(stage__in=WAITING).order_by("due_on", "pk")


class ImprovementProposal(models.Model):
    """What somebody proposes so that taking part becomes better (предложение за по-добро участие).

    `text` is what came and is private; `public_text` is what the register shows, without personal
    data, written as the proposal is put there. `name` and `email` are private; `author` is the
    account it was sent from. `source_name` names a survey, partner or body, never a person.
    `survey` is the survey that an answer was taken from; it leads to the survey alone.
    `analysis` or `analysis_url` is what a partner's proposal rests on. `answer` is that of the
    step that answered it; a trigger carries it. `subject` is its chain in the record.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(
        max_length=10, choices=ImprovementStage, default=ImprovementStage.RECEIVED
    )
    source = models.CharField(_("source of the proposal"), max_length=10, choices=Source)
    source_name = models.CharField(_("which survey, partner or body"), max_length=200, blank=True)
    survey = models.ForeignKey(
        Survey, models.PROTECT, null=True, related_name="improvement_proposals"
    )
    text = models.TextField(_("what is proposed"), max_length=LONGEST)
    public_text = models.TextField(_("as the register shows it"), max_length=LONGEST, blank=True)
    name = models.CharField(_("name of the author"), max_length=120, blank=True)
    email = models.EmailField(_("mail for the answer"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="improvement_proposals"
    )
    analysis = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    analysis_url = models.URLField(_("address of the analysis"), blank=True)

    received_at = models.DateTimeField()
    due_on = models.DateField()
    registered_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=8000, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar = ImprovementQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], name="a_number_names_one_improvement"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in ImprovementStage]),
                name="improvement_stage_is_known",
            ),
            models.CheckConstraint(
                condition=Q(source__in=[source.value for source in Source]),
                name="improvement_source_is_known",
            ),
            models.CheckConstraint(
                condition=Q(source="citizen") | ~Q(source_name=""),
                name="a_source_that_is_no_citizen_has_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(source="partner") | Q(analysis__isnull=False) | ~Q(analysis_url=""),
                name="a_partner_gives_the_analysis",
            ),
            models.CheckConstraint(
                # An answer to a survey is nobody's: nothing may lead back to who wrote it.
                condition=~Q(source="survey") | Q(author=None, name="", email=""),
                name="an_answer_to_a_survey_has_no_author",
            ),
            models.CheckConstraint(
                condition=Q(survey=None) | Q(source="survey"),
                name="only_an_answer_to_a_survey_names_one",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["received", "aside"])
                | Q(registered_at__isnull=False) & ~Q(public_text=""),
                name="what_is_public_has_words_for_the_public",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in sorted(ANSWERED)])
                & Q(answered_at__isnull=False)
                & ~Q(answer="")
                | ~Q(stage__in=[stage.value for stage in sorted(ANSWERED)])
                & Q(answered_at=None, answer=""),
                name="an_answered_improvement_has_its_answer",
            ),
        ]
        indexes = [models.Index(fields=["stage", "due_on"])]

    def __str__(self) -> str:
        return Truncator(self.public_text or self.text).chars(90)

    def get_absolute_url(self) -> str:
        return reverse("measures:page", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How it is cited: `3/2026`."""
        return f"{self.number}/{self.year}"

    @property
    def origin(self) -> str:
        """Where it came from, in words: the name of the survey, partner or body with it."""
        label = str(self.get_source_display())
        return f"{label}: {self.source_name}" if self.source_name else label

    def days_late(self, today: date) -> int:
        """Days since the last day for an answer; 0 where it is answered or not yet late."""
        return max((today - self.due_on).days, 0) if self.stage in WAITING else 0


def publication_key(public_id: str, **_more: object) -> str:
    """The name under which the page of a proposal is kept."""
    return f"improvement:{public_id}"


class ImprovementChange(models.Model):
    """One step of a proposal, never changed. `words` are the answer or the reason."""

    proposal = models.ForeignKey(ImprovementProposal, models.PROTECT, related_name="changes")
    source = models.CharField(max_length=10, blank=True, choices=ImprovementStage)
    target = models.CharField(max_length=10, choices=ImprovementStage)
    step = models.CharField(max_length=10, choices=ImprovementStep)
    words = models.TextField(max_length=8000, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=lawful_changes(MOVES), name="an_improvement_takes_a_lawful_step"
            ),
            models.CheckConstraint(
                condition=Q(step__in=["receive", "register"]) | ~Q(words=""),
                name="an_improvement_is_answered_with_words",
            ),
        ]
