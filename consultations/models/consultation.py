"""The consultation itself, its stage changes, its files and its technical corrections."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.stages import MOVES, PUBLIC_STAGES, Stage, Step
from prestizh.accounts import access
from prestizh.documents.models import Document, new_public_id
from prestizh.moves import lawful_changes
from prestizh.places.models import Settlement, Topic, Unit

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone

MINIMUM_DAYS = 30
SHORT_MINIMUM_DAYS = 14


class ActKind(models.TextChoices):
    """The kind of normative act (вид на акта), ЗНА чл. 7 and 8, ЗМСМА чл. 21, ал. 2."""

    ORDINANCE = "ordinance", _("ordinance")
    RULES = "rules", _("rules")
    INSTRUCTION = "instruction", _("instruction")


class DrafterKind(models.TextChoices):
    """Who drew up the draft and owes the closing report (съставител)."""

    MAYOR = "mayor", _("the mayor")
    COUNCILLOR = "councillor", _("a municipal councillor")
    GROUP = "group", _("a group of municipal councillors")
    COMMISSION = "commission", _("a standing commission of the council")


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Consultations as they are allowed to be seen."""

    def visible_to(self, user: "Anyone") -> "ConsultationQuerySet":
        """What this person may read: all that is public, and drafts for those who prepare them."""
        if access.may(user, "consultation.read_drafts"):
            return self
        return self.filter(stage__in=PUBLIC_STAGES)

    def editable_by(self, user: "Anyone") -> "ConsultationQuerySet":
        """What this person may work on at the clerk's desk."""
        if access.may(user, "consultation.draft"):
            return self
        return self.none()

    def public(self) -> "ConsultationQuerySet":
        """What everybody may read."""
        return self.filter(stage__in=PUBLIC_STAGES)

    def open_at(self, instant: datetime) -> "ConsultationQuerySet":
        """Published and still within the term at `instant`."""
        return self.filter(stage=Stage.PUBLISHED, closes_at__gt=instant)

    def over_at(self, instant: datetime) -> "ConsultationQuerySet":
        """Published, the term is over, the closing report is still owed."""
        return self.filter(stage=Stage.PUBLISHED, closes_at__lte=instant)

    def open_first(self, now: datetime) -> "ConsultationQuerySet":
        """Open ones by deadline, then what is coming, then the rest from the newest."""
        rank = models.Case(
            models.When(stage=Stage.PUBLISHED, closes_at__gt=now, then=0),
            models.When(stage=Stage.ANNOUNCED, then=1),
            default=2,
        )
        deadline = models.Case(
            models.When(stage=Stage.PUBLISHED, closes_at__gt=now, then="closes_at"), default=None
        )
        return self.annotate(rank=rank, deadline=deadline).order_by("rank", "deadline", "-pk")


class Consultation(models.Model):
    """A public consultation on a draft normative act (обществена консултация), чл. 26 ЗНА.

    `last_day` is the last local day of the term and `closes_at` the instant at which it ends
    (half-open): midnight in Sofia after `last_day`. From publication the text and the reasons are
    frozen; `text_digest` is the SHA-256 of the canonical text, which stands in the record too.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)

    title = models.CharField(_("title of the draft"), max_length=400)
    title_en = models.CharField(_("title in English"), max_length=400, blank=True)
    kind = models.CharField(_("kind of act"), max_length=20, choices=ActKind)
    drafter_kind = models.CharField(_("who drew it up"), max_length=20, choices=DrafterKind)
    drafter = models.CharField(_("name of the drafter"), max_length=200, blank=True)
    sponsor = models.CharField(_("who tables it"), max_length=200, blank=True)
    summary = models.TextField(_("In short"), max_length=1200, blank=True)
    summary_en = models.TextField(_("In short, in English"), max_length=1200, blank=True)

    reason_causes = models.TextField(
        _("causes that require the act"), max_length=20_000, blank=True
    )
    reason_aims = models.TextField(_("aims"), max_length=20_000, blank=True)
    reason_means = models.TextField(
        _("financial and other means needed"), max_length=20_000, blank=True
    )
    reason_results = models.TextField(
        _("expected results, financial ones too"), max_length=20_000, blank=True
    )
    reason_eu = models.TextField(
        _("analysis of conformity with European Union law"), max_length=20_000, blank=True
    )
    reasons_file = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    impact_file = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit in charge")
    )
    contact = models.CharField(_("person for questions"), max_length=200, blank=True)
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="consultations"
    )
    topics = models.ManyToManyField(Topic, blank=True, verbose_name=_("topics"))
    settlements = models.ManyToManyField(Settlement, blank=True, verbose_name=_("settlements"))
    affected_groups = models.CharField(_("affected groups"), max_length=400, blank=True)

    source_text = models.TextField(_("text of the draft"), max_length=1_000_000, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)

    term_days = models.PositiveSmallIntegerField(_("term in days"), default=MINIMUM_DAYS)
    short_term_reason = models.TextField(
        _("reason for the shorter term"), max_length=4000, blank=True
    )
    planned_on = models.DateField(_("planned day of publication"), null=True, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    last_day = models.DateField(null=True)
    closes_at = models.DateTimeField(null=True)
    redraft_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="redrafts")

    opinion_count = models.PositiveIntegerField(default=0)
    proposal_count = models.PositiveIntegerField(default=0)
    answered_count = models.PositiveIntegerField(default=0)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in Stage]), name="stage_is_known"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "announced", "dropped"])
                | Q(published_at=None, stage="withdrawn")
                | Q(
                    published_at__isnull=False,
                    last_day__isnull=False,
                    closes_at__isnull=False,
                    text_digest__regex=r"^[0-9a-f]{64}$",
                ),
                name="published_means_term_and_digest",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(term_days__gte=MINIMUM_DAYS)
                | (Q(term_days__gte=SHORT_MINIMUM_DAYS) & ~Q(short_term_reason="")),
                name="term_is_lawful",
            ),
        ]
        indexes = [models.Index(fields=["stage", "closes_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:page", args=[self.public_id])

    def is_open(self, instant: datetime) -> bool:
        """Whether opinions sent at `instant` are within the term (half-open)."""
        return (
            self.stage == Stage.PUBLISHED
            and self.closes_at is not None
            and instant < self.closes_at
        )

    def is_over(self, instant: datetime) -> bool:
        """Whether the term is over and the closing report is still owed."""
        return (
            self.stage == Stage.PUBLISHED
            and self.closes_at is not None
            and instant >= self.closes_at
        )

    @property
    def is_frozen(self) -> bool:
        """Whether the text may no longer change: from publication on."""
        return self.published_at is not None

    @property
    def answers_are_public(self) -> bool:
        """Whether the answers are shown: with the end of the work on them, never one by one."""
        return self.published_at is not None and self.stage != Stage.PUBLISHED

    @property
    def term_is_short(self) -> bool:
        return self.term_days < MINIMUM_DAYS

    @property
    def answered_share(self) -> int:
        """Percent of the proposals that have an answer, rounded down; 100 where there are none."""
        if not self.proposal_count:
            return 100
        return self.answered_count * 100 // self.proposal_count

    def reasons(self) -> list[tuple[str, str]]:
        """The five points of чл. 28, ал. 2 ЗНА: each field's name and its text."""
        names = ["causes", "aims", "means", "results", "eu"]
        return [(f"reason_{name}", getattr(self, f"reason_{name}")) for name in names]


def publication_key(public_id: str, **_more: object) -> str:
    """The name under which a consultation's pages are kept and its followers are found."""
    return f"consultation:{public_id}"


class StageChange(models.Model):
    """One step of the procedure, never changed afterwards. PostgreSQL refuses an unlawful one."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="changes")
    source = models.CharField(max_length=10, blank=True, choices=Stage)
    target = models.CharField(max_length=10, choices=Stage)
    step = models.CharField(max_length=10, choices=Step)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=lawful_changes(MOVES), name="step_is_lawful"),
            models.CheckConstraint(
                condition=~Q(step__in=["withdraw", "drop"]) | ~Q(reason=""),
                name="withdrawal_has_reasons",
            ),
        ]


class Attachment(models.Model):
    """A file that is published beside the draft (приложен файл)."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="attachments")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    title = models.CharField(_("title of the file"), max_length=200)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]


class Correction(models.Model):
    """A technical correction of a typing error after publication; the term stays.

    The published text is not touched: the page shows what stood there and what should be read.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="corrections")
    provision = models.ForeignKey(
        "consultations.Provision", models.PROTECT, related_name="corrections"
    )
    wrong = models.CharField(_("what stands in the text"), max_length=200)
    right = models.CharField(_("what should be read"), max_length=200)
    reason = models.CharField(_("why this is a typing error"), max_length=400)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(wrong=F("right")), name="a_correction_changes")
        ]
