"""One entry of the register, its steps, the committee's names."""

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.direct.kinds import Initiator, Kind
from forums.direct.stages import FINAL, Stage, Step, lawful_changes
from prestizh.accounts import access
from prestizh.documents.models import Document, new_public_id
from prestizh.places.models import Settlement, Topic, Unit, in_language

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class Addressee(models.TextChoices):
    """To whom a local initiative makes its proposal (чл. 46, ал. 1)."""

    COUNCIL = "council", _("the municipal council")
    MAYOR = "mayor", _("the mayor of the municipality")
    LOCAL_MAYOR = "local_mayor", _("the mayor of a village or district")
    REGIONAL = "regional", _("a regional authority")


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    """The register is public from the first entry on."""

    def public(self) -> Self:
        """What everybody may read: every entry (the committee's names apart)."""
        return self.all()

    def visible_to(self, _user: "Anyone") -> Self:
        """The same for everybody."""
        return self.public()

    def editable_by(self, user: "Anyone") -> Self:
        """Every entry for those who keep the register."""
        return self.all() if access.may(user, "direct.keep") else self.none()

    def running(self) -> Self:
        """Those that have not ended."""
        return self.exclude(stage__in=FINAL)

    def with_all(self) -> Self:
        """With everything by which terms and thresholds are told, in a constant number of queries."""
        return self.select_related("settlement", "unit", "result", "answer").prefetch_related(
            "changes"
        )


class Initiative(models.Model):
    """A local initiative, general assembly or referendum, as it stands in the public register.

    `voters` are the citizens with voting rights of the place when it was entered; signatures are
    numbers only: `signatures` those claimed, `valid_signatures` those that the check found.
    `subject` names its chain in the record. Of the committee only `contact` is public.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.NOTED)
    kind = models.CharField(max_length=12, choices=Kind)
    initiator = models.CharField(max_length=12, choices=Initiator)

    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    question = models.TextField(max_length=2000)
    question_en = models.TextField(max_length=2000, blank=True)
    reasons = models.TextField(max_length=5000, blank=True)
    addressee = models.CharField(max_length=12, choices=Addressee, blank=True)
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, blank=True)
    quarter = models.CharField(max_length=120, blank=True)
    topics = models.ManyToManyField(Topic, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    voters = models.PositiveIntegerField()
    inhabitants = models.PositiveIntegerField(null=True, blank=True)
    founders = models.PositiveIntegerField(null=True)
    committee_size = models.PositiveSmallIntegerField(null=True)
    contact = models.CharField(max_length=200, blank=True)
    gather_until = models.DateField(null=True)
    asked_for = models.DateField(null=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decision_on = models.DateField(null=True)
    repeats = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repetitions"
    )

    signatures = models.PositiveIntegerField(null=True)
    valid_signatures = models.PositiveIntegerField(null=True)
    sent_to_check_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    session_on = models.DateField(null=True)
    holds_on = models.DateField(null=True)
    holds_at = models.TimeField(null=True)
    place = models.CharField(max_length=300, blank=True)
    appeal_over_on = models.DateField(null=True)
    noted_at = models.DateTimeField()

    objects: ClassVar = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="one_entry_a_number"),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in Stage]),
                name="direct_stage_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="direct_kind_is_known"
            ),
            models.CheckConstraint(condition=Q(voters__gte=1), name="direct_has_voters"),
            models.CheckConstraint(
                condition=Q(initiator="citizens", committee_size__isnull=False)
                | (~Q(initiator="citizens") & Q(committee_size=None, signatures=None)),
                name="only_citizens_have_a_committee",
            ),
            models.CheckConstraint(
                condition=~Q(kind="approval") | Q(decision_on__isnull=False),
                name="what_is_approved_is_named",
            ),
            models.CheckConstraint(
                condition=Q(valid_signatures=None)
                | Q(valid_signatures__lte=models.F("signatures")),
                name="no_more_signatures_are_valid_than_given",
            ),
        ]
        indexes = [models.Index(fields=["stage", "kind"]), models.Index(fields=["holds_on"])]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    def get_absolute_url(self) -> str:
        return reverse("direct:page", args=[self.public_id])

    @property
    def reference(self) -> str:
        """Its number in the register: „3/2026“."""
        return f"{self.number}/{self.year}"

    @property
    def asks(self) -> str:
        """The question or proposal in the language of the page."""
        return in_language(self.question, self.question_en)

    @property
    def has_petition(self) -> bool:
        """Whether citizens gather signatures for it."""
        return self.initiator == Initiator.CITIZENS

    @property
    def has_ended(self) -> bool:
        """Whether nothing can follow any more."""
        return self.stage in FINAL

    @property
    def area(self) -> str:
        """Where it applies; empty for the whole municipality."""
        parts = (str(self.settlement) if self.settlement else "", self.quarter)
        return ", ".join(filter(None, parts))


def publication_key(public_id: str, **_more: object) -> str:
    """The name under which its pages are kept and its followers are found."""
    return f"direct:{public_id}"


class Change(models.Model):
    """One step: the day on which it happened, the act that says so, a document; never changed."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind)
    source = models.CharField(max_length=12, blank=True, choices=Stage)
    target = models.CharField(max_length=12, choices=Stage)
    step = models.CharField(max_length=12, choices=Step)
    on = models.DateField()
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    act = models.CharField(max_length=200, blank=True)
    note = models.TextField(max_length=3000, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=lawful_changes(), name="direct_step_is_lawful")
        ]


class CommitteeMember(models.Model):
    """A name of the initiative committee; shown only where the person agreed to it."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="committee")
    name = models.CharField(max_length=120)
    is_chair = models.BooleanField(default=False)
    agreed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_chair", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"], condition=Q(is_chair=True), name="one_chair_a_committee"
            )
        ]

    def __str__(self) -> str:
        return self.name
