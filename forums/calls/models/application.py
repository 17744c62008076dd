"""What an organisation or a person sends for a seat, and what is asked and answered about it."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Membership
from forums.bodies.models.body import kept_by
from forums.calls.models.call import Call, CallSeat, RequiredPaper
from prestizh.accounts import access
from prestizh.accounts.models import Organisation, Representation, User
from prestizh.documents.models import Document, new_public_id

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class ApplicationState(models.TextChoices):
    """How far an application is on its applicant's side."""

    DRAFT = "draft", _("not sent yet")
    SUBMITTED = "submitted", _("sent")
    WITHDRAWN = "withdrawn", _("withdrawn by you")


class Lateness(models.TextChoices):
    """Whether an application came before the end of the term."""

    IN_TIME = "in_time", _("in time")
    LATE = "late", _("late, not decided on")
    ADMITTED = "admitted", _("late, admitted")
    NOT_ADMITTED = "not_admitted", _("late, not admitted")


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications as they are allowed to be seen: never by the public."""

    def editable_by(self, user: "Anyone") -> Self:
        """What this person began or sent: an application is changed by its applicant alone."""
        return self.filter(applicant=user) if isinstance(user, User) else self.none()

    def visible_to(self, user: "Anyone") -> Self:
        """One's own; those sent, for who selects and audits."""
        if not isinstance(user, User):
            return self.none()
        sent = Q(submitted_at__isnull=False)
        if not access.may(user, "application.read"):
            sent &= Q(call__body__in=kept_by(user))
        return self.filter(Q(applicant=user) | sent)

    def sent(self) -> Self:
        """Sent and not withdrawn."""
        return self.filter(state=ApplicationState.SUBMITTED)

    def awaiting_answer(self) -> Self:
        """Those to which somebody objected, and the objection waits for its answer."""
        waiting = self.filter(objections__isnull=False, objections__answered_at=None)
        return waiting.distinct()

    def in_selection(self) -> Self:
        """What is compared: sent in time, or admitted though late."""
        return self.sent().filter(lateness__in=[Lateness.IN_TIME, Lateness.ADMITTED])


class Application(models.Model):
    """An application for a seat (заявление за участие).

    Nothing of it is public but, with the result, the organisation's name and `interest`, which
    alone the law makes public of the declaration (Закон за прозрачност, чл. 11, т. 1).
    """

    State = ApplicationState

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    seat = models.ForeignKey(CallSeat, models.PROTECT, related_name="applications")
    state = models.CharField(max_length=10, choices=ApplicationState, default="draft")
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications"
    )
    representation = models.ForeignKey(
        Representation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    candidate = models.CharField(_("who would sit in the body"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    competence = models.TextField(_("experience and competence"), max_length=6000, blank=True)
    interest = models.TextField(_("interest represented"), max_length=1000, blank=True)
    connections = models.TextField(_("connections"), max_length=3000, blank=True)
    is_declared = models.BooleanField(_("I declare that this is true"), default=False)
    mandate = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=20, unique=True, null=True)
    digest = models.CharField(max_length=64, blank=True)
    lateness = models.CharField(max_length=12, choices=Lateness, default=Lateness.IN_TIME)
    lateness_reason = models.TextField(max_length=2000, blank=True)
    record_number = models.PositiveIntegerField(null=True)
    record_hash = models.CharField(max_length=64, blank=True)
    membership = models.OneToOneField(
        Membership, models.PROTECT, null=True, related_name="application"
    )

    objects: ClassVar = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"],
                condition=Q(state="submitted", organisation__isnull=False),
                name="an_organisation_applies_once",
            ),
            models.UniqueConstraint(
                fields=["call", "applicant"],
                condition=Q(state="submitted", organisation=None),
                name="a_person_applies_once",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None)
                | Q(state="withdrawn", withdrawn_at__isnull=False)
                | (
                    Q(state="submitted", submitted_at__isnull=False, reference__isnull=False)
                    & Q(digest__regex=r"^[0-9a-f]{64}$")
                ),
                name="a_sent_application_has_its_receipt",
            ),
            models.CheckConstraint(
                condition=Q(lateness__in=["in_time", "late"]) | ~Q(lateness_reason=""),
                name="a_late_application_is_decided_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(membership=None) | Q(state="submitted"),
                name="only_who_applied_is_appointed",
            ),
        ]
        indexes = [models.Index(fields=["call", "state"])]

    def __str__(self) -> str:
        return self.reference or self.public_id

    def get_absolute_url(self) -> str:
        return reverse("calls:application", args=[self.public_id])

    @property
    def applies_as(self) -> str:
        """For whom it speaks, for the applicant and the desk: the organisation or the person."""
        return self.organisation.name if self.organisation else self.candidate

    @property
    def shown_as(self) -> str:
        """What everybody reads in the result: the organisation; a person is a number."""
        return self.organisation.name if self.organisation else ""

    @property
    def is_draft(self) -> bool:
        return self.state == ApplicationState.DRAFT

    @property
    def is_sent(self) -> bool:
        return self.state == ApplicationState.SUBMITTED


class ApplicationPaper(models.Model):
    """A file of an application: for a paper that was asked for, or one beside these."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="papers")
    paper = models.ForeignKey(
        RequiredPaper, models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]


class Completion(models.Model):
    """What the applicant was asked to complete, until when, and when it was answered."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="completions")
    asked = models.TextField(_("what is missing"), max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    last_day = models.DateField()
    closes_at = models.DateTimeField()
    answer = models.TextField(_("your answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at=None),
                name="one_request_to_complete_at_a_time",
            )
        ]

    def is_running(self, now: datetime) -> bool:
        """Whether the applicant can still answer in time."""
        return self.answered_at is None and now < self.closes_at


class Objection(models.Model):
    """What an applicant has against the published result, and the reasoned answer.

    One against each edition of the result: who lost by a correction can object to it, too.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        UPHELD = "upheld", _("upheld")
        REJECTED = "rejected", _("not upheld")

    application = models.ForeignKey(Application, models.PROTECT, related_name="objections")
    edition = models.PositiveSmallIntegerField(default=1)  # of the result, as `Call.edition`
    text = models.TextField(_("what you object to, and why"), max_length=6000)
    made_at = models.DateTimeField()
    outcome = models.CharField(_("what became of it"), max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(_("reasons"), max_length=6000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "edition"], name="one_objection_to_each_edition"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="")
                | (Q(answered_at__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="an_objection_is_answered_with_reasons",
            ),
        ]
