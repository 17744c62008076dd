"""The body itself, its steps, its rules as documents, its secretaries."""

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.stages import MOVES, PUBLIC_STAGES, BodyKind, BodyStage, BodyStep
from prestizh.accounts import access
from prestizh.accounts.models import Role, User
from prestizh.documents.models import Document, new_public_id
from prestizh.moves import lawful_changes
from prestizh.places.models import Settlement, Topic, Unit, in_language

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class ActKind(models.TextChoices):
    """The act that set the body up (учредителен акт)."""

    ORDER = "order", _("order of the mayor")
    DECISION = "decision", _("decision of the municipal council")
    LAW = "law", _("statute or ordinance")


class BodyQuerySet(models.QuerySet["Body"]):
    """Bodies as they are allowed to be seen."""

    def visible_to(self, user: "Anyone") -> Self:
        """What is public; those in preparation for those who prepare and audit."""
        if access.may(user, "body.read_drafts"):
            return self.all()
        return self.filter(Q(stage__in=PUBLIC_STAGES) | Q(pk__in=kept_by(user)))

    def public(self) -> Self:
        """What everybody may read."""
        return self.filter(stage__in=PUBLIC_STAGES)

    def editable_by(self, user: "Anyone") -> Self:
        """Every body for those who manage them; a secretary's own bodies for the secretary."""
        if access.may(user, "body.manage"):
            return self.all()
        return self.filter(pk__in=kept_by(user))

    def at_desk_of(self, user: "Anyone") -> Self:
        """What this person sees at the desk: all for clerks and auditors, a secretary's own."""
        if access.may(user, "body.read_drafts"):
            return self.all()
        return self.filter(pk__in=kept_by(user))

    def of_member(self, user: "Anyone") -> Self:
        """The bodies in which this person sits now."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(memberships__user=user, memberships__ended_on=None).distinct()

    def at_work_first(self) -> Self:
        """In the order of a list: those at work by name, then the ended ones."""
        return self.order_by("stage", "name", "pk")

    def with_counts(self) -> Self:
        """With `members_count` and `free_count`: who sits there, and seats that nobody has."""
        # Each in a query of its own: two joins would multiply each other.
        one = self.model._default_manager.filter(pk=OuterRef("pk")).order_by().values("pk")
        seats = one.annotate(n=Sum("seats__number", filter=Q(seats__retired_at=None)))
        titular = Q(memberships__ended_on=None, memberships__standing="titular")
        members = one.annotate(n=Count("memberships", filter=titular))
        return self.annotate(
            members_count=Subquery(members.values("n")),
            free_count=Greatest(
                Coalesce(Subquery(seats.values("n")), 0) - Subquery(members.values("n")), 0
            ),
        )


def kept_by(user: "Anyone") -> "models.QuerySet[Body]":
    """The bodies whose secretary this person is now; nobody's without the role."""
    bodies: models.QuerySet[Body] = Body.objects.all()
    if not isinstance(user, User) or not user.is_active or Role.SECRETARY not in user.roles:
        return bodies.none()
    return bodies.filter(secretaries__user=user, secretaries__ended_at=None)


class Body(models.Model):
    """A council, commission, working group or forum (орган) and the rules that it works by.

    `subject` names its chain in the record. `quorum` and `majority` are expressions of
    `prestizh.meetings.rules`. Lengths are in days, mandates in months.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    stage = models.CharField(max_length=10, choices=BodyStage, default=BodyStage.DRAFT)
    kind = models.CharField(_("kind of body"), max_length=20, choices=BodyKind)
    template = models.CharField(max_length=40, blank=True)

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    purpose = models.TextField(_("what it is for"), max_length=2000, blank=True)
    purpose_en = models.TextField(_("what it is for, in English"), max_length=2000, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, verbose_name=_("areas"))
    settlements = models.ManyToManyField(Settlement, blank=True, verbose_name=_("settlements"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit that serves it")
    )
    contact = models.CharField(_("person for questions"), max_length=200, blank=True)
    site = models.URLField(_("page elsewhere"), blank=True)

    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    act_kind = models.CharField(_("constituting act"), max_length=10, choices=ActKind, blank=True)
    act_number = models.CharField(_("number of the act"), max_length=60, blank=True)
    act_on = models.DateField(_("date of the act"), null=True, blank=True)
    act_file = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    ends_on = models.DateField(_("works until"), null=True, blank=True)
    within_council_mandate = models.BooleanField(
        _("mandates end with the council's mandate"), default=False
    )
    council_mandate_ends_on = models.DateField(
        _("end of the council's mandate"), null=True, blank=True
    )
    mandate_months = models.PositiveSmallIntegerField(_("mandate in months"), null=True, blank=True)

    chair_rule = models.CharField(_("who chairs it"), max_length=200, blank=True)
    meetings_per_year = models.PositiveSmallIntegerField(
        _("meetings prescribed for a year"), default=0
    )
    notice_days = models.PositiveSmallIntegerField(_("days of notice"), default=5)
    extraordinary_share = models.CharField(
        _("share of the members who may ask for a meeting"), max_length=40, blank=True
    )
    quorum = models.CharField(_("quorum"), max_length=40, default="> 1/2 of members")
    majority = models.CharField(_("majority"), max_length=40, default="> 1/2 of present")
    proxies = models.BooleanField(_("a member may be represented by a proxy"), default=False)
    most_proxies = models.PositiveSmallIntegerField(_("proxies one person may hold"), default=1)
    parity = models.BooleanField(_("both sides have equal numbers"), default=False)
    absences_limit = models.PositiveSmallIntegerField(
        _("absences in a row that are followed by consequences"), default=3
    )
    absence_ends_seat = models.BooleanField(
        _("the membership ends after so many absences"), default=False
    )
    absence_ends_itself = models.BooleanField(
        _("it ends by itself, without a release"), default=False
    )
    excused_absences_count = models.BooleanField(_("excused absences count, too"), default=False)
    minutes_days = models.PositiveSmallIntegerField(_("days to publish the minutes"), default=7)
    remarks_days = models.PositiveSmallIntegerField(
        _("days for remarks on the draft minutes"), default=3
    )
    meetings_are_open = models.BooleanField(_("anybody may attend"), default=True)
    reports_to = models.CharField(_("reports to"), max_length=200, blank=True)
    report_due_month = models.PositiveSmallIntegerField(
        _("month by whose end the yearly report is due"), null=True, blank=True
    )

    created_at = models.DateTimeField()
    constituted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in BodyStage]),
                name="body_stage_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in BodyKind]), name="body_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "dropped"])
                | (Q(act_on__isnull=False, constituted_at__isnull=False) & ~Q(act_kind="")),
                name="a_body_at_work_has_its_act",
            ),
            models.CheckConstraint(
                condition=Q(report_due_month=None) | Q(report_due_month__range=(1, 12)),
                name="a_report_is_due_in_a_month",
            ),
            models.CheckConstraint(condition=Q(notice_days__lte=60), name="notice_is_bounded"),
            models.CheckConstraint(
                condition=Q(absence_ends_itself=False) | Q(absence_ends_seat=True),
                name="only_what_ends_can_end_by_itself",
            ),
        ]
        indexes = [models.Index(fields=["stage", "kind"])]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    def get_absolute_url(self) -> str:
        return reverse("bodies:page", args=[self.public_id])

    @property
    def about(self) -> str:
        """What it is for, in the language of the page."""
        return in_language(self.purpose, self.purpose_en)


def publication_key(public_id: str, **_more: object) -> str:
    """The name under which a body's pages are kept and its followers are found."""
    return f"body:{public_id}"


class BodyChange(models.Model):
    """One step in the life of a body, never changed afterwards."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="changes")
    source = models.CharField(max_length=10, blank=True, choices=BodyStage)
    target = models.CharField(max_length=10, choices=BodyStage)
    step = models.CharField(max_length=10, choices=BodyStep)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=lawful_changes(MOVES), name="body_step_is_lawful")
        ]


class BodyRules(models.Model):
    """One version of the rules of procedure (правилник) as a document; the newest is in force."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="rules")
    number = models.PositiveSmallIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    adopted_on = models.DateField(_("adopted on"))
    adopted_by = models.CharField(_("adopted by"), max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_version_a_number")
        ]


class Secretary(models.Model):
    """Who keeps the papers of a body (секретар, протоколчик), from when until when."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="secretaries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="secretary_of")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "user"],
                condition=Q(ended_at=None),
                name="a_person_is_secretary_once",
            )
        ]
